"""Build in a copy of a folder again and again, and take the time."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from dockerlayers.measured import RECORD_NAME
from dockerlayers_site.bases.frontend import without_frontend
from dockerlayers_site.engine import Docker
from dockerlayers_site.engine.progress import BuiltStep, read_steps
from dockerlayers_site.measures.errors import MeasureError
from dockerlayers_site.measures.plan import Edit

_LAST_LINES = 40


@dataclass(frozen=True, kw_only=True)
class TimedBuild:
    """One build: how long it took, and its steps by the names of the stages."""

    seconds: float
    steps: Mapping[str, Sequence[BuiltStep]]


class Builder:
    """Builds one Dockerfile, in a copy of its folder that is changed between builds.

    Where no registry is reached, the line `# syntax=` would ask one, and is left out of the copy.
    """

    def __init__(
        self,
        docker: Docker,
        folder: Path,
        name: str,
        copy: Path,
        options: Sequence[str],
        *,
        has_registry: bool,
    ) -> None:
        self.docker = docker
        self.copy = copy
        self.name = name
        self.tag = f"dockerlayers.measure/{folder.name}:{uuid4().hex[:12]}"
        self.options = tuple(options)
        shutil.copytree(folder, copy, symlinks=True, ignore=_leave_record(folder))
        if not has_registry:
            path = copy / name
            path.write_bytes(without_frontend(path.read_bytes().decode()).encode())

    def empty_cache(self) -> None:
        """Empty the build cache, with what cache mounts hold: `--no-cache` would leave those."""
        self.docker.must("builder", "prune", "--all", "--force")

    def build(self, *more: str) -> TimedBuild:
        """Build, and raise MeasureError with the end of what the engine said where that fails."""
        start = time.monotonic()
        done = self.docker.build(
            self.copy / self.name,
            self.copy,
            self.tag,
            (*self.options, *more),
            has_network=True,
            folder=self.copy,
        )
        seconds = time.monotonic() - start
        output = done.stdout.decode(errors="replace")
        if done.returncode:
            raise MeasureError("\n".join(output.splitlines()[-_LAST_LINES:]))
        return TimedBuild(seconds=seconds, steps=read_steps(output))

    def edit(self, edits: Sequence[Edit]) -> None:
        """Change files of the copy as nobody has before, so that nothing comes from an earlier cache."""
        mark = uuid4().hex
        for edit in edits:
            edit.apply(self.copy, mark)

    def remove_image(self) -> None:
        """Remove what was built; what the build cache holds stays there until the engine needs the room."""
        self.docker.run("image", "rm", "--force", self.tag)


def _leave_record(folder: Path) -> Callable[[str, list[str]], list[str]]:
    def ignore(parent: str, names: list[str]) -> list[str]:
        return [RECORD_NAME] if Path(parent) == folder and RECORD_NAME in names else []

    return ignore
