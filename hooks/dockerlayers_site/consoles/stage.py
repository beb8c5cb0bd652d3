"""The engine that sessions run on: with the images of a page and nothing else, before and behind it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dockerlayers_site.bases import Base, load_base, load_bases, pull_base
from dockerlayers_site.engine import Docker, EngineError, running_engine
from dockerlayers_site.engine.docker import find_docker
from dockerlayers_site.engine.own import engine_folder

_NAME = "sessions"
# What there is on an engine besides images: how each is listed, and removed.
_KINDS = (
    (("container", "ls", "--all", "--quiet", "--no-trunc"), ("container", "rm", "--force", "--volumes")),
    (("volume", "ls", "--quiet"), ("volume", "rm", "--force")),
    (("network", "ls", "--quiet", "--no-trunc", "--filter", "type=custom"), ("network", "rm")),
)
_IMAGES = ("image", "ls", "--all", "--quiet", "--no-trunc")
_NAMES = ("image", "ls", "--no-trunc", "--format", "{{.ID}} {{.Repository}}:{{.Tag}}")
_NO_OWN = "sessions need an engine of their own, which root can start on Linux, or one with nothing on it"


@dataclass(frozen=True, kw_only=True)
class Stage:
    """An engine that is there for sessions alone.

    With `is_real`, images are pulled; else they are stand-ins, which are kept below `folder`.
    """

    docker: Docker
    folder: Path
    is_real: bool

    def set_up(self, text: str) -> dict[str, str]:
        """Have the images that a text names on the engine, and nothing else; return of what each is made."""
        wanted = [base for base in load_bases() if base.is_named_in(text)]
        self.clear(kept={name for base in wanted for name in base.names})
        return {base.names[0]: self._load(base) for base in wanted}

    def _load(self, base: Base) -> str:
        if not self.is_real:
            return load_base(self.docker, base, self.folder)
        digest = pull_base(self.docker, base)
        if not digest:
            raise EngineError(f"{base.names[0]} cannot be pulled")
        return digest

    def clear(self, *, kept: Set[str] = frozenset()) -> None:
        """Remove all but images of these names: whatever is here was made by sessions."""
        for listing, removing in _KINDS:
            self._remove(removing, self.docker.must(*listing).decode().split())
        named = [line.split(" ", 1) for line in self.docker.must(*_NAMES).decode().splitlines()]
        ids = {key for key, name in named if name in kept}
        self._remove(
            ("image", "rm", "--force"), [name for _, name in named if not {name, "<none>:<none>"} & kept]
        )
        left = dict.fromkeys(self.docker.must(*_IMAGES).decode().split())
        self._remove(("image", "rm", "--force"), [key for key in left if key not in ids])
        self.docker.run("builder", "prune", "--all", "--force")

    def _remove(self, how: tuple[str, ...], found: list[str]) -> None:
        if found:
            self.docker.run(*how, *found)


@contextmanager
def open_stage(*, is_own: bool, is_real: bool) -> Iterator[Stage]:
    """Give an engine for sessions: one of their own, else that of this machine if nothing is on it.

    Raise EngineError where there is neither.
    """
    machine, folder = None, engine_folder() / "bases"
    if not can_start_own() and not is_own:
        machine = find_docker()
    if machine:
        if not is_empty(machine):
            raise EngineError(f"that of this machine has containers, images or volumes; {_NO_OWN}")
        stage = Stage(docker=machine, folder=folder, is_real=True)
        try:
            yield stage
        finally:
            stage.clear()
        return
    with running_engine(own=True, name=_NAME) as docker:
        yield Stage(docker=docker, folder=folder, is_real=is_real)


def can_start_own() -> bool:
    """Say whether an engine of its own may be started here."""
    return os.geteuid() == 0 and sys.platform == "linux"


def is_empty(docker: Docker) -> bool:
    """Say whether nothing is on an engine that could get lost."""
    listings = (*(listing for listing, _ in _KINDS), _IMAGES)
    return not any(docker.must(*listing).split() for listing in listings)
