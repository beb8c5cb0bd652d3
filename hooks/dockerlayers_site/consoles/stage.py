"""The engine that sessions run on: with the images of a page and nothing else, before and behind it."""

from __future__ import annotations

import fcntl
import os
import sys
from collections.abc import Iterator, Set
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from dockerlayers_site.bases import Base, load_base, load_bases, pull_base, stand_ins_folder
from dockerlayers_site.bases.probe import check_containers
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
        wanted = [(base, names) for base in load_bases() if (names := base.names_in(text))]
        self.clear(kept={name for _, names in wanted for name in names})
        return {", ".join(names): self._load(base, names) for base, names in wanted}

    def _load(self, base: Base, names: tuple[str, ...]) -> str:
        if not self.is_real:
            return load_base(self.docker, base, self.folder, names)
        digest = pull_base(self.docker, names)
        if not digest:
            raise EngineError(f"{names[0]} cannot be pulled")
        return digest

    def clear(self, *, kept: Set[str] = frozenset()) -> None:
        """Remove all but images of these names: whatever is here was made by sessions."""
        for listing, removing in _KINDS:
            self._remove(removing, self.docker.must(*listing).decode().split())
        # A name alone goes, with all that is left without one.
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


class ShellStage(Stage):
    """A stage without an engine, for pages that speak to none."""

    def set_up(self, text: str) -> dict[str, str]:
        """Have no images."""
        del text
        return {}

    def clear(self, *, kept: Set[str] = frozenset()) -> None:
        """Remove nothing."""


# What a page without an engine reads of a Dockerfile is to be what stands there.
NO_ENGINE = ShellStage(
    docker=Docker(command="docker", host="", version=(0, 0), version_text="none", origin="nowhere"),
    folder=Path(),
    is_real=True,
)


@contextmanager
def open_stages(most: int, *, is_own: bool, is_real: bool) -> Iterator[tuple[Stage, ...]]:
    """Give engines for sessions: as many as are asked for, else the one of this machine if nothing is on it.

    Raise EngineError where there is neither.
    """
    folder = stand_ins_folder()
    machine = None if is_own or can_start_own() else find_docker()
    with ExitStack() as opened:
        if machine and not is_empty(machine):
            raise EngineError(f"that of this machine has containers, images or volumes; {_NO_OWN}")
        if machine:
            stages = [Stage(docker=machine, folder=folder, is_real=True)]
        elif not can_start_own():
            raise EngineError(_NO_OWN)
        else:
            names = [opened.enter_context(take_name(engine_folder())) for _ in range(most)]
            dockers = [opened.enter_context(running_engine(own=True, name=name)) for name in names]
            check_containers(dockers[0], folder)
            stages = [Stage(docker=docker, folder=folder, is_real=is_real) for docker in dockers]
        for stage in stages:
            opened.callback(stage.clear)
        yield tuple(stages)


@contextmanager
def take_name(folder: Path) -> Iterator[str]:
    """Give the name of an engine that nobody else runs sessions on: two runs at a time have one each."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in count(1):
        with (folder / f"{_NAME}-{number}.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield f"{_NAME}-{number}"
            return


def can_start_own() -> bool:
    """Say whether an engine of its own may be started here."""
    return os.geteuid() == 0 and sys.platform == "linux"


def is_empty(docker: Docker) -> bool:
    """Say whether nothing is on an engine that could get lost."""
    listings = (*(listing for listing, _ in _KINDS), _IMAGES)
    return not any(docker.must(*listing).split() for listing in listings)
