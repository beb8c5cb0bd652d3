"""What a change of a line, or of a file, rebuilds; what is told comes from the rebuild model alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from dockerlayers.explain.annotations import Consequence
from dockerlayers.model.changes import Affected, Change, Rebuild
from dockerlayers.model.depends import depends_on
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

    def __init__(self, texts: Texts, build: Build, places: Mapping[int, Place]) -> None:
        self.texts = texts
        self.model = RebuildModel(build)
        self.unneeded = {stage.index for stage in build.stages if not stage.is_built}
        self.whole = RebuildModel(_build_all(build)) if self.unneeded else None
        self.places = places

    def ask(self, change: Change, own: Place | None = None, nothing: Inline = ()) -> Consequence:
        """Tell what a change rebuilds; `own` is the row that is changed, `nothing` is said of no layer."""
        return self.add_elsewhere(self.ask_needed(change, own, nothing), change)

    def add_elsewhere(self, consequence: Consequence, change: Change) -> Consequence:
        """Add what a change rebuilds in the stages that this build does not need."""
        if not self.whole:
            return consequence
        affected = [one for one in self.whole.ask(change) if one.stage.index in self.unneeded]
        rebuilt = self.find(one for one in affected if one.state is Rebuild.REBUILT)
        maybe = self.find(one for one in affected if one.state is Rebuild.MAYBE)
        return replace(
            consequence,
            elsewhere=tuple(place.anchor for place in rebuilt),
            maybe_elsewhere=tuple(place.anchor for place in maybe),
        )

    def ask_needed(self, change: Change, own: Place | None, nothing: Inline) -> Consequence:
        """Tell what a change rebuilds in this build."""
        affected = self.model.ask(change)
        rebuilt = self.find(one for one in affected if one.state is Rebuild.REBUILT)
        maybe = self.find(one for one in affected if one.state is Rebuild.MAYBE)
        if not rebuilt and not maybe:
            return Consequence(say=nothing)
        if not maybe and rebuilt == [own]:
            return Consequence(say=self.texts.say("change.self"), rebuilt=(rebuilt[0].anchor,))
        verb = "change.rebuilt" if maybe or own else "change.only"
        sentences = [self.texts.say(verb, lines=self.name(rebuilt))] if rebuilt else []
        sentences += self.explain_doubts(affected, own, "change.result" if rebuilt else "change.result-alone")
        return Consequence(
            say=join_inline(sentences),
            rebuilt=tuple(place.anchor for place in rebuilt),
            maybe=tuple(place.anchor for place in maybe),
        )

    def find(self, affected: Iterable[Affected]) -> list[Place]:
        """Find the rows of the layers, in file order."""
        return sorted(self.places[id(step)] for one in affected for step in one.layers)

    def explain_doubts(self, affected: Sequence[Affected], own: Place | None, key: str) -> list[Inline]:
        """Say on what it depends whether layers are rebuilt: a stage's result, or the image store."""
        last = {one.stage.index: self.find([one])[-1] for one in affected}
        results: dict[tuple[Place, ...], list[Place]] = {}
        linked: list[Place] = []
        for one in affected:
            if one.state is Rebuild.MAYBE:
                step = one.stage.steps[one.start]
                origins = _origins(one.stage, step, last)
                if not origins and own and depends_on(step).layers:
                    origins = (own,)  # a stage without layers of its own is what it starts from
                (results.setdefault(origins, []) if origins else linked).extend(self.find([one]))
        sentences = [
            self.texts.say(key, origin=self.name(origins), lines=self.name(places))
            for origins, places in results.items()
        ]
        if linked:
            sentences.append(self.texts.say("change.link.store", lines=self.name(linked)))
        return sentences

    def name(self, places: Iterable[Place]) -> Inline:
        """Name the lines of rows."""
        return name_lines(self.texts, places)


def _build_all(build: Build) -> Build:
    """Need all stages, so that what each of them rebuilds is told."""
    return build._replace(stages=tuple(replace(stage, is_built=True) for stage in build.stages))


def _origins(stage: Stage, step: Step, last: Mapping[int, Place]) -> tuple[Place, ...]:
    """Find the rows whose result decides on a layer: the last ones of the stages that it takes from."""
    sources = tuple(last[index] for index in dict.fromkeys(step.source_stages) if index in last)
    base = last.get(stage.base_stage) if stage.base_stage is not None else None
    return (base,) if base and not sources and depends_on(step).layers else sources


def name_lines(texts: Texts, places: Iterable[Place]) -> Inline:
    """Name lines, those of rows behind each other as a range."""
    ordered = sorted(set(places))
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
