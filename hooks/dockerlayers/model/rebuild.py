"""What is rebuilt when something changes, and what comes from the build cache.

A layer is built again when what its cache key holds has changed (`depends.py` tells what that is), and when
a layer before it in its stage was. `COPY --from` and a mount look at the files: when a rebuilt stage has the
same ones, the cache holds. What `.dockerignore` excludes is never seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from dockerlayers.model.changes import (
    Affected,
    ArgumentChange,
    BaseChange,
    Change,
    FileChange,
    LineChange,
    Rebuild,
)
from dockerlayers.model.context import BuildContext
from dockerlayers.model.depends import Dependencies, depends_on, reads_file
from dockerlayers.model.dockerignore import DockerIgnore
from dockerlayers.model.paths import clean_source
from dockerlayers.model.steps import Arg, Env, OnBuild, Shell, User, Workdir
from dockerlayers.model.types import Build, Effect, Stage, Step

PROXIES = frozenset(f"{name}_proxy" for name in ("http", "https", "ftp", "no", "all"))
"""Build arguments that are a part of no cache key, in lower case."""


@dataclass(kw_only=True)
class _Influence:
    """What has changed above a step, of all that a step can depend on; and ONBUILD triggers."""

    layers: Rebuild = Rebuild.CACHED
    variables: set[str] = field(default_factory=set)
    has_env: bool = False
    has_user: bool = False
    has_shell: bool = False
    has_directory: bool = False
    triggers: set[int] = field(default_factory=set)

    def change(self, names: set[str]) -> None:
        """Note variables that have another value below."""
        self.variables |= names
        self.has_env = self.has_env or bool(names)

    def copy(self) -> _Influence:
        """Hand everything but the triggers on to a stage that is built from this one."""
        return replace(self, variables=set(self.variables), triggers=set())

    @property
    def is_felt(self) -> bool:
        """Whether anything has changed at all."""
        has_setting = self.has_env or self.has_user or self.has_shell or self.has_directory
        return bool(self.layers or self.variables or self.triggers or has_setting)

    def reaches(self, depends: Dependencies) -> bool:
        """Say whether a step depends on something that has changed, other than the layers and stages."""
        return (
            (self.has_env and depends.environment)
            or (self.has_user and depends.user)
            or (self.has_shell and depends.shell)
            or (self.has_directory and depends.directory)
            or self.has_changed(depends.variables)
        )

    def has_changed(self, names: Iterable[str]) -> bool:
        """Say whether one of these variables has another value."""
        return not self.variables.isdisjoint(names)


class RebuildModel:
    """Answers what is rebuilt when something changes, for one build.

    With a build context, a file that its `.dockerignore` excludes is no part of the build.
    """

    def __init__(self, build: Build, context: BuildContext | None = None) -> None:
        self.build = build
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
        self.last_links = {stage.index: self._last_link(stage) for stage in self.stages}

    def ask(self, change: Change) -> tuple[Affected, ...]:
        """Tell, in file order, which layers that the target needs are not simply taken from the cache."""
        if isinstance(change, FileChange) and self.ignore.excludes(clean_source(change.path)):
            return ()
        walk = _Walk(change, _changed_globals(self.build, change), self.depends)
        starts = self._starts(change, walk.globals)
        found: list[Affected] = []
        for stage in self.stages if starts else ():
            if stage.index in starts:
                found += walk.walk(stage, starts[stage.index], self.last_links[stage.index])
                if walk.ends[stage.index].is_felt:
                    for index in self.dependents.get(stage.index, ()):
                        starts[index] = 0
        return tuple(found)

    def _starts(self, change: Change, global_names: set[str]) -> dict[int, int]:
        """Find the steps, per stage, from which on a change can be felt without another stage."""
        if isinstance(change, LineChange) and not global_names:
            return dict([self.places[change.line]] if change.line in self.places else [])
        return dict.fromkeys((stage.index for stage in self.stages), 0)

    def _last_link(self, stage: Stage) -> int:
        """Find the last layer that may stay cached when those before it change."""
        numbers = (
            number
            for number, step in enumerate(stage.steps)
            if step.effect is Effect.LAYER and not self.depends[id(step)].layers
        )
        return max(numbers, default=-1)


def _dependents(stages: list[Stage]) -> dict[int, set[int]]:
    """Map each stage to those that are built from it or copy from it."""
    result: dict[int, set[int]] = {}
    for stage in stages:
        needed = {index for step in stage.steps for index in step.source_stages}
        for index in needed | ({stage.base_stage} if stage.base_stage is not None else set()):
            result.setdefault(index, set()).add(stage.index)
    return result


class _Walk:
    """One pass over the stages that a change reaches, in file order."""

    def __init__(self, change: Change, global_names: set[str], depends: Mapping[int, Dependencies]) -> None:
        self.change = change
        self.globals = global_names
        self.depends = depends
        self.ends: dict[int, _Influence] = {}

    def walk(self, stage: Stage, start: int, last_link: int) -> Iterator[Affected]:
        """Follow the change through one stage, from step `start` on."""
        base = self.ends.get(stage.base_stage) if stage.base_stage is not None else None
        influence = base.copy() if base else _Influence()
        if self.changes_base(stage):
            influence.layers = Rebuild.REBUILT
            influence.has_env = influence.has_user = influence.has_shell = True
        self.ends[stage.index] = influence
        triggers = base.triggers if base else set()
        run: Affected | None = None
        for number in range(start, len(stage.steps)):
            step = stage.steps[number]
            is_changed = self.is_changed(step) or (step.is_onbuild and number in triggers)
            if step.effect is Effect.LAYER:
                state = self.layer(step, influence, is_changed)
                influence.layers = max(influence.layers, state)
                if run and run.state is not state:
                    yield from _closed(run, number)
                    run = None
                run = run or Affected(stage, number, number, state)
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

    def layer(self, step: Step, influence: _Influence, is_changed: bool) -> Rebuild:
        """Tell what becomes of a layer, the ones above it given."""
        depends = self.depends[id(step)]
        is_reached = is_changed or influence.reaches(depends)
        if isinstance(step.does, Workdir):
            is_moved = is_changed or influence.has_changed(depends.variables)
            influence.has_directory = is_moved or (influence.has_directory and depends.directory)
        if is_reached or (isinstance(self.change, FileChange) and reads_file(depends, self.change.path)):
            return Rebuild.REBUILT
        above = influence.layers
        if above and not depends.layers:
            above = Rebuild.MAYBE  # the image store decides, see `stands_apart`
        if any(self.ends[index].layers for index in depends.stages if index in self.ends):
            above = max(above, Rebuild.MAYBE)
        return above

    def metadata(self, step: Step, influence: _Influence, is_changed: bool) -> None:
        """Note what an instruction without a layer changes for those below it."""
        is_changed = is_changed or influence.reaches(self.depends[id(step)])
        match step.does:
            case Arg(pairs=pairs):
                inherited = {pair.key for pair in step.instruction.pairs if pair.value is None} & self.globals
                influence.change({key for key, _ in pairs} if is_changed else inherited)
            case Env(pairs=pairs) if is_changed:
                influence.change({key for key, _ in pairs})
            case User() if is_changed:
                influence.has_user = True
            case Shell() if is_changed:
                influence.has_shell = True
            case Workdir() if is_changed:  # it was `/`; any other directory is a layer
                influence.layers = Rebuild.REBUILT
                influence.has_directory = True


def _closed(run: Affected, end: int) -> Iterator[Affected]:
    if run.state is not Rebuild.CACHED:
        yield run._replace(end=end)


def _trigger_number(stage: Stage, number: int) -> int:
    """Count the ONBUILD instructions before the one at step `number`."""
    return sum(isinstance(step.does, OnBuild) for step in stage.steps[:number])


def _changed_globals(build: Build, change: Change) -> set[str]:
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
