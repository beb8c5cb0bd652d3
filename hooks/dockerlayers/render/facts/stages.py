"""The stages of the JSON document."""

from __future__ import annotations

from collections.abc import Mapping

from dockerlayers.model.types import Build, Stage
from dockerlayers.render.facts.values import Json
from dockerlayers.syntax.nodes import Dockerfile


def list_stages(build: Build, dockerfile: Dockerfile) -> Json:
    """Write all stages, in file order."""
    spans = _spans(dockerfile)
    return [_stage(stage, spans) for stage in build.stages]


def _stage(stage: Stage, spans: Mapping[int, Json]) -> Json:
    return {
        "index": stage.index,
        "name": stage.name,
        "base": stage.base,
        "base_stage": stage.base_stage,
        "platform": stage.platform,
        "span": spans.get(id(stage.instruction)),
        "is_built": stage.is_built,
        "is_in_image": stage.is_in_image,
        "layer_count": stage.layer_count,
    }


def _spans(dockerfile: Dockerfile) -> dict[int, Json]:
    """Map each FROM to the span from it to the last character of its stage."""
    spans: dict[int, Json] = {}
    start = None
    for instruction in dockerfile.instructions:
        start = instruction if instruction.name == "FROM" else start
        if start:
            end = len(dockerfile.lines[instruction.end_line - 1]) + 1
            spans[id(start)] = [start.span.line, start.span.column, instruction.end_line, end]
    return spans
