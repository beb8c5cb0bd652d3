"""What a Dockerfile makes and what it takes: facts, told in no language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from dockerlayers.bases.known import Base


class Made(NamedTuple):
    """What a stage builds: `maker` is its name in programs/makers.toml, with its language ("" for none)."""

    maker: str
    language: str
    base: Base
    stage: int
    line: int


class AddedKind(Enum):
    """How files come into the image."""

    ALL = "all"
    """All of the build context."""
    FILES = "files"
    """What has an extension, so that its name is that of a file."""
    ITEMS = "items"
    """Files or folders."""
    WRITTEN = "written"
    """Files whose content stands in the Dockerfile."""
    ARCHIVE = "archive"
    """Archives, unpacked."""
    DOWNLOAD = "download"
    GIT = "git"


class Added(NamedTuple):
    """What the image takes from outside of the build."""

    kind: AddedKind
    sources: tuple[str, ...]


class Installed(NamedTuple):
    """Packages that stay in the image; `kind` is a name in programs/makers.toml."""

    kind: str
    packages: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Launch:
    """What runs in a container: `command` as a person would type it, "" for nothing.

    `arguments` are what an entrypoint gets of it. `is_inherited` says that it is the base image's own, with
    `is_arguments` it is not known what takes it, with `is_prompt` it waits for a person. `user` is None where
    nobody tells. `is_silent` says that the file sets no command, `is_closed` that the entrypoint takes none.
    `needs` are variables without which it ends.
    """

    command: str = ""
    arguments: str = ""
    user: str | None = None
    is_inherited: bool = False
    is_arguments: bool = False
    is_prompt: bool = False
    is_silent: bool = False
    has_entrypoint: bool = False
    is_closed: bool = False
    ports: tuple[str, ...] = ()
    volumes: tuple[str, ...] = ()
    has_health: bool = False
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False)
class Overview:
    """What a Dockerfile makes: `base` is what the image stands on, None for a fragment.

    `makes` is what other stages build for it, `own_makes` what its own do. `stages` are those whose files it
    takes, `images` the images; `takes_folder` says that it takes all that one worked on. `fetches` are the
    kinds of dependencies that it installs, `fetched` those that the stages fetch whose files it takes, by the
    stage's name; `downloads` says with which kind of program it loads files. `layer_count` counts its new
    layers, `trigger_count` what it leaves for others with ONBUILD. `has_settings` says that it changes the
    config, `is_decided` that there is surely no command where none is told.
    """

    base: Base | None
    makes: tuple[Made, ...]
    own_makes: tuple[Made, ...]
    stages: tuple[int, ...]
    takes_folder: bool
    images: tuple[str, ...]
    fetches: tuple[str, ...]
    fetched: tuple[tuple[str, tuple[str, ...]], ...]
    downloads: tuple[str, ...]
    installed: tuple[Installed, ...]
    added: tuple[Added, ...]
    start: Launch
    layer_count: int
    trigger_count: int
    has_settings: bool
    is_decided: bool

    @property
    def is_result_alone(self) -> bool:
        """Whether nothing but what other stages made comes into the image."""
        return bool(self.stages) and not (self.own_makes or self.fetches or self.added or self.takes_folder)


class Argument(NamedTuple):
    """A build argument without a value that is used; `given` is one that this build was asked with."""

    name: str
    line: int
    given: str | None = None


class Secret(NamedTuple):
    """A secret that a RUN mounts: `env` is the variable, `target` the file that it is seen as."""

    id: str
    line: int
    env: str = ""
    target: str = ""

    @property
    def is_env(self) -> bool:
        """Whether it is seen as a variable alone."""
        return bool(self.env) and not self.target


class ContextPath(NamedTuple):
    """A path of the build context that the build takes, "" for all of it, and the lines that do."""

    path: str
    lines: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class Demands:
    """What a build has to be given; `target` is None where it needs none, `platform` where it is Docker's."""

    arguments: tuple[Argument, ...] = ()
    secrets: tuple[Secret, ...] = ()
    ssh: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    target: str | None = None
    platform: str | None = None
    paths: tuple[ContextPath, ...] = ()
