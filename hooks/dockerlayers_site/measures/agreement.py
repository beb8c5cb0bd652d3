"""Hold what an engine built against what the model says is built."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dockerlayers.analysis import Analysis
from dockerlayers.model.changes import FileChange, Rebuild
from dockerlayers.model.types import Build, Effect, Stage
from dockerlayers_site.engine.progress import BuiltStep
from dockerlayers_site.measures.errors import MeasureError


def list_built(build: Build, observed: Mapping[str, Sequence[BuiltStep]]) -> tuple[list[int], list[int]]:
    """Return the lines of the layers that were built, and of those from the cache, in the order of the file.

    `observed` are the engine's steps by the names that it gives to stages. Raise MeasureError where they are
    others than the model's.
    """
    built: list[int] = []
    cached: list[int] = []
    for stage in build.stages:
        lines = _layer_lines(stage) if stage.is_built else []
        steps = _steps_of(stage, observed, len(build.stages))
        if len(lines) != len(steps):
            name = stage.name or stage.index
            raise MeasureError(f"stage {name}: the engine ran {len(steps)} steps, the model {len(lines)}")
        for line, step in zip(lines, steps, strict=True):
            (cached if step.is_cached else built).append(line)
    return built, cached


def _steps_of(stage: Stage, observed: Mapping[str, Sequence[BuiltStep]], count: int) -> Sequence[BuiltStep]:
    name = stage.name or f"stage-{stage.index}"
    if count == 1:
        return next(iter(observed.values()), ())
    return observed.get(name, ()) if stage.is_built else ()


def _layer_lines(stage: Stage) -> list[int]:
    return [step.instruction.line for step in stage.steps if step.effect is Effect.LAYER]


def foresee(analysis: Analysis, changed: Iterable[str]) -> dict[int, Rebuild]:
    """Tell what becomes of each layer when files of the context are changed, by its line."""
    assert analysis.build
    states = {
        line: Rebuild.CACHED
        for stage in analysis.build.stages
        if stage.is_built
        for line in _layer_lines(stage)
    }
    for path in changed:
        for affected in analysis.rebuilt_by(FileChange(path=path)):
            for step in affected.layers:
                line = step.instruction.line
                states[line] = max(states[line], affected.state)
    return states


def find_differences(
    foreseen: Mapping[int, Rebuild], built: Iterable[int], cached: Iterable[int]
) -> Iterator[str]:
    """Yield in words where the engine did otherwise; what the model leaves open is right either way."""
    for line in built:
        if foreseen[line] is Rebuild.CACHED:
            yield f"line {line} was built, and the model says that it comes from the cache"
    for line in cached:
        if foreseen[line] is Rebuild.REBUILT:
            yield f"line {line} came from the cache, and the model says that it is built"
