"""Which stage takes what of which other stage."""

from __future__ import annotations

from collections.abc import Iterator

from dockerlayers.explain.annotations import Link
from dockerlayers.model.types import Build, Step


def list_links(build: Build) -> tuple[Link, ...]:
    """List the links between stages in file order; equal ones are one link with several lines."""
    found: dict[tuple[int, int, str], list[int]] = {}
    for source, target, code, line in _links(build):
        lines = found.setdefault((source, target, code), [])
        if line not in lines:
            lines.append(line)
    return tuple(
        Link(source=source, target=target, code=code, lines=tuple(lines))
        for (source, target, code), lines in found.items()
    )


def _links(build: Build) -> Iterator[tuple[int, int, str, int]]:
    for stage in build.stages:
        if stage.base_stage is not None and stage.instruction:
            yield stage.base_stage, stage.index, f"FROM {stage.base}", stage.instruction.line
        for step in stage.steps:
            for source in step.source_stages:
                yield source, stage.index, _code(step), step.instruction.line


def _code(step: Step) -> str:
    """COPY names its stage; a mount is too long to be shown whole."""
    flag = next((flag for flag in step.instruction.flags if flag.name == "from"), None)
    return f"{step.instruction.name} --from={flag.value}" if flag else f"{step.instruction.name} --mount"
