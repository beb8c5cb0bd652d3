"""Which stage takes what of which other stage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dockerlayers.explain.annotations import Link
from dockerlayers.model.steps import Copy
from dockerlayers.model.types import Build, Step
from dockerlayers.syntax.nodes import Instruction


def list_links(build: Build, anchors: Mapping[int, str]) -> tuple[Link, ...]:
    """List the links between stages in file order; equal ones are one link with several lines.

    `anchors` are those of the instructions' rows, by the instruction's id.
    """
    found: dict[tuple[int, int, str], dict[int, str]] = {}
    for source, target, code, instruction in _links(build):
        found.setdefault((source, target, code), {})[instruction.line] = anchors[id(instruction)]
    return tuple(
        Link(source=source, target=target, code=code, lines=tuple(rows), anchors=tuple(rows.values()))
        for (source, target, code), rows in found.items()
    )


def _links(build: Build) -> Iterator[tuple[int, int, str, Instruction]]:
    for stage in build.stages:
        if stage.base_stage is not None and stage.instruction:
            yield stage.base_stage, stage.index, f"FROM {stage.base}", stage.instruction
        for step in stage.steps:
            for source in step.source_stages:
                yield source, stage.index, _code(step), step.instruction


def _code(step: Step) -> str:
    """COPY names its stage; a mount is too long to be shown whole."""
    return f"COPY --from={step.does.origin}" if isinstance(step.does, Copy) else "RUN --mount"
