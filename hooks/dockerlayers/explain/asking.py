"""The files of the build context that a reader can ask about."""

from __future__ import annotations

from collections.abc import Iterator

from dockerlayers.explain.annotations import FileQuestion
from dockerlayers.explain.changes import Changes
from dockerlayers.model.changes import FileChange
from dockerlayers.model.paths import clean_source
from dockerlayers.model.sources import bound_sources, context_sources, reads_file
from dockerlayers.model.types import Build, Step

_MOST = 24
_ANY = "\x00"
"""A name that no source gives: a file that is copied only with everything else."""


def list_files(build: Build, changes: Changes) -> Iterator[FileQuestion]:
    """Yield what COPY, ADD and mounts name of the context, then the rest where all of it is taken."""
    readers = [step for stage in build.stages if stage.is_built for step in stage.steps]
    readers = [step for step in readers if step.instruction.name in ("ADD", "COPY", "RUN")]
    paths = dict.fromkeys(path for step in readers for path in _paths(step))
    named = [path for path in paths if clean_source(path)]
    for path in named[:_MOST]:
        yield _question(path, path, readers, changes)
    if len(named) < len(paths):
        yield _question("", _ANY, readers, changes)


def _paths(step: Step) -> tuple[str, ...]:
    return (*context_sources(step), *bound_sources(step))


def _question(name: str, path: str, readers: list[Step], changes: Changes) -> FileQuestion:
    rows = [changes.places[id(step)] for step in readers if reads_file(step, path)]
    anchors = tuple(place.anchor for place in rows)
    return FileQuestion(path=name, anchors=anchors, change=changes.ask(FileChange(path=path)))
