"""What a change of a line, or of a file, rebuilds; what is told comes from the rebuild model alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain, pairwise
from typing import NamedTuple

from dockerlayers.explain.annotations import Consequence
from dockerlayers.model.changes import Affected, Change, Doubt, LineChange, Rebuild
from dockerlayers.model.context import BuildContext
from dockerlayers.model.rebuild import RebuildModel
from dockerlayers.model.steps import Arg
from dockerlayers.model.types import Build, Effect, Stage, Step
from dockerlayers.texts.inline import Inline, join_inline
from dockerlayers.texts.texts import Texts

_MOST_RANGES = 6


class Place(NamedTuple):
    """The row of a step: `row` counts the rows, `anchor` is the row's own."""

    row: int
    line: int
    end_line: int
    anchor: str


class Changes:
    """Answers what is rebuilt, for one build; `places` are the rows of its steps, by their ids."""

    def __init__(
        self, texts: Texts, build: Build, places: Mapping[int, Place], context: BuildContext | None
    ) -> None:
        self.texts = texts
        self.unneeded = {stage.index for stage in build.stages if not stage.is_built}
        self.model = RebuildModel(_build_all(build) if self.unneeded else build, context)
        self.places = places
        self.rows: dict[tuple[int, int, int], list[Place]] = {}

    def ask(self, change: Change, own: Place | None = None, nothing: Inline = ()) -> Consequence:
        """Tell what a change rebuilds; `own` is the row that is changed, `nothing` is said of no layer."""
        return self.add_elsewhere(self.ask_needed(change, own, nothing), change)

    def is_felt(self, change: Change) -> bool:
        """Say whether a change rebuilds anything by what it says, wherever the Dockerfile is copied."""
        return bool(self.keep_needed(self.model.ask_itself(change)))

    def keep_needed(self, affected: Sequence[Affected]) -> Sequence[Affected]:
        """Leave out the stages that this build does not need: it needs all that those it needs take from."""
        if not self.unneeded:
            return affected
        return [one for one in affected if one.stage.index not in self.unneeded]

    def add_elsewhere(self, consequence: Consequence, change: Change) -> Consequence:
        """Add what a change rebuilds in the stages that this build does not need."""
        if not self.unneeded:
            return consequence
        affected = [one for one in self.model.ask(change) if one.stage.index in self.unneeded]
        rebuilt = self.find(one for one in affected if one.state is Rebuild.REBUILT)
        maybe = self.find(one for one in affected if one.state is Rebuild.MAYBE)
        return Consequence(
            say=consequence.say,
            rebuilt=consequence.rebuilt,
            maybe=consequence.maybe,
            elsewhere=tuple(place.anchor for place in rebuilt),
            maybe_elsewhere=tuple(place.anchor for place in maybe),
        )

    def ask_needed(self, change: Change, own: Place | None, nothing: Inline) -> Consequence:
        """Tell what a change rebuilds in this build."""
        itself = affected = self.keep_needed(self.model.ask_itself(change))
        doubtful = _in_state(itself, Rebuild.MAYBE)
        rebuilt = self.find(_in_state(itself, Rebuild.REBUILT) if doubtful else itself)
        sentences = self.explain(itself, rebuilt, own) if itself else []
        if isinstance(change, LineChange) and self.dockerfile_takers:
            affected = self.keep_needed(self.model.ask(change))
            doubtful = _in_state(affected, Rebuild.MAYBE)
            rebuilt = self.find(_in_state(affected, Rebuild.REBUILT))
            sentences = self.add_dockerfile(sentences, itself, affected, nothing)
        return Consequence(
            say=join_inline(sentences) or nothing,
            rebuilt=tuple([place.anchor for place in rebuilt]),
            maybe=tuple([place.anchor for place in self.find(doubtful)]) if doubtful else (),
        )

    def explain(
        self, affected: Sequence[Affected], rebuilt: Sequence[Place], own: Place | None
    ) -> list[Inline]:
        """Say what a change rebuilds by what it says itself; `rebuilt` are the rows that surely are."""
        doubts = self.explain_doubts(affected, own, "change.result" if rebuilt else "change.result-alone")
        if not doubts and rebuilt and rebuilt == [own]:
            return [self.texts.say("change.self")]
        verb = "change.rebuilt" if doubts or own else "change.only"
        return [*([self.texts.say(verb, lines=self.name(rebuilt))] if rebuilt else []), *doubts]

    def add_dockerfile(
        self,
        sentences: list[Inline],
        itself: Sequence[Affected],
        affected: Sequence[Affected],
        nothing: Inline,
    ) -> list[Inline]:
        """Add what is rebuilt because the Dockerfile itself is copied, where that is more."""
        takers = self.dockerfile_takers
        before = {id(step): one.state for one in itself for step in one.layers if id(step) in takers}
        more: dict[int, tuple[Rebuild, Place]] = {}
        for one in affected:
            for step in one.layers:
                if id(step) in takers and before.get(id(step), Rebuild.CACHED) < one.state:
                    more.setdefault(one.stage.index, (one.state, self.places[id(step)]))
        if not more:
            return sentences
        lines = self.name(place for _, place in more.values())
        if any(state is Rebuild.REBUILT for state, _ in more.values()):
            return [*sentences, self.texts.say("change.dockerfile", lines=lines)]
        said = sentences or ([nothing] if nothing else [])
        return [*said, self.texts.say("change.dockerfile-maybe", lines=lines)]

    @cached_property
    def dockerfile_takers(self) -> frozenset[int]:
        """The ids of the steps that take the Dockerfile."""
        steps = (step for stage in self.model.stages for step in stage.steps)
        return frozenset(id(step) for step in steps if self.model.takes_dockerfile(step))

    def find(self, affected: Iterable[Affected]) -> list[Place]:
        """Find the rows of the layers, in file order."""
        found = [self.find_layers(one) for one in affected]
        return found[0] if len(found) == 1 else sorted(chain.from_iterable(found))

    def find_layers(self, one: Affected) -> list[Place]:
        """Find the rows of the layers of one stage, in file order; many changes reach the same ones."""
        key = (one.stage.index, one.start, one.end)
        if key not in self.rows:
            self.rows[key] = sorted([self.places[id(step)] for step in one.layers])
        return self.rows[key]

    def explain_doubts(self, affected: Sequence[Affected], own: Place | None, key: str) -> list[Inline]:
        """Say on what it depends whether layers are rebuilt: what each takes, or the image store."""
        doubtful = _in_state(affected, Rebuild.MAYBE)
        if not doubtful:
            return []
        last = {one.stage.index: self.find([one])[-1] for one in affected}
        taken: dict[tuple[Place, ...], list[Place]] = {}
        results: dict[tuple[Place, ...], list[Place]] = {}
        others: dict[str, list[Place]] = {}
        told: set[int] = set()
        for one in doubtful:
            first, places = one.stage.steps[one.start], self.find([one])
            sources = self.find_origins(last, first.source_stages)
            if Doubt.OVERRIDDEN in one.doubts:
                others.setdefault("change.again", []).extend(places)
            elif Doubt.STORE in one.doubts and not sources:
                others.setdefault("change.link.store", []).extend(places)
            elif first.source_stages:
                taken.setdefault(sources or _just(own), []).append(places[0])
                told.add(one.stage.index)
            elif one.stage.index not in told:  # what follows a line of its stage is told with that
                base = () if one.stage.base_stage is None else (one.stage.base_stage,)
                results.setdefault(self.find_origins(last, base) or _just(own), []).extend(places)
        return [
            *(self.say_taken(origins, places) for origins, places in taken.items()),
            *(
                self.texts.say(key, origin=self.name(origins), lines=self.name(places))
                for origins, places in results.items()
            ),
            *(self.texts.say(name, lines=self.name(places)) for name, places in others.items()),
        ]

    def find_origins(self, last: Mapping[int, Place], indexes: Iterable[int]) -> tuple[Place, ...]:
        """Find the last affected rows of stages, or of what each is built from; `last` has those by stage."""
        build = self.model.build
        chains = ([one.index for one in build.chain(build.stages[index])] for index in indexes)
        found = (next((last[index] for index in each if index in last), None) for each in chains)
        return tuple(dict.fromkeys(place for place in found if place))

    def say_taken(self, origins: Iterable[Place], places: Sequence[Place]) -> Inline:
        """Say of lines that each is rebuilt if what it takes itself comes out another."""
        key = "change.taken" if len(places) == 1 else "change.taken-each"
        return self.texts.say(key, origin=self.name(origins), lines=self.name(places))

    def name(self, places: Iterable[Place]) -> Inline:
        """Name the lines of rows."""
        return name_lines(self.texts, places)


