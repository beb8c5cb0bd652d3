"""Where an instruction stands: its stage, and what came before it."""

from __future__ import annotations

from dataclasses import dataclass

from dockerlayers.explain.around import Around
from dockerlayers.model.steps import Entrypoint
from dockerlayers.model.types import Build, Stage, Step
from dockerlayers.syntax.nodes import Instruction
from dockerlayers.texts.inline import Inline, Slot
from dockerlayers.texts.texts import Texts


@dataclass(frozen=True, kw_only=True, eq=False)
class Scene:
    """One step in its stage, and the texts that it is told in; `stage` is None before the first FROM."""

    texts: Texts
    build: Build
    stage: Stage | None
    step: Step
    around: Around

    def say(self, key: str, **slots: Slot) -> Inline:
        """Fill the sentence with this key."""
        return self.texts.say(key, **slots)

    @property
    def instruction(self) -> Instruction:
        """The instruction of the step."""
        return self.step.instruction

    @property
    def entrypoint(self) -> Entrypoint | None:
        """The ENTRYPOINT that the stage ends with, or None where the file gives none."""
        found = self.around.start(self.stage).entrypoint if self.stage else None
        return found if found and found.command else None

    @property
    def successor(self) -> Step | None:
        """The last instruction of this name that follows in the stage: the one that counts."""
        return self.around.successor(self.step)


def is_relative(path: str) -> bool:
    """Say whether a path surely starts at the working directory: no root, no drive, no unknown variable."""
    return not path.startswith(("/", "\\", "$")) and path[1:2] != ":"


def is_empty(stage: Stage) -> bool:
    """Say whether a stage starts from nothing; a stage of that name would be one to start from."""
    return stage.base == "scratch" and stage.base_stage is None


def find_stage(build: Build, index: int) -> Stage:
    """Find a stage by its number."""
    return build.stages[index]


def list_steps(build: Build, stage: Stage) -> list[Step]:
    """List the steps that made a stage, those of the stages below it first."""
    return [step for one in reversed(list(build.chain(stage))) for step in one.steps]


def list_triggers(stage: Stage) -> list[Step]:
    """List the steps that ONBUILD left in the base of a stage: they run right behind FROM."""
    return [step for step in stage.steps if step.is_onbuild]
