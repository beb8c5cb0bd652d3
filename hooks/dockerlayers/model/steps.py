"""What instructions do: a type for each, with all that was understood of it, variables expanded.

Source: https://github.com/moby/buildkit/blob/v0.32.2/frontend/dockerfile/instructions/commands.go
"""

from __future__ import annotations

from typing import NamedTuple

from dockerlayers.model.health import Health
from dockerlayers.model.mounts import Mount
from dockerlayers.model.sources import is_git, is_url
from dockerlayers.syntax.nodes import Heredoc

DEFAULT_NETWORK = "default"
DEFAULT_SECURITY = "sandbox"


class Run(NamedTuple):
    """RUN: `command` is what the process gets, the shell that takes a shell form included.

    `script` is the heredoc that is all of a shell form, so that its body is what runs.
    """

    command: tuple[str, ...]
    is_exec: bool
    script: Heredoc | None = None
    mounts: tuple[Mount, ...] = ()
    network: str = DEFAULT_NETWORK
    security: str = DEFAULT_SECURITY

    @property
    def context_sources(self) -> tuple[str, ...]:
        """The paths of the build context that it mounts."""
        return tuple(mount.source or "/" for mount in self.mounts if mount.is_of_context)


class Copy(NamedTuple):
    """COPY: `sources` are paths, `heredocs` the files whose content stands in the Dockerfile.

    `origin` is the stage or image that `--from` names, "" for the build context. `chmod` and `chown` are ""
    where not given.
    """

    sources: tuple[str, ...]
    heredocs: tuple[Heredoc, ...]
    destination: str
    chown: str = ""
    chmod: str = ""
    excludes: tuple[str, ...] = ()
    is_linked: bool = False
    origin: str = ""
    keeps_parents: bool = False

    @property
    def context_sources(self) -> tuple[str, ...]:
        """The paths of the build context that it selects."""
        return () if self.origin else self.sources


class Add(NamedTuple):
    """ADD: `sources` are paths, URLs and git repositories, `heredocs` the files that stand in the Dockerfile.

    `unpacks` says whether archives are unpacked: True and False as `--unpack` says, None where it does not:
    then those of the build context are. `chmod`, `chown` and `checksum` are "" where not given.
    """

    sources: tuple[str, ...]
    heredocs: tuple[Heredoc, ...]
    destination: str
    chown: str = ""
    chmod: str = ""
    excludes: tuple[str, ...] = ()
    is_linked: bool = False
    checksum: str = ""
    keeps_git: bool = False
    unpacks: bool | None = None

    @property
    def context_sources(self) -> tuple[str, ...]:
        """The paths of the build context that it selects."""
        return tuple(source for source in self.sources if not (is_url(source) or is_git(source)))


class Workdir(NamedTuple):
    """WORKDIR: `path` is absolute, or as written where only the base image knows what it is relative to.

    `written` is the path before it was joined with the working directory, `is_first` says that no other
    WORKDIR of the file precedes it, `is_relative` that the path is written without a root.
    """

    path: str
    written: str
    is_first: bool
    is_relative: bool


class Env(NamedTuple):
    """ENV: variables for the steps below and for the container."""

    pairs: tuple[tuple[str, str], ...]


class Label(NamedTuple):
    """LABEL: keys and values that say something of the image."""

    pairs: tuple[tuple[str, str], ...]


class Arg(NamedTuple):
    """ARG: names that `--build-arg` may set; the value is None where neither it nor a default gives one."""

    pairs: tuple[tuple[str, str | None], ...]


class User(NamedTuple):
    """USER: who runs what follows; `name` and `group` may be numbers, `group` is "" where not given."""

    user: str

    @property
    def name(self) -> str:
        """The user alone."""
        return self.user.partition(":")[0]

    @property
    def group(self) -> str:
        """The group alone."""
        return self.user.partition(":")[2]


class Expose(NamedTuple):
    """EXPOSE: `written` are the words in the order of the history, `ports` each `port/protocol` of theirs."""

    written: tuple[str, ...]
    ports: tuple[str, ...]


class Cmd(NamedTuple):
    """CMD: `command` holds the shell that takes a shell form; `uses_default_shell`: as no SHELL was given."""

    command: tuple[str, ...]
    is_exec: bool
    uses_default_shell: bool = False


class Entrypoint(NamedTuple):
    """ENTRYPOINT: as CMD."""

    command: tuple[str, ...]
    is_exec: bool
    uses_default_shell: bool = False


class Healthcheck(NamedTuple):
    """HEALTHCHECK: what goes into the image config."""

    health: Health


class Shell(NamedTuple):
    """SHELL: what takes commands of the shell form."""

    command: tuple[str, ...]


class Volume(NamedTuple):
    """VOLUME: where volumes are mounted."""

    paths: tuple[str, ...]


class OnBuild(NamedTuple):
    """ONBUILD: the text of the instruction that runs in what is built from the image."""

    trigger: str


class StopSignal(NamedTuple):
    """STOPSIGNAL: the signal that ends the container."""

    signal: str


class Maintainer(NamedTuple):
    """MAINTAINER: who wrote the image."""

    author: str


Does = (
    Run
    | Copy
    | Add
    | Workdir
    | Env
    | Label
    | Arg
    | User
    | Expose
    | Cmd
    | Entrypoint
    | Healthcheck
    | Shell
    | Volume
    | OnBuild
    | StopSignal
    | Maintainer
)
