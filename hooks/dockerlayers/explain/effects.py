"""What the rows of one build leave, what their cache looks at, and what a change of them rebuilds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dockerlayers.explain.above import Above, Variables, list_above
from dockerlayers.explain.annotations import BaseQuestion, Consequence, FileQuestion, Gloss, Link
from dockerlayers.explain.asking import list_bases, list_files
from dockerlayers.explain.caching import explain_base_cache, explain_cache
from dockerlayers.explain.changes import Changes, Place, say_nothing
from dockerlayers.explain.gloss.instruction import gloss_command
from dockerlayers.explain.image import find_replaced
from dockerlayers.explain.leaving import explain_base_leaves, explain_leaves
from dockerlayers.explain.own.words import gloss_words
from dockerlayers.explain.scene import Scene
from dockerlayers.model.changes import LineChange
from dockerlayers.model.context import BuildContext
from dockerlayers.model.types import Build, Effect, Stage, Step
from dockerlayers.syntax.nodes import Instruction
from dockerlayers.texts.inline import Inline
from dockerlayers.texts.texts import Texts

_MOST_STEPS = 400
_NOTHING = Above(Variables())


class Told(NamedTuple):
    """What a row does beyond itself, as an `Annotation` has it."""

    leaves: Inline = ()
    cache: Inline = ()
    change: Consequence | None = None


class Effects:
    """Tells of rows what they do beyond themselves; `steps` are those that make the final image.

    In a very long file no row says what its change rebuilds: the answers would fill the square of its length.
    """

    def __init__(
        self,
        texts: Texts,
        build: Build,
        steps: Sequence[Step],
        places: Mapping[int, Place],
        links: Sequence[Link],
        context: BuildContext | None,
    ) -> None:
        self.texts = texts
        self.build = build
        self.links = links
        self.places = places
        self.above = list_above(build)
        self.replaced = find_replaced(build.config, steps)
        is_short = _count_instructions(build) <= _MOST_STEPS
        self.changes = Changes(texts, build, places, context) if is_short else None
        self.files: tuple[FileQuestion, ...] = tuple(list_files(build, self.changes)) if self.changes else ()
        self.bases: tuple[BaseQuestion, ...] = tuple(list_bases(build, self.changes)) if self.changes else ()

    def gloss(self, scene: Scene) -> tuple[Gloss, ...]:
        """Explain the words of an instruction one by one."""
        above = self.above.get(id(scene.step), _NOTHING)
        return gloss_words(scene, above.values, gloss_command(scene))

    def tell(self, scene: Scene) -> Told:
        """Tell of the row of a step; a step that was never reached does nothing."""
        step = scene.step
        if step.does is None:
            return Told()
        change = None if step.is_onbuild else self.ask(step.instruction, scene.stage, step)
        # of a layer nobody asks it
        asked = self.changes if change and step.effect is not Effect.LAYER else None
        is_felt = bool(asked and asked.is_felt(_change_of(step.instruction)))
        return Told(
            leaves=explain_leaves(scene, self.replaced),
            cache=explain_cache(scene, self.above.get(id(step), _NOTHING), is_felt=is_felt),
            change=change,
        )

    def tell_base(self, stage: Stage, instruction: Instruction) -> Told:
        """Tell of the row of a stage's FROM."""
        return Told(
            leaves=explain_base_leaves(self.texts, self.build, stage, self.links),
            cache=explain_base_cache(self.texts, self.build, stage),
            change=self.ask(instruction, stage, None),
        )

    def ask(self, instruction: Instruction, stage: Stage | None, step: Step | None) -> Consequence | None:
        """Tell what a change of an instruction rebuilds."""
        if not self.changes:
            return None
        change = _change_of(instruction)
        if stage and not stage.is_built:
            return self.changes.add_elsewhere(Consequence(say=()), change)
        return self.changes.ask(change, self.places[id(instruction)], say_nothing(self.texts, stage, step))


def _change_of(instruction: Instruction) -> LineChange:
    return LineChange(line=instruction.line)


def _count_instructions(build: Build) -> int:
    return len(build.global_args) + sum(1 + len(stage.steps) for stage in build.stages)
