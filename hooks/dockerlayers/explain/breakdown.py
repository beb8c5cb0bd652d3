"""Put the annotations of a Dockerfile together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from dockerlayers.analysis import Analysis
from dockerlayers.explain.advise import advise
from dockerlayers.explain.anchors import name_rows
from dockerlayers.explain.annotations import Annotation, Breakdown, Gloss, Group, RowKind
from dockerlayers.explain.around import Around
from dockerlayers.explain.changes import Place
from dockerlayers.explain.effects import Effects, Told
from dockerlayers.explain.image import make_image
from dockerlayers.explain.links import list_links
from dockerlayers.explain.notes import read_note
from dockerlayers.explain.opening.opening import open_breakdown
from dockerlayers.explain.own.words import gloss_from
from dockerlayers.explain.rows import Block, split_rows
from dockerlayers.explain.scene import Scene, is_empty, list_steps, list_triggers
from dockerlayers.explain.sentences import explain_directive, explain_from, explain_step
from dockerlayers.explain.terms import Terms
from dockerlayers.model.types import Build, Check, Effect, Stage, Step
from dockerlayers.syntax.nodes import Dockerfile, Instruction
from dockerlayers.texts import DEFAULT
from dockerlayers.texts.inline import Inline
from dockerlayers.texts.texts import Language, Texts, choose_texts

_LEGEND = (Effect.LAYER, Effect.BASE, Effect.METADATA, Effect.NOTHING)


def explain(analysis: Analysis, language: Language = DEFAULT) -> Breakdown:
    """Annotate a Dockerfile that could be analyzed in a language; raise ValueError for one with an error."""
    if analysis.build is None or analysis.dockerfile is None:
        raise ValueError("a Dockerfile with an error has no breakdown")
    texts = choose_texts(language)
    return _Writer(texts, analysis.build, analysis.dockerfile, analysis).write()


class _Writer:
    """Writes the rows of one file; `owners` are the stage and the step of each block."""

    def __init__(self, texts: Texts, build: Build, dockerfile: Dockerfile, analysis: Analysis) -> None:
        self.texts = texts
        self.analysis = analysis
        self.build = build
        self.dockerfile = dockerfile
        self.around = Around(build)
        self.blocks = split_rows(dockerfile)
        self.owners = list(self.find_owners())
        self.checks = self.place_checks(analysis.checks)
        self.advice = advise(texts, analysis)
        self.addresses = name_rows(self.blocks, [stage for stage, _ in self.owners], dockerfile.lines)
        self.places = self.find_places()
        self.links = list_links(build, {key: place.anchor for key, place in self.places.items()})
        steps = list_steps(build, build.stages[build.target])
        self.effects = Effects(texts, build, steps, self.places, self.links, analysis.context)
        layers = [step for step in steps if step.effect is Effect.LAYER]
        self.numbers = {id(step): number for number, step in enumerate(layers, 1)}
        self.terms = Terms(texts, build)
        self.rows: dict[int, Annotation] = {}

    def find_owners(self) -> Iterator[tuple[Stage | None, Step | None]]:
        """Find the stage and the step of every block."""
        stages = iter(self.build.stages)
        stage = next(stages) if self.build.is_fragment else None
        steps = {id(step.instruction): step for step in self.build.global_args}
        for one in self.build.stages:
            steps.update({id(step.instruction): step for step in one.steps})
        for block in self.blocks:
            if block.instruction and block.instruction.name == "FROM":
                stage = next(stages)
            yield stage, steps.get(id(block.instruction))

    def scene(self, stage: Stage | None, step: Step) -> Scene:
        """Put a step where it stands."""
        return Scene(texts=self.texts, build=self.build, stage=stage, step=step, around=self.around)

    def place_checks(self, checks: Iterable[Check]) -> dict[int, list[Check]]:
        """Give each check to the block that holds its first line, or to the nearest before."""
        placed: dict[int, list[Check]] = {}
        for check in checks:
            line = check.lines[0] if check.lines else 0
            index = max(bisect_right(self.blocks, line, key=attrgetter("first_line")) - 1, 0)
            placed.setdefault(index, []).append(check)
        return placed

    def find_places(self) -> dict[int, Place]:
        """Find the row of every instruction and step, triggers included, by their ids."""
        places: dict[int, Place] = {}
        for index, (block, (stage, step)) in enumerate(zip(self.blocks, self.owners, strict=True)):
            if not block.instruction:
                continue
            place = Place(index, block.line, block.end_line, self.addresses[index].anchor)
            places[id(block.instruction)] = place
            if step:
                places[id(step)] = place
            if stage and block.instruction is stage.instruction:
                for number, trigger in enumerate(list_triggers(stage), 1):
                    place_of_trigger = place._replace(anchor=f"{place.anchor}_{number}")
                    places[id(trigger)] = places[id(trigger.instruction)] = place_of_trigger
        return places

    def write(self) -> Breakdown:
        groups = tuple(self.write_groups())
        effects = {row.effect for group in groups for row in group.rows}
        images = [
            (index, make_image(self.build, index, image, self.rows)) for index, image in self.build.images
        ]
        image = next(image for index, image in images if index == self.build.target)
        return Breakdown(
            texts=self.texts,
            opening=open_breakdown(self.texts, self.analysis, image),
            lines=self.dockerfile.lines,
            groups=groups,
            links=self.links,
            image=image,
            others=tuple(image for index, image in images if index != self.build.target),
            effects=tuple(effect for effect in _LEGEND if effect in effects),
            has_absent=any(not group.is_in_image for group in groups),
            stage_count=len(self.build.stages),
            is_fragment=self.build.is_fragment,
            has_omissions=bool(self.dockerfile.omissions),
            files=self.effects.files,
            bases=self.effects.bases,
        )

    def write_groups(self) -> Iterator[Group]:
        for stage, indexes in groupby(range(len(self.blocks)), key=lambda index: self.owners[index][0]):
            rows = tuple(row for index in indexes for row in self.write_rows(index))
            head = self.places.get(id(stage.instruction)) if stage else None
            yield Group(stage=stage, rows=rows, anchor=head.anchor if head else None)

    def write_rows(self, index: int) -> Iterator[Annotation]:
        """Write the row of a block, and behind FROM the triggers that run there."""
        block, (stage, step) = self.blocks[index], self.owners[index]
        instruction, lines = block.instruction, self.dockerfile.lines
        scene = self.scene(stage, step) if step else None
        from_stage = stage if stage and instruction and instruction is stage.instruction else None
        told, terms = self.tell(scene, from_stage)
        row = Annotation(
            kind=block.kind,
            first_line=block.first_line,
            line=block.line,
            end_line=block.end_line,
            anchor=self.addresses[index].anchor,
            aliases=self.addresses[index].aliases,
            effect=_effect(block, stage, step),
            note=read_note(lines[line - 1] for line in block.comments) if instruction else (),
            say=self.sentence(block, scene, from_stage),
            number=self.numbers.get(id(step)),
            instruction=instruction,
            checks=tuple(self.checks.get(index, ())),
            advice=self.advice.get(instruction.line, ()) if instruction else (),
            glosses=self.gloss(scene, from_stage),
            leaves=told.leaves,
            cache=told.cache,
            change=told.change,
            terms=terms,
        )
        yield self.keep(row, instruction, step) if instruction else row
        if from_stage:
            yield from self.write_triggers(from_stage, row)

    def tell(self, scene: Scene | None, from_stage: Stage | None) -> tuple[Told, tuple[Inline, ...]]:
        """Tell what a step, or a stage's FROM, does beyond itself, and which terms are new there."""
        if scene:
            return self.effects.tell(scene), self.terms.explain_step(scene)
        if from_stage and from_stage.instruction:
            return (
                self.effects.tell_base(from_stage, from_stage.instruction),
                self.terms.explain_base(from_stage),
            )
        return Told(), ()

    def keep(self, row: Annotation, instruction: Instruction, step: Step | None) -> Annotation:
        """Make a row known by its instruction and its step."""
        self.rows[id(instruction)] = row
        if step:
            self.rows[id(step)] = row
        return row

    def gloss(self, scene: Scene | None, from_stage: Stage | None) -> tuple[Gloss, ...]:
        """Explain the words of an instruction one by one."""
        if scene:
            return self.effects.gloss(scene)
        if from_stage and from_stage.instruction:
            return gloss_from(self.texts, self.build, from_stage, from_stage.instruction)
        return ()

    def sentence(self, block: Block, scene: Scene | None, from_stage: Stage | None) -> Inline:
        if block.directive:
            return explain_directive(self.texts, block.directive)
        if not block.instruction:
            return self.texts.say("omission.line") if block.kind is RowKind.OMISSION else ()
        if from_stage:
            return explain_from(self.texts, self.build, from_stage)
        return explain_step(scene) if scene else self.texts.say("unreached.line")

    def write_triggers(self, stage: Stage, origin: Annotation) -> Iterator[Annotation]:
        """Write the triggers that the base left: they run right behind FROM."""
        for step in list_triggers(stage):
            scene = self.scene(stage, step)
            told = self.effects.tell(scene)
            row = Annotation(
                kind=RowKind.TRIGGER,
                first_line=origin.line,
                line=origin.line,
                end_line=origin.end_line,
                anchor=self.places[id(step)].anchor,
                effect=step.effect,
                say=explain_step(scene),
                number=self.numbers.get(id(step)),
                instruction=step.instruction,
                glosses=self.effects.gloss(scene),
                leaves=told.leaves,
                cache=told.cache,
                change=told.change,
            )
            yield self.keep(row, step.instruction, step)


def _effect(block: Block, stage: Stage | None, step: Step | None) -> Effect:
    if stage and block.instruction and block.instruction is stage.instruction:
        return Effect.NOTHING if is_empty(stage) else Effect.BASE
    return step.effect if step else Effect.NOTHING
