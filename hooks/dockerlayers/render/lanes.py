"""The rail is the graph of stages: the lane of each stage, which pass by a row, and which turn into it.

What is in the final image has the last lane. Another stage has one of those before it from its first row to
the last one that takes from it; where more run side by side than are drawn, a row names what it takes from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dockerlayers.explain.annotations import Breakdown
from dockerlayers.render.fates import list_fates

MOST = 3
"""How many lanes are drawn."""


@dataclass(frozen=True, kw_only=True)
class Track:
    """What the rail shows at a row: the lanes that pass by, those that end here, those that turn into it.

    `taken` are the stages, by index, that it takes from and that have no lane. `is_from` says that its own
    lane comes from above.
    """

    passing: tuple[int, ...] = ()
    ending: tuple[int, ...] = ()
    joins: tuple[int, ...] = ()
    taken: tuple[int, ...] = ()
    is_from: bool = False


@dataclass(frozen=True, kw_only=True)
class Lanes:
    """The lanes of a breakdown: how many, that of each stage, and what is at each row, by its anchor.

    `lasting` are the stages whose lanes run on behind their own rows.
    """

    count: int = 1
    columns: Mapping[int, int] = field(default_factory=dict)
    tracks: Mapping[str, Track] = field(default_factory=dict)
    lasting: frozenset[int] = frozenset()

    def track(self, anchor: str) -> Track:
        """Return what the rail shows at a row."""
        return self.tracks.get(anchor, _NOTHING)


_NOTHING = Track()


@dataclass(frozen=True, kw_only=True)
class _Run:
    """The rows of a stage, as numbers in the file's order, and the last one that takes from it."""

    stage: int
    start: int
    end: int
    until: int


def lay_lanes(breakdown: Breakdown) -> Lanes:
    """Give each stage its lane."""
    if breakdown.stage_count < 2:
        return Lanes()
    return _Layout(breakdown).lay()


class _Layout:
    def __init__(self, breakdown: Breakdown) -> None:
        self.rows = [
            (row.anchor, group.stage.index if group.stage else -1)
            for group in breakdown.groups
            for row in group.rows
        ]
        places = {anchor: number for number, (anchor, _) in enumerate(self.rows)}
        self.heads = {places[group.anchor] for group in breakdown.groups if group.anchor}
        self.taken: dict[int, list[int]] = {}
        for link in breakdown.links:
            for anchor in link.anchors:
                self.taken.setdefault(places[anchor], []).append(link.source)
        fates = list_fates(breakdown, breakdown.image)
        self.chain = {stage for stage, fate in fates.items() if fate in ("final", "inherited")}
        self.runs = self.find_runs()

    def find_runs(self) -> Mapping[int, _Run]:
        """Find where each stage begins and ends, and how far it is taken from."""
        found: dict[int, list[int]] = {}
        for number, (_, stage) in enumerate(self.rows):
            if stage >= 0:
                found.setdefault(stage, []).append(number)
        until = {stage: numbers[-1] for stage, numbers in found.items()}
        for number, sources in self.taken.items():
            until |= {source: max(until[source], number) for source in sources}
        return {
            stage: _Run(stage=stage, start=numbers[0], end=numbers[-1], until=until[stage])
            for stage, numbers in found.items()
        }

    def lay(self) -> Lanes:
        sides, homeless = _colour(run for run in self.runs.values() if run.stage not in self.chain)
        last = max(sides.values(), default=-1) + 1
        columns = {**sides, **dict.fromkeys((*self.chain, *homeless), last)}
        passing, ending = self.find_passing(sides, last, homeless)
        tracks = {}
        for number, (anchor, stage) in enumerate(self.rows):
            own = columns.get(stage, last)
            sources = dict.fromkeys(self.taken.get(number, ()))
            is_from = number in self.heads and any(self.continues(one, stage) for one in sources)
            joins = {columns[one] for one in sources if one not in homeless} - {own}
            taken = [one for one in sources if one in homeless or (columns[one] == own and not is_from)]
            tracks[anchor] = Track(
                passing=tuple(sorted(passing.get(number, ()))),
                ending=tuple(sorted(ending.get(number, ()))),
                joins=tuple(sorted(joins)),
                taken=tuple(taken),
                is_from=is_from,
            )
        lasting = {run.stage for run in self.runs.values() if run.until > run.end and run.stage in sides}
        return Lanes(
            count=last + 1, columns=columns, tracks=tracks, lasting=frozenset(lasting | self.find_lasting())
        )

    def continues(self, source: int, stage: int) -> bool:
        """Say whether a stage of the final image is built on another one of it."""
        return source in self.chain and stage in self.chain

    def find_lasting(self) -> set[int]:
        """Find the stages of the final image on which another one of it is built."""
        return self.chain - {max(self.chain)}

    def find_passing(
        self, sides: Mapping[int, int], last: int, homeless: Iterable[int]
    ) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
        """Find the lanes that pass by each row, and those that end at it."""
        passing: dict[int, set[int]] = {}
        ending: dict[int, set[int]] = {}
        for stage, lane in sides.items():
            run = self.runs[stage]
            for number in range(run.end + 1, run.until):
                passing.setdefault(number, set()).add(lane)
            if run.until > run.end:
                ending.setdefault(run.until, set()).add(lane)
        rows = {
            number for stage in homeless for number in range(self.runs[stage].start, self.runs[stage].end + 1)
        }
        for number in range(self.runs[min(self.chain)].start, self.runs[max(self.chain)].end):
            if self.rows[number][1] not in self.chain and number not in rows:
                passing.setdefault(number, set()).add(last)
        return passing, ending


def _colour(runs: Iterable[_Run]) -> tuple[Mapping[int, int], Sequence[int]]:
    """Give each run the first lane that is free for all of it; return those without one, too."""
    ends = [-1] * (MOST - 1)
    lanes: dict[int, int] = {}
    homeless = []
    for run in sorted(runs, key=lambda one: one.start):
        free = next((lane for lane, end in enumerate(ends) if end < run.start), None)
        if free is None:
            homeless.append(run.stage)
        else:
            lanes[run.stage], ends[free] = free, run.until
    return lanes, homeless
