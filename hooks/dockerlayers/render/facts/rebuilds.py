"""What a change of each instruction rebuilds."""

from __future__ import annotations

from itertools import takewhile

from dockerlayers.model.changes import LineChange
from dockerlayers.model.context import BuildContext
from dockerlayers.model.rebuild import RebuildModel
from dockerlayers.model.steps import Arg, Env, Run, Shell, User, Workdir
from dockerlayers.model.types import Build, Effect, Stage
from dockerlayers.render.facts.values import Json, affected_value

_LIMIT = 500_000
_STAGE_COST = 8
_FAR_REACHING = (Arg, Env, Shell, User, Workdir)


class Rebuilds:
    """Answers for every line of a build; `is_known` is False where that would take too long.

    A line can change what many others do: the answers of a very long file would cost, and fill, the square of
    its length.
    """

    def __init__(self, build: Build, context: BuildContext | None) -> None:
        self.is_known = _cost(build) <= _LIMIT
        self.model = RebuildModel(build, context) if self.is_known else None

    def find(self, line: int) -> Json:
        """List what a change of the instruction that begins on a line rebuilds; None where not worked out."""
        if not self.model:
            return None
        return [affected_value(affected) for affected in self.model.ask(LineChange(line=line))]


def _cost(build: Build) -> int:
    """Estimate how many steps are looked at, from above."""
    stages = [stage for stage in build.stages if stage.is_built]
    steps = sum(len(stage.steps) for stage in stages)
    total = len(build.global_args) * steps
    for position, stage in enumerate(stages):
        later = len(stages) - position - 1
        total += _cost_of_stage(stage) + _STAGE_COST * (len(stage.steps) + 1) * later
    return total


def _cost_of_stage(stage: Stage) -> int:
    """Sum up, over the lines that reach far, how many steps follow before a RUN, which feels them all.

    For every line, the last layer is looked for behind which only metadata follows.
    """
    behind = sum(1 for _ in takewhile(lambda step: step.effect is not Effect.LAYER, reversed(stage.steps)))
    total, distance = behind * len(stage.steps), 0
    for step in reversed(stage.steps):
        distance = 0 if isinstance(step.does, Run) else distance + 1
        total += distance if isinstance(step.does, _FAR_REACHING) else 1
    return total
