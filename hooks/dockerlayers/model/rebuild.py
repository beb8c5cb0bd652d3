"""What is rebuilt when something changes, and what comes from the build cache.

A layer is built again when what its cache key holds has changed (`depends.py` tells what that is), and when
a layer before it in its stage was. `COPY --from` and a mount look at the files: when a rebuilt stage has the
same ones, the cache holds. What `.dockerignore` excludes is never seen.

Whatever is edited in the Dockerfile makes it another file, which is rebuilt where it is copied.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from dockerlayers.model.changes import (
    Affected,
    ArgumentChange,
    BaseChange,
    Change,
    Doubt,
    FileChange,
    LineChange,
    Rebuild,
)
from dockerlayers.model.context import BuildContext
from dockerlayers.model.depends import Dependencies, depends_on, reads_file
from dockerlayers.model.dockerignore import DockerIgnore
from dockerlayers.model.merge import merge_affected
from dockerlayers.model.outcome import CACHED, REBUILT, Influence, Outcome, join_outcomes, set_again
from dockerlayers.model.paths import clean_source
from dockerlayers.model.steps import Arg, Env, OnBuild, Shell, User, Workdir
from dockerlayers.model.types import Build, Effect, Stage, Step

PROXIES = frozenset(f"{name}_proxy" for name in ("http", "https", "ftp", "no", "all"))
"""Build arguments that are a part of no cache key, in lower case."""

_DOCKERFILE = "Dockerfile"
"""Where the Dockerfile lies as long as nobody tells."""


@dataclass(frozen=True, kw_only=True)
class _DockerfileChange:
    """The Dockerfile is another file in the build context, though nothing that it says is changed."""


_Change = Change | _DockerfileChange


class RebuildModel:
    """Answers what is rebuilt when something changes, for one build.

    With a build context, a file that its `.dockerignore` excludes is no part of the build. Without one, it
    is not known whether the Dockerfile is.
    """

    def __init__(self, build: Build, context: BuildContext | None = None) -> None:
        self.build = build
        self.context = context
        self.ignore = context.ignore if context else DockerIgnore()
        self.stages = [stage for stage in build.stages if stage.is_built]
        self.places = {
            step.instruction.line: (stage.index, number)
            for stage in self.stages
            for number, step in enumerate(stage.steps)
            if not step.is_onbuild
        }
        self.places |= {
            stage.instruction.line: (stage.index, 0) for stage in self.stages if stage.instruction
        }
        self.dependents = _dependents(self.stages)
        self.depends = {id(step): depends_on(step) for stage in self.stages for step in stage.steps}
        self.readers = [
            (stage.index, number, depends)
            for stage in self.stages
            for number, step in enumerate(stage.steps)
            if (depends := self.depends[id(step)]).files
        ]
        self.arguments = [
            (stage.index, number, [pair.key for pair in step.instruction.pairs])
            for stage in self.stages
            for number, step in enumerate(stage.steps)
            if isinstance(step.does, Arg)
        ]
        self.last_links = {stage.index: self._last_link(stage) for stage in self.stages}
        self._answers: dict[Change, tuple[Affected, ...]] = {}

    def ask(self, change: Change) -> tuple[Affected, ...]:
        """Tell, in file order, which layers that the target needs are not simply taken from the cache."""
        if isinstance(change, LineChange):
            return merge_affected(self.stages, self.ask_itself(change), self.of_dockerfile)
        return self.ask_itself(change)

    @cached_property
    def of_dockerfile(self) -> tuple[Affected, ...]:
        """What is rebuilt when the Dockerfile is another file, whatever is changed in it."""
        return self._ask(_DockerfileChange())

    def takes_dockerfile(self, step: Step) -> bool:
        """Say whether a step takes the Dockerfile from the build context, if that is there."""
        path = self.context.dockerfile if self.context else _DOCKERFILE
        return path is not None and reads_file(self.depends[id(step)], path)

    def ask_itself(self, change: Change) -> tuple[Affected, ...]:
        """Tell the same, as if the Dockerfile were copied nowhere; an answer is kept."""
        if change not in self._answers:
            self._answers[change] = self._ask(change)
        return self._answers[change]

    def _ask(self, change: _Change) -> tuple[Affected, ...]:
        if isinstance(change, FileChange) and self.ignore.excludes(clean_source(change.path)):
            return ()
        walk = _Walk(change, self._file_of(change), _changed_globals(self.build, change), self.depends)
        starts = self._starts(change, walk)
        found: list[Affected] = []
        for stage in self.stages if starts else ():
            if stage.index in starts:
                found += walk.walk(stage, starts[stage.index], self.last_links[stage.index])
                if walk.ends[stage.index].is_felt:
                    for index, number in self.dependents.get(stage.index, {}).items():
                        starts[index] = min(number, starts.get(index, number))
        return tuple(found)

    def _file_of(self, change: _Change) -> tuple[str, Outcome] | None:
        """Find the file of the build context that a change is of, and what a step becomes that takes it."""
        if isinstance(change, FileChange):
            return change.path, REBUILT
        if not isinstance(change, _DockerfileChange):
            return None
        if not self.context:
            return _DOCKERFILE, Outcome(Rebuild.MAYBE, frozenset({Doubt.DOCKERFILE}))
        path = self.context.dockerfile
        return (path, REBUILT) if path and not self.ignore.excludes(path) else None

    def _starts(self, change: _Change, walk: _Walk) -> dict[int, int]:
        """Find the steps, per stage, from which on a change can be felt without another stage."""
        if isinstance(change, FileChange | _DockerfileChange):
            return self._find_readers(walk.file[0]) if walk.file else {}
        if isinstance(change, LineChange) and walk.globals:
            return self._find_takers(walk)
        if isinstance(change, LineChange):
            return dict([self.places[change.line]] if change.line in self.places else [])
        return dict.fromkeys((stage.index for stage in self.stages), 0)

    def _find_readers(self, path: str) -> dict[int, int]:
        """Find the first step of each stage that takes a file of the build context."""
        found: dict[int, int] = {}
        for index, number, depends in self.readers:
            if index not in found and reads_file(depends, path):
                found[index] = number
        return found

    def _find_takers(self, walk: _Walk) -> dict[int, int]:
        """Find the first step of each stage that takes a global ARG which is changed."""
        found: dict[int, int] = {stage.index: 0 for stage in self.stages if walk.changes_base(stage)}
        for index, number, names in self.arguments:
            if index not in found and not walk.globals.isdisjoint(names):
                found[index] = number
        return found

    def _last_link(self, stage: Stage) -> int:
        """Find the last layer that may stay cached when those before it change."""
        numbers = (
            number
            for number, step in enumerate(stage.steps)
            if step.effect is Effect.LAYER and not self.depends[id(step)].layers
        )
        return max(numbers, default=-1)


def _dependents(stages: list[Stage]) -> dict[int, dict[int, int]]:
    """Map each stage to those that are built from it or copy from it, each with the first step that does."""
    result: dict[int, dict[int, int]] = {}
    for stage in stages:
        if stage.base_stage is not None:
            result.setdefault(stage.base_stage, {})[stage.index] = 0
        for number, step in enumerate(stage.steps):
            for index in step.source_stages:
                result.setdefault(index, {}).setdefault(stage.index, number)
    return result


class _Walk:
    """One pass over the stages that a change reaches, in file order."""

    def __init__(
        self,
        change: _Change,
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
        run: Affected | None = None
        for number in range(start, len(stage.steps)):
            step = stage.steps[number]
            is_changed = self.is_changed(step) or (step.is_onbuild and number in triggers)
            if step.effect is Effect.LAYER:
                own, outcome = self.layer(step, influence, is_changed)
                influence.layers = influence.layers.join(own)
                state, doubts = outcome
                begins = state is Rebuild.MAYBE and bool(own)
                if run and (begins or (run.state, run.doubts) != outcome):
                    yield from _closed(run, number)
                    run = None
                run = run or Affected(stage, number, number, state, doubts)
                if state is Rebuild.REBUILT and number >= last_link:
                    break  # so is everything behind it, whatever it is
            elif isinstance(step.does, OnBuild):
                influence.triggers |= {_trigger_number(stage, number)} if is_changed else set()
            else:
                self.metadata(step, influence, is_changed)
            if is_changed and not influence.is_felt and isinstance(self.change, LineChange):
                break  # no other line is changed, and this one changes nothing below it
        if run:
            yield from _closed(run, len(stage.steps))

    def changes_base(self, stage: Stage) -> bool:
        """Say whether FROM itself is changed: by its line, its image or a global ARG."""
        if any(name in self.globals for name in stage.variables):
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


def _closed(run: Affected, end: int) -> Iterator[Affected]:
    if run.state is not Rebuild.CACHED:
        yield run._replace(end=end)


def _trigger_number(stage: Stage, number: int) -> int:
    """Count the ONBUILD instructions before the one at step `number`."""
    return sum(isinstance(step.does, OnBuild) for step in stage.steps[:number])


def _changed_globals(build: Build, change: _Change) -> set[str]:
    """Collect the global ARGs that a change reaches, through each other too."""
    names: set[str] = set()
    if isinstance(change, ArgumentChange) and change.name.lower() not in PROXIES:
        names.add(change.name)
    for step in build.global_args:
        is_line = isinstance(change, LineChange) and step.instruction.line == change.line
        uses = any(name in names for name, _ in step.variables)
        if is_line or uses:
            names |= {pair.key for pair in step.instruction.pairs}
    return names
