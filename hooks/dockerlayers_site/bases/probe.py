"""Ask an engine whether it runs containers: it may start where it is not let start others."""

from __future__ import annotations

from pathlib import Path

from dockerlayers_site.bases.list import BUSYBOX, load_bases
from dockerlayers_site.bases.load import load_base
from dockerlayers_site.engine.docker import Docker
from dockerlayers_site.engine.errors import EngineError


def check_containers(docker: Docker, folder: Path) -> None:
    """Raise EngineError where no container runs; its image is a stand-in, kept below a folder."""
    base = next(base for base in load_bases() if base.origin == BUSYBOX)
    load_base(docker, base, folder)
    done = docker.run("run", "--rm", "--network=none", base.names[0], "true")
    if done.returncode:
        reason = (done.stderr or done.stdout).decode(errors="replace").strip().splitlines()[:1]
        raise EngineError(f"the engine that was started here cannot run containers: {''.join(reason)}")
