"""The instructions of the JSON document, in file order, each with what the model knows of it."""

from __future__ import annotations

from collections.abc import Iterator

from dockerlayers.model.depends import Dependencies, depends_on
from dockerlayers.model.types import Build, Effect, Stage, Step
from dockerlayers.render.facts.depends import depends_value
from dockerlayers.render.facts.expanded import expanded_value
from dockerlayers.render.facts.rebuilds import Rebuilds
from dockerlayers.render.facts.syntax import syntax_value
from dockerlayers.render.facts.values import Json, source_value
from dockerlayers.render.report import Report
from dockerlayers.syntax.nodes import Instruction


def list_instructions(report: Report) -> Iterator[dict[str, Json]]:
    """Yield the instructions one by one; triggers of ONBUILD stand behind the FROM that runs them."""
    dockerfile, build = report.analysis.dockerfile, report.analysis.build
    if not dockerfile:
        return
    if not build:
        yield from map(syntax_value, dockerfile.instructions)
        return
    writer = _Writer(report, build)
    for instruction in dockerfile.instructions:
        yield from writer.write(instruction)


class _Writer:
    def __init__(self, report: Report, build: Build) -> None:
        self.folder = report.folder
        self.rebuilds = Rebuilds(build, report.analysis.context)
        self.stages = iter(build.stages)
        self.stage = next(self.stages) if build.is_fragment else None
        self.steps = {id(step.instruction): step for step in build.global_args}
        for stage in build.stages:
            self.steps |= {id(step.instruction): step for step in stage.steps}

    def write(self, instruction: Instruction) -> Iterator[dict[str, Json]]:
        if instruction.name != "FROM":
            step = self.steps.get(id(instruction))
            model = self.step(step) if step else {}
            yield self.document(instruction, self.stage, model)
            return
        self.stage = next(self.stages)
        yield self.document(instruction, self.stage, _base(self.stage))
        for step in self.stage.steps:
            if step.is_onbuild:
                yield self.trigger(step, self.stage)

    def document(
        self, instruction: Instruction, stage: Stage | None, model: dict[str, Json]
    ) -> dict[str, Json]:
        number = stage.index if stage else None
        rebuilds = self.rebuilds.find(instruction.line)
        return {"stage": number, **syntax_value(instruction), **model, "rebuilds": rebuilds}

    def trigger(self, step: Step, stage: Stage) -> dict[str, Json]:
        syntax = syntax_value(step.instruction, has_place=False)
        return {"stage": stage.index, **syntax, **self.step(step), "rebuilds": None}

    def step(self, step: Step) -> dict[str, Json]:
        """Write what became of an instruction in its stage."""
        document: dict[str, Json] = {
            "effect": step.effect.value,
            "created_by": step.created_by,
            "expanded": expanded_value(step.does),
            "variables": dict(step.variables),
            "undefined": [one.name for one in step.undefined],
            "is_onbuild": step.is_onbuild,
            "depends_on": depends_value(depends_on(step)),
        }
        if self.folder:
            document["copies"] = [source_value(source) for source in self.folder.select(step)]
        return document


def _base(stage: Stage) -> dict[str, Json]:
    """Write what a FROM gives: the layers of its base, unless that is empty."""
    stages = () if stage.base_stage is None else (stage.base_stage,)
    is_empty = stage.base == "scratch" and stage.base_stage is None
    return {
        "effect": (Effect.NOTHING if is_empty else Effect.BASE).value,
        "created_by": None,
        "expanded": [stage.base],
        "is_onbuild": False,
        "depends_on": depends_value(Dependencies(stages=stages)),
    }
