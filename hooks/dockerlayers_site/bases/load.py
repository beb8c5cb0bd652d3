"""Bring a base image to an engine: the real one from a registry, or a stand-in from its archive."""

from __future__ import annotations

import fcntl
import hashlib
import io
import json
import platform
import tarfile
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from dockerlayers_site.bases.list import LABEL, Base
from dockerlayers_site.bases.rootfs import make_rootfs
from dockerlayers_site.engine.docker import Docker
from dockerlayers_site.engine.errors import EngineError
from dockerlayers_site.engine.own import engine_folder

# A stand-in has no day of its own. One that is fixed keeps its id the same wherever it is loaded, and one for
# each keeps them in one order: the engine lists images by it.
_FIRST_DAY = datetime(2025, 1, 1, tzinfo=UTC)
_LAYER = "layer.tar"


def stand_ins_folder() -> Path:
    """Return the folder in which stand-ins are kept: one for all engines that are started here."""
    return engine_folder() / "bases"


def pull_base(docker: Docker, names: Sequence[str]) -> str | None:
    """Pull the real image under some names; return the digest, or None where no registry gives it."""
    for name in names:
        if docker.run("image", "inspect", name).returncode and docker.run("pull", "--quiet", name).returncode:
            return None
    form = "{{range .RepoDigests}}{{println .}}{{end}}"
    found = docker.must("image", "inspect", "--format", form, names[0]).decode().split()
    return found[0].partition("@")[2] if found else None


def load_base(docker: Docker, base: Base, folder: Path, names: Sequence[str] = ()) -> str:
    """Load a stand-in under some of its names, or all; say of what it is made.

    One that is not there yet is made, and kept below a folder.
    """
    wanted = names or base.names
    about = find_stand_in(docker, base, wanted)
    if about:
        return about
    archive = make_archive(base, folder)
    docker.must("load", "--quiet", "--input", archive)
    unwanted = [name for name in base.names if name not in wanted]
    if unwanted:
        docker.must("image", "rm", "--no-prune", *unwanted)
    about = find_stand_in(docker, base, wanted)
    if not about:
        raise EngineError(f"{base.names[0]} was not loaded")
    return about


def find_stand_in(docker: Docker, base: Base, names: Sequence[str]) -> str | None:
    """Find the stand-in that an engine has under some names; None where one is missing, or is another."""
    form = f'{{{{index .Config.Labels "{LABEL}"}}}}|{{{{index .Config.Labels "{LABEL}.key"}}}}'
    done = docker.run("image", "inspect", "--format", form, *names)
    lines = done.stdout.decode(errors="replace").split("\n")
    about, _, key = lines[0].rpartition("|")
    return about if done.returncode == 0 and key == base.key else None


def make_archive(base: Base, folder: Path) -> Path:
    """Return the archive of a stand-in, as `docker image load` reads it; make it if it is not there."""
    archive = folder / f"{base.names[0].replace(':', '-').replace('/', '-')}-{base.key}.tar"
    if archive.is_file():
        return archive
    folder.mkdir(parents=True, exist_ok=True)
    # Pages are run side by side, and the first that needs an image makes it for the others.
    with archive.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not archive.is_file():
            _make(base, archive)
    return archive


def _make(base: Base, archive: Path) -> None:
    layer, part = archive.with_suffix(".layer"), archive.with_suffix(".part")
    print(f"Making {base.names[0]} as a stand-in: {archive}", flush=True)
    try:
        about = make_rootfs(base, layer)
        _pack(base, about, layer, part)
        part.rename(archive)
    finally:
        layer.unlink(missing_ok=True)
        part.unlink(missing_ok=True)


def _pack(base: Base, about: str, layer: Path, target: Path) -> None:
    config = json.dumps(_describe(base, about, _digest(layer)), sort_keys=True).encode()
    name = f"{hashlib.sha256(config).hexdigest()}.json"
    manifest = [{"Config": name, "RepoTags": list(base.names), "Layers": [_LAYER]}]
    with tarfile.open(target, "w") as archive:
        for path, content in ((name, config), ("manifest.json", json.dumps(manifest).encode())):
            member = tarfile.TarInfo(path)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
        archive.add(layer, _LAYER)


def _describe(base: Base, about: str, digest: str) -> dict[str, Any]:
    created = (_FIRST_DAY + timedelta(minutes=int(base.key[:4], 16))).strftime("%Y-%m-%dT%H:%M:%SZ")
    labels = {LABEL: about, f"{LABEL}.key": base.key}
    return {
        "architecture": _architecture(),
        "os": "linux",
        "created": created,
        "config": {**base.config, "Labels": labels},
        "rootfs": {"type": "layers", "diff_ids": [digest]},
        "history": [{"created": created, "created_by": f"stand-in: {about}"}],
    }


def _architecture() -> str:
    """Return this machine's architecture, as images name it."""
    return {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"
