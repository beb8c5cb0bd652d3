"""What the build cache looks at before it takes a step over: the one place that knows.

Seen on an engine: RUN looks at every ENV and ARG before it, used or not, at USER, at SHELL and at what it
mounts; COPY and ADD at their words after expansion and at the files that they select, not at ENV or USER;
WORKDIR at its path and at USER, as it makes the directory for that user. Secrets, ssh agents and cache
folders are no part of a key.

Source: https://github.com/moby/buildkit/blob/v0.32.2/frontend/dockerfile/dockerfile2llb/convert.go
"""

from __future__ import annotations

from typing import NamedTuple

from dockerlayers.model.dockerignore import parse_dockerignore
from dockerlayers.model.paths import clean_source, covers
from dockerlayers.model.steps import Add, Cmd, Copy, Entrypoint, Run, Workdir
from dockerlayers.model.types import Effect, Step


class Dependencies(NamedTuple):
    """What a step depends on besides its own text.

    `layers`: the layers before it. `environment`: every ENV and ARG before it. `variables`: those that its
    words use. `directory`: the working directory. `files`: paths and patterns of the build context, but for
    what `excludes` match. `stages`: those whose files it takes; when they come out the same, the cache holds.
    """

    layers: bool = False
    environment: bool = False
    user: bool = False
    shell: bool = False
    directory: bool = False
    variables: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    stages: tuple[int, ...] = ()
    excludes: tuple[str, ...] = ()


def depends_on(step: Step) -> Dependencies:
    """Tell what a step depends on."""
    variables = tuple([name for name, _ in step.variables]) if step.variables else ()
    match step.does:
        case Run() as run:
            return Dependencies(
                layers=True,
                environment=True,
                user=True,
                shell=not run.is_exec,
                directory=True,
                variables=variables,
                files=run.context_sources,
                stages=tuple(mount.stage for mount in run.mounts if mount.stage is not None),
            )
        case (Copy() | Add()) as copy:
            return Dependencies(
                layers=not stands_apart(copy),
                directory=not copy.destination.startswith("/"),
                variables=variables,
                files=copy.context_sources,
                stages=step.source_stages,
                excludes=copy.excludes,
            )
        case Workdir() as workdir:
            is_layer = step.effect is Effect.LAYER
            return Dependencies(
                layers=is_layer, user=is_layer, directory=workdir.is_relative, variables=variables
            )
        case Cmd(is_exec=is_exec) | Entrypoint(is_exec=is_exec):
            return Dependencies(shell=not is_exec)
    return Dependencies(variables=variables)


def reads_file(depends: Dependencies, path: str) -> bool:
    """Say whether the file at `path` of the build context is among those that a step depends on."""
    return any(covers(source, path) and not _leaves_out(depends, source, path) for source in depends.files)


def _leaves_out(depends: Dependencies, source: str, path: str) -> bool:
    """Say whether `--exclude` leaves a file out: its patterns are relative to the source."""
    if not depends.excludes:
        return False
    within = clean_source(path).removeprefix(clean_source(source)).lstrip("/")
    name = within or clean_source(path).rpartition("/")[2]
    return parse_dockerignore("\n".join(depends.excludes)).excludes(name)


def stands_apart(copy: Copy | Add) -> bool:
    """Say whether a layer can stay cached when those before it change: `--link`, where `--chmod` is not set.

    The containerd image store keeps such a layer apart; another one builds it as any other.
    """
    return copy.is_linked and not copy.chmod
