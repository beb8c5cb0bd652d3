"""Read what `docker build --progress=plain` tells: the steps, and which came from the build cache."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from dockerlayers.patterns import lazy_pattern

_VERTEX = lazy_pattern(r"#(\d+) \[(?:(\S+) )?(\d+)/\d+\] (.*)")
_STATE = lazy_pattern(r"#(\d+) (CACHED|DONE|ERROR)\b")
_NOT_A_LAYER = ("FROM ", "LINK ")


class BuiltStep(NamedTuple):
    """A step as the engine names it, and whether it came from the cache."""

    stage: str
    number: int
    text: str
    is_cached: bool


def read_steps(output: str) -> Mapping[str, list[BuiltStep]]:
    """Collect per stage, in order, the steps that make a layer; a stage without a name is `stage-<index>`."""
    vertices: dict[str, tuple[str, int, str]] = {}
    states: dict[str, str] = {}
    for line in output.splitlines():
        if found := _VERTEX.match(line):
            vertices[found[1]] = (found[2] or "stage-0", int(found[3]), found[4])
        elif found := _STATE.match(line):
            states[found[1]] = found[2]
    steps = [
        BuiltStep(*vertex, is_cached=states.get(number) == "CACHED")
        for number, vertex in vertices.items()
        if not vertex[2].startswith(_NOT_A_LAYER)
    ]
    stages: dict[str, list[BuiltStep]] = {}
    for step in sorted(steps):
        stages.setdefault(step.stage, []).append(step)
    return stages
