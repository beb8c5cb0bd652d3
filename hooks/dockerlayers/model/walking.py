"""One change followed through the stages of a build, step by step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dockerlayers.model.changes import (
    Affected,
    ArgumentChange,
    BaseChange,
    Change,
    Doubt,
    LineChange,
    Rebuild,
)
from dockerlayers.model.depends import Dependencies, reads_file
from dockerlayers.model.outcome import CACHED, REBUILT, Influence, Outcome, join_outcomes, set_again
from dockerlayers.model.steps import Arg, Env, OnBuild, Shell, User, Workdir
from dockerlayers.model.types import Effect, Stage, Step


@dataclass(frozen=True, kw_only=True)
class DockerfileChange:
    """The Dockerfile is another file in the build context, though nothing that it says is changed."""


AnyChange = Change | DockerfileChange


class Walk:
    """One pass over the stages that a change reaches, in file order."""

    def __init__(
        self,
        change: AnyChange,
        file: tuple[str, Outcome] | None,
        global_names: set[str],
        depends: Mapping[int, Dependencies],
    ) -> None:
        self.change = change
        self.file = file
        self.globals = global_names
        self.depends = depends
        self.ends: dict[int, Influence] = {}

    def walk(self, stage: Stage, start: int, last_link: int) -> Iterator[Affected]:
        """Follow the change through one stage, from step `start` on."""
        base = self.ends.get(stage.base_stage) if stage.base_stage is not None else None
        influence = base.copy() if base else Influence()
        if self.changes_base(stage):
            influence.layers = influence.user = influence.shell = REBUILT
        self.ends[stage.index] = influence
        triggers = base.triggers if base else set()
        current, since = CACHED, start
        for number in range(start, len(stage.steps)):
            step = stage.steps[number]
            is_changed = self.is_changed(step) or (step.is_onbuild and number in triggers)
            if step.effect is Effect.LAYER:
                own, outcome = self.layer(step, influence, is_changed)
                influence.layers = influence.layers.join(own)
                begins = outcome.state is Rebuild.MAYBE and bool(own)
                if begins or outcome != current:
                    if current:
                        yield Affected(stage, since, number, *current)
                    current, since = outcome, number
                if outcome.state is Rebuild.REBUILT and number >= last_link:
                    break  # so is everything behind it, whatever it is
            elif isinstance(step.does, OnBuild):
                influence.triggers |= {_trigger_number(stage, number)} if is_changed else set()
            else:
                self.metadata(step, influence, is_changed)
            if is_changed and not influence.is_felt and isinstance(self.change, LineChange):
                break  # no other line is changed, and this one changes nothing below it
        if current:
            yield Affected(stage, since, len(stage.steps), *current)

    def changes_base(self, stage: Stage) -> bool:
        """Say whether FROM itself is changed: by its line, its image or a global ARG."""
        if not self.globals.isdisjoint(stage.variables):
            return True
        match self.change:
            case LineChange(line=line):
                return stage.instruction is not None and stage.instruction.line == line
            case BaseChange(reference=reference):
                return stage.base_stage is None and stage.base == reference
        return False

    def is_changed(self, step: Step) -> bool:
        """Say whether the change is of this very instruction."""
        match self.change:
            case LineChange(line=line):
                return step.instruction.line == line and not step.is_onbuild
            case ArgumentChange(name=name):
                return isinstance(step.does, Arg) and any(key == name for key, _ in step.does.pairs)
        return False

    def layer(self, step: Step, influence: Influence, is_changed: bool) -> tuple[Outcome, Outcome]:
        """Tell what becomes of a layer by itself, and what with the ones above it."""
        depends = self.depends[id(step)]
        if isinstance(step.does, Workdir):
            moved = REBUILT if is_changed else influence.read(depends.variables)
            influence.directory = moved.join(influence.directory if depends.directory else CACHED)
        above = influence.layers
        if is_changed or (depends.layers and above.state is Rebuild.REBUILT):
            return REBUILT, REBUILT
        own = influence.reach(depends).join(self.taken_file(depends)).join(self.taken_stages(depends))
        if not depends.layers:
            above = above.doubted(Doubt.STORE)  # the image store decides, see `stands_apart`
        return own, own.join(above)

    def taken_file(self, depends: Dependencies) -> Outcome:
        """Tell what a step becomes by the files of the build context that it takes."""
        if self.file and depends.files and reads_file(depends, self.file[0]):
            return self.file[1]
        return CACHED

    def taken_stages(self, depends: Dependencies) -> Outcome:
        """Tell what a step becomes by the files that it takes from stages."""
        if not depends.stages:
            return CACHED
        ends = (self.ends[index].layers for index in depends.stages if index in self.ends)
        return join_outcomes(ends).doubted(Doubt.SOURCE)

    def metadata(self, step: Step, influence: Influence, is_changed: bool) -> None:
        """Note what an instruction without a layer changes for those below it."""
        outcome = REBUILT if is_changed else influence.reach(self.depends[id(step)])
        match step.does:
            case Arg(pairs=pairs):
                influence.set_variables(
                    [key for key, value in pairs if value is not None or outcome], outcome
                )
                inherited = {pair.key for pair in step.instruction.pairs if pair.value is None} & self.globals
                influence.set_variables(() if is_changed else inherited, REBUILT)
            case Env(pairs=pairs):
                influence.set_variables([key for key, _ in pairs], outcome)
            case User():
                influence.user = set_again(influence.user, outcome)
            case Shell():
                influence.shell = set_again(influence.shell, outcome)
            case Workdir() if outcome:  # it was `/`; any other directory is a layer
                influence.layers = influence.layers.join(outcome)
                influence.directory = outcome


def _trigger_number(stage: Stage, number: int) -> int:
    """Count the ONBUILD instructions before the one at step `number`."""
    return sum(isinstance(step.does, OnBuild) for step in stage.steps[:number])
