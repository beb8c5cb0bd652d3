"""What is rebuilt when something changes, and what comes from the build cache.

A layer is built again when what its cache key holds has changed (`depends.py` tells what that is), and when
a layer before it in its stage was. `COPY --from` and a mount look at the files: when a rebuilt stage has the
same ones, the cache holds. What `.dockerignore` excludes is never seen.

Whatever is edited in the Dockerfile makes it another file, which is rebuilt where it is copied.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from dockerlayers.model.changes import (
    Affected,
    ArgumentChange,
    Change,
    Doubt,
    FileChange,
    LineChange,
    Rebuild,
)
from dockerlayers.model.context import BuildContext
from dockerlayers.model.depends import depends_on, reads_file
from dockerlayers.model.dockerignore import DockerIgnore
from dockerlayers.model.merge import merge_affected
from dockerlayers.model.outcome import REBUILT, Influence, Outcome
from dockerlayers.model.paths import clean_source
from dockerlayers.model.steps import Arg, Workdir
from dockerlayers.model.types import Build, Effect, Stage, Step
from dockerlayers.model.walking import AnyChange, DockerfileChange, Walk

PROXIES = frozenset(f"{name}_proxy" for name in ("http", "https", "ftp", "no", "all"))
"""Build arguments that are a part of no cache key, in lower case."""

_DOCKERFILE = "Dockerfile"
"""Where the Dockerfile lies as long as nobody tells."""

_BUILT_AGAIN = Influence(layers=REBUILT)
"""What a stage hands on when one of its layers is built again, and nothing else of it is changed."""


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
        self._behind: dict[int, tuple[Affected, ...]] = {}

    def ask(self, change: Change) -> tuple[Affected, ...]:
        """Tell, in file order, which layers that the target needs are not simply taken from the cache."""
        if isinstance(change, LineChange):
            return merge_affected(self.stages, self.ask_itself(change), self.of_dockerfile)
        return self.ask_itself(change)

    @cached_property
    def of_dockerfile(self) -> tuple[Affected, ...]:
        """What is rebuilt when the Dockerfile is another file, whatever is changed in it."""
        return self._ask(DockerfileChange())

    def takes_dockerfile(self, step: Step) -> bool:
        """Say whether a step takes the Dockerfile from the build context, if that is there."""
        path = self.context.dockerfile if self.context else _DOCKERFILE
        return path is not None and reads_file(self.depends[id(step)], path)

    def ask_itself(self, change: Change) -> tuple[Affected, ...]:
        """Tell the same, as if the Dockerfile were copied nowhere; an answer is kept."""
        answer = self._answers.get(change)
        if answer is None:
            answer = self._answers[change] = self._ask(change)
        return answer

    def _ask(self, change: AnyChange) -> tuple[Affected, ...]:
        if isinstance(change, FileChange) and self.ignore.excludes(clean_source(change.path)):
            return ()
        walk = Walk(change, self._file_of(change), _changed_globals(self.build, change), self.depends)
        starts = self._starts(change, walk)
        if isinstance(change, LineChange) and not walk.globals:
            return tuple(self._follow_line(walk, starts))
        return tuple(self._follow(walk, starts))

    def _follow(self, walk: Walk, starts: dict[int, int]) -> Iterator[Affected]:
        """Follow a change through the stages, from a step of each of some."""
        for stage in self.stages if starts else ():
            if stage.index in starts:
                yield from walk.walk(stage, starts[stage.index], self.last_links[stage.index])
                if walk.ends[stage.index].is_felt:
                    for index, number in self.dependents.get(stage.index, {}).items():
                        starts[index] = min(number, starts.get(index, number))

    def _follow_line(self, walk: Walk, starts: Mapping[int, int]) -> Iterator[Affected]:
        """Follow a change of one line: behind its stage, that of most lines there does the same."""
        for index, number in starts.items():
            stage = self.build.stages[index]
            if number >= self.last_links[index] and _is_plain_layer(stage, number, walk):
                walk.ends[index] = _BUILT_AGAIN
                yield Affected(stage, number, len(stage.steps), *REBUILT)
            else:
                yield from walk.walk(stage, number, self.last_links[index])
            end = walk.ends[index]
            is_usual = end == _BUILT_AGAIN
            if is_usual and index in self._behind:
                yield from self._behind[index]
            elif end.is_felt:
                behind = tuple(self._follow(walk, dict(self.dependents.get(index, {}))))
                if is_usual:
                    self._behind[index] = behind
                yield from behind

    def _file_of(self, change: AnyChange) -> tuple[str, Outcome] | None:
        """Find the file of the build context that a change is of, and what a step becomes that takes it."""
        if isinstance(change, FileChange):
            return change.path, REBUILT
        if not isinstance(change, DockerfileChange):
            return None
        if not self.context:
            return _DOCKERFILE, Outcome(Rebuild.MAYBE, frozenset({Doubt.DOCKERFILE}))
        path = self.context.dockerfile
        return (path, REBUILT) if path and not self.ignore.excludes(path) else None

    def _starts(self, change: AnyChange, walk: Walk) -> dict[int, int]:
        """Find the steps, per stage, from which on a change can be felt without another stage."""
        if isinstance(change, FileChange | DockerfileChange):
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

    def _find_takers(self, walk: Walk) -> dict[int, int]:
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


def _is_plain_layer(stage: Stage, number: int, walk: Walk) -> bool:
    """Say whether a layer is changed that hands on nothing but that it is built again, as most do."""
    step = stage.steps[number] if number < len(stage.steps) else None
    if step is None or step.effect is not Effect.LAYER or isinstance(step.does, Workdir):
        return False
    return walk.is_changed(step)


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


def _changed_globals(build: Build, change: AnyChange) -> set[str]:
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
