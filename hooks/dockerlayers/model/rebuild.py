"""What is rebuilt when something changes, and what comes from the build cache.

The rules, each seen on an engine:

- A layer is built again when a layer before it in its stage was.
- RUN also depends on its text, on every ENV and ARG before it, used or not, on USER, SHELL and mounts.
- COPY and ADD also depend on their words after expansion and on the files that they select, not on ENV
  or USER.
- WORKDIR also depends on its path and on USER, as it makes the directory for that user.
- The other instructions change the image config alone.
- `COPY --from` and a bind mount look at the files: when a rebuilt stage has the same ones, the cache holds.
- What `.dockerignore` excludes is never seen.
"""

from __future__ import annotations

from collections.abc import Iterator
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
from dockerlayers.model.dockerignore import DockerIgnore
from dockerlayers.model.paths import clean_source
from dockerlayers.model.sources import has_flag, reads_file
from dockerlayers.model.types import Build, Effect, Stage, Step
from dockerlayers.syntax.nodes import Form

PROXIES = frozenset(f"{name}_proxy" for name in ("http", "https", "ftp", "no", "all"))
"""Build arguments that are a part of no cache key, in lower case."""


@dataclass(kw_only=True)
class _Influence:
    """What has changed above a step: the layers, the variables, the user, the shell; and ONBUILD triggers."""

    layers: Rebuild = Rebuild.CACHED
    variables: set[str] = field(default_factory=set)
    has_env: bool = False
    has_user: bool = False
    has_shell: bool = False
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
        has_flag = self.has_env or self.has_user or self.has_shell
        return bool(self.layers or self.variables or self.triggers or has_flag)


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
        self.last_links = {stage.index: _last_link(stage) for stage in self.stages}

    def ask(self, change: Change) -> tuple[Affected, ...]:
        """Tell, in file order, which layers that the target needs are not simply taken from the cache."""
        if isinstance(change, FileChange) and self.ignore.excludes(clean_source(change.path)):
            return ()
        walk = _Walk(change, _changed_globals(self.build, change))
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


def _dependents(stages: list[Stage]) -> dict[int, set[int]]:
    """Map each stage to those that are built from it or copy from it."""
    result: dict[int, set[int]] = {}
    for stage in stages:
        needed = {index for step in stage.steps for index in step.source_stages}
        for index in needed | ({stage.base_stage} if stage.base_stage is not None else set()):
            result.setdefault(index, set()).add(stage.index)
    return result


def _last_link(stage: Stage) -> int:
    """Find the last `COPY --link` or `ADD --link`: up to there, layers may stay cached."""
    return max((number for number, step in enumerate(stage.steps) if is_linked(step)), default=-1)


class _Walk:
    """One pass over the stages that a change reaches, in file order."""

    def __init__(self, change: Change, global_names: set[str]) -> None:
        self.change = change
        self.globals = global_names
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
            elif step.instruction.name == "ONBUILD":
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
                return step.instruction.name == "ARG" and any(p.key == name for p in step.instruction.pairs)
        return False

    def layer(self, step: Step, influence: _Influence, is_changed: bool) -> Rebuild:
        """Tell what becomes of a layer, the ones above it given."""
        if is_changed or self.has_own_cause(step, influence):
            return Rebuild.REBUILT
        above = influence.layers
        if above and is_linked(step):
            above = Rebuild.MAYBE  # the containerd image store keeps such a layer apart from those before it
        if any(self.ends[index].layers for index in step.source_stages if index in self.ends):
            above = max(above, Rebuild.MAYBE)
        return above

    def has_own_cause(self, step: Step, influence: _Influence) -> bool:
        """Say whether a layer is rebuilt for another reason than those before it."""
        if any(name in influence.variables for name, _ in step.variables):
            return True
        if isinstance(self.change, FileChange) and reads_file(step, self.change.path):
            return True
        match step.instruction.name:
            case "RUN":
                is_shell_form = step.instruction.form is not Form.EXEC
                return influence.has_env or influence.has_user or (influence.has_shell and is_shell_form)
            case "WORKDIR":
                return influence.has_user
        return False

    def metadata(self, step: Step, influence: _Influence, is_changed: bool) -> None:
        """Note what an instruction without a layer changes for those below it."""
        instruction = step.instruction
        is_changed = is_changed or any(name in influence.variables for name, _ in step.variables)
        match instruction.name:
            case "ARG":
                inherited = {pair.key for pair in instruction.pairs if pair.value is None} & self.globals
                influence.change({pair.key for pair in instruction.pairs} if is_changed else inherited)
            case "ENV" if is_changed:
                influence.change({word.partition("=")[0] for word in step.words})
            case "USER" if is_changed:
                influence.has_user = True
            case "SHELL" if is_changed:
                influence.has_shell = True
            case "WORKDIR" if is_changed:  # it was `/`; any other directory is a layer
                influence.layers = Rebuild.REBUILT


def _closed(run: Affected, end: int) -> Iterator[Affected]:
    if run.state is not Rebuild.CACHED:
        yield run._replace(end=end)


def _trigger_number(stage: Stage, number: int) -> int:
    """Count the ONBUILD instructions before the one at step `number`."""
    return sum(step.instruction.name == "ONBUILD" for step in stage.steps[:number])


def is_linked(step: Step) -> bool:
    """Say whether a COPY or ADD makes a layer that stands apart from those before it."""
    return has_flag(step, "link") and not has_flag(step, "chmod")


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