def _build_all(build: Build) -> Build:
    """Need all stages, so that what each of them rebuilds is told."""
    return build._replace(stages=tuple(replace(stage, is_built=True) for stage in build.stages))


def _just(place: Place | None) -> tuple[Place, ...]:
    """Take the changed row where what it changes has no layers of its own."""
    return (place,) if place else ()


def _in_state(affected: Iterable[Affected], state: Rebuild) -> list[Affected]:
    return [one for one in affected if one.state is state]


def name_lines(texts: Texts, places: Iterable[Place]) -> Inline:
    """Name lines, those of rows behind each other as a range."""
    ordered = sorted(set(places))
    if len(ordered) == 1:
        return texts.grammar.name_ranges([ordered[0][1:3]])
    ranges = [[ordered[0].line, ordered[0].end_line]]
    for before, place in pairwise(ordered):
        if place.row <= before.row + 1:
            ranges[-1][1] = max(place.end_line, ranges[-1][1])
        else:
            ranges.append([place.line, place.end_line])
    if len(ranges) > _MOST_RANGES:
        ranges = [*ranges[: _MOST_RANGES - 1], [ranges[_MOST_RANGES - 1][0], ranges[-1][1]]]
    return texts.grammar.name_ranges(ranges)


def say_nothing(texts: Texts, stage: Stage | None, step: Step | None) -> Inline:
    """Say what a change of an instruction comes to that rebuilds no layer."""
    if step is None:
        return texts.say("change.base")
    is_config = step.effect is Effect.METADATA and not isinstance(step.does, Arg)
    return texts.say("change.metadata" if is_config and stage and stage.is_in_image else "change.nothing")
