"""What a reader can ask about besides the lines: files of the build context, and base images."""

from __future__ import annotations

from collections.abc import Iterator

from dockerlayers.explain.annotations import BaseQuestion, FileQuestion
from dockerlayers.explain.changes import Changes
from dockerlayers.model.changes import BaseChange, FileChange
from dockerlayers.model.depends import Dependencies, depends_on, reads_file
from dockerlayers.model.paths import clean_source
from dockerlayers.model.types import Build, Step
from dockerlayers.syntax.nodes import Instruction

_MOST = 24
_ANY = "\x00"
"""A name that no source gives: a file that is copied only with everything else."""


def list_files(build: Build, changes: Changes) -> Iterator[FileQuestion]:
    """Yield what COPY, ADD and mounts name of the context, then the rest where all of it is taken."""
    steps = [step for stage in build.stages if stage.is_built for step in stage.steps]
    readers = [(step, depends) for step in steps if (depends := depends_on(step)).files]
    paths = dict.fromkeys(path for _, depends in readers for path in depends.files)
    named = [path for path in paths if clean_source(path)]
    for path in named[:_MOST]:
        yield _question(path, path, readers, changes)
    if len(named) < len(paths):
        yield _question("", _ANY, readers, changes)


def list_bases(build: Build, changes: Changes) -> Iterator[BaseQuestion]:
    """Yield the images that the stages of this build start from."""
    first: dict[str, Instruction] = {}
    for stage in build.stages:
        if stage.is_built and stage.base_image and stage.instruction:
            first.setdefault(stage.base_image, stage.instruction)
    for reference, instruction in first.items():
        nothing = changes.texts.say("change.nothing")
        change = changes.ask(BaseChange(reference=reference), changes.places[id(instruction)], nothing)
        yield BaseQuestion(reference=reference, change=change)


def _question(
    name: str, path: str, readers: list[tuple[Step, Dependencies]], changes: Changes
) -> FileQuestion:
    rows = [changes.places[id(step)] for step, depends in readers if reads_file(depends, path)]
    anchors = tuple(place.anchor for place in rows)
    return FileQuestion(path=name, anchors=anchors, change=changes.ask(FileChange(path=path)))
