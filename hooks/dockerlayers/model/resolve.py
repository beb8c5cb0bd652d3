"""A change as a person names it: any line of an instruction, a reference in any of its forms."""

from __future__ import annotations

from collections.abc import Iterator

from dockerlayers.errors import DockerfileError
from dockerlayers.model.changes import BaseChange, Change, LineChange
from dockerlayers.model.references import parse_reference
from dockerlayers.model.types import Build
from dockerlayers.syntax.nodes import Instruction


def resolve_change(change: Change, build: Build) -> Change:
    """Take a line within an instruction for its first, and a reference for the base that it names."""
    match change:
        case LineChange(line=line):
            found = (one.line for one in _instructions(build) if _is_written_on(one, line))
            return LineChange(line=next(found, line))
        case BaseChange(reference=reference):
            bases = [stage.base for stage in build.stages if stage.base and stage.base_stage is None]
            wanted = _familiar(reference)
            return BaseChange(
                reference=next((base for base in bases if _familiar(base) == wanted), reference)
            )
    return change


def _instructions(build: Build) -> Iterator[Instruction]:
    """Yield the instructions of the file, and no trigger of ONBUILD, which has the lines of its FROM."""
    yield from (step.instruction for step in build.global_args)
    for stage in build.stages:
        if stage.instruction:
            yield stage.instruction
        yield from (step.instruction for step in stage.steps if not step.is_onbuild)


def _is_written_on(instruction: Instruction, line: int) -> bool:
    """Say whether a line is a part of an instruction: a comment or an empty line in its midst is none."""
    if not instruction.line <= line <= instruction.end_line:
        return False
    bodies = instruction.heredocs
    return line in instruction.keyword.origin.numbers or any(
        one.first_line <= line <= one.last_line for one in bodies
    )


def _familiar(reference: str) -> str:
    try:
        return parse_reference(reference).familiar
    except DockerfileError:
        return reference
