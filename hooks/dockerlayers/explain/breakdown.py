"""Put the annotations of a Dockerfile together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from operator import attrgetter

from dockerlayers.analyze import Analysis
from dockerlayers.explain.advise import advise
from dockerlayers.explain.annotations import Annotation, Breakdown, Group, RowKind
from dockerlayers.explain.image import list_settings
from dockerlayers.explain.inline import Inline
from dockerlayers.explain.knowledge import say
from dockerlayers.explain.links import list_links
from dockerlayers.explain.rows import Span, split_rows
from dockerlayers.explain.scene import Scene, chain, is_empty, list_steps
from dockerlayers.explain.sentences import explain_directive, explain_from, explain_step
from dockerlayers.model.types import Build, Check, Effect, Stage, Step
from dockerlayers.syntax.nodes import Dockerfile

_LEGEND = (Effect.LAYER, Effect.BASE, Effect.METADATA, Effect.NOTHING)


def explain(analysis: Analysis) -> Breakdown:
    """Annotate a Dockerfile that could be analyzed; raise ValueError for one with an error."""
    if analysis.build is None or analysis.dockerfile is None:
        raise ValueError("a Dockerfile with an error has no breakdown")
    return _Writer(analysis.build, analysis.dockerfile, analysis.checks).write()


class _Writer:
    def __init__(self, build: Build, dockerfile: Dockerfile, checks: tuple[Check, ...]) -> None:
        self.build = build
        self.dockerfile = dockerfile
        self.spans = split_rows(dockerfile)
        self.checks = self.place_checks(checks)
        self.advice = advise(build, dockerfile, checks)
        self.target = build.stages[build.target]
        self.image_steps = list_steps(build, self.target)
        layers = [step for step in self.image_steps if step.effect is Effect.LAYER]
        self.numbers = {id(step): number for number, step in enumerate(layers, 1)}
        self.owners = self.find_owners()
        self.rows: dict[int, Annotation] = {}

    def place_checks(self, checks: Iterable[Check]) -> dict[int, list[Check]]:
        """Give each check to the span that holds its first line, or to the nearest before."""
        placed: dict[int, list[Check]] = {}
        for check in checks:
            line = check.lines[0] if check.lines else 0
            index = max(bisect_right(self.spans, line, key=attrgetter("line")) - 1, 0)
            placed.setdefault(index, []).append(check)
        return placed

    def find_owners(self) -> dict[int, tuple[Stage | None, Step | None]]:
        """Find the stage and the step of every instruction of the file."""
        owners: dict[int, tuple[Stage | None, Step | None]] = {}
        stage: Stage | None = None
        stages = iter(self.build.stages)
        if self.build.is_fragment:
            stage = next(stages)
        steps = {id(step.instruction): step for step in self.build.global_args}
        for one in self.build.stages:
            steps.update({id(step.instruction): step for step in one.steps})
        for instruction in self.dockerfile.instructions:
            if instruction.name == "FROM":
                stage = next(stages)
            owners[id(instruction)] = (stage, steps.get(id(instruction)))
        return owners

    def write(self) -> Breakdown:
        groups = self.write_groups()
        rows = [row for group in groups for row in group.rows]
        root = list(chain(self.build, self.target))[-1]
        effects = {row.effect for row in rows}
        return Breakdown(
            lines=self.dockerfile.lines,
            groups=groups,
            links=list_links(self.build),
            settings=list_settings(self.build, self.image_steps, self.rows),
            effects=tuple(effect for effect in _LEGEND if effect in effects),
            has_absent=any(not group.is_in_image for group in groups),
            layers=tuple(self.rows[id(step)] for step in self.image_steps if id(step) in self.numbers),
            base=None if is_empty(root) else self.rows.get(id(root.instruction)),
            base_name=root.base,
            target=self.target,
            stage_count=len(self.build.stages),
            metadata_count=sum(step.effect is Effect.METADATA for step in self.image_steps),
            base_is_known=self.build.base_is_known,
            is_fragment=self.build.is_fragment,
            has_omissions=bool(self.dockerfile.omissions),
        )

    def write_groups(self) -> tuple[Group, ...]:
        stage: Stage | None = self.build.stages[0] if self.build.is_fragment else None
        found: list[tuple[Stage | None, list[Annotation]]] = [(stage, [])]
        for index, span in enumerate(self.spans):
            owner = self.owner_of(index) or stage
            if owner is not stage:
                stage = owner
                found.append((stage, []))
            rows = found[-1][1]
            rows.append(self.write_row(index, span, stage))
            if stage and span.instruction and span.instruction is stage.instruction:
                rows.extend(self.write_triggers(stage, rows[-1]))
        return tuple(Group(stage=one, rows=tuple(rows)) for one, rows in found if rows)

    def owner_of(self, index: int) -> Stage | None:
        """Find the stage of a span; a comment right above an instruction goes with it."""
        span = self.spans[index]
        if span.instruction:
            return self.owners[id(span.instruction)][0]
        follower = self.spans[index + 1] if index + 1 < len(self.spans) else None
        is_above = follower and span.kind is RowKind.COMMENT and follower.line == span.end_line + 1
        return self.owner_of(index + 1) if is_above else None

    def write_row(self, index: int, span: Span, stage: Stage | None) -> Annotation:
        step = self.owners[id(span.instruction)][1] if span.instruction else None
        row = Annotation(
            kind=span.kind,
            line=span.line,
            end_line=span.end_line,
            anchor=str(span.line),
            effect=self.effect(span, stage, step),
            say=self.sentence(span, stage, step),
            number=self.numbers.get(id(step)),
            instruction=span.instruction,
            checks=tuple(self.checks.get(index, ())),
            advice=self.advice.get(span.line, ()),
        )
        if span.instruction:
            self.rows[id(step or span.instruction)] = row
        return row

    def effect(self, span: Span, stage: Stage | None, step: Step | None) -> Effect:
        if stage and span.instruction and span.instruction is stage.instruction:
            return Effect.NOTHING if is_empty(stage) else Effect.BASE
        return step.effect if step else Effect.NOTHING

    def sentence(self, span: Span, stage: Stage | None, step: Step | None) -> Inline:
        if span.directive:
            return explain_directive(span.directive)
        if not span.instruction:
            return say("omission.line") if span.kind is RowKind.OMISSION else ()
        if stage and span.instruction is stage.instruction:
            return explain_from(self.build, stage)
        if not step:
            return say("unreached.line")
        return explain_step(Scene(build=self.build, stage=stage, step=step))

    def write_triggers(self, stage: Stage, origin: Annotation) -> Iterable[Annotation]:
        """Write the triggers that the base left: they run right behind FROM."""
        triggers = [step for step in stage.steps if step.is_onbuild]
        for index, step in enumerate(triggers, 1):
            row = Annotation(
                kind=RowKind.TRIGGER,
                line=origin.line,
                end_line=origin.end_line,
                anchor=f"{origin.line}-{index}",
                effect=step.effect,
                say=explain_step(Scene(build=self.build, stage=stage, step=step)),
                number=self.numbers.get(id(step)),
                instruction=step.instruction,
            )
            self.rows[id(step)] = row
            yield row
