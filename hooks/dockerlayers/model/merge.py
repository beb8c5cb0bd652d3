"""Put together what two changes that come at once do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from dockerlayers.model.changes import Affected, Rebuild
from dockerlayers.model.outcome import Outcome, join_outcomes
from dockerlayers.model.types import Stage


def merge_affected(
    stages: Iterable[Stage], first: tuple[Affected, ...], second: tuple[Affected, ...]
) -> tuple[Affected, ...]:
    """Join what two changes affect, stage by stage: what is certain wins, doubts add up."""
    if not first or not second:
        return first or second
    ones, others = _by_stage(first), _by_stage(second)
    found: list[Affected] = []
    for stage in stages:
        one, other = ones.get(stage.index, ()), others.get(stage.index, ())
        found += _join(stage, (*one, *other)) if one and other else one or other
    return tuple(found)


def _by_stage(affected: Iterable[Affected]) -> dict[int, list[Affected]]:
    found: dict[int, list[Affected]] = {}
    for one in affected:
        found.setdefault(one.stage.index, []).append(one)
    return found


def _join(stage: Stage, parts: Sequence[Affected]) -> Iterable[Affected]:
    """Join what is affected in one stage; mostly one part is certain, and goes over all the others."""
    start, end = min([one.start for one in parts]), max([one.end for one in parts])
    whole = [one for one in parts if (one.start, one.end, one.state) == (start, end, Rebuild.REBUILT)]
    return whole[:1] or _merge(stage, parts)


def _merge(stage: Stage, parts: Sequence[Affected]) -> Iterator[Affected]:
    """Cut the stage where one of the parts begins or ends, and join those that lie over each piece.

    There is no gap: what follows a layer that is affected is affected too.
    """
    cuts = sorted({number for one in parts for number in (one.start, one.end)})
    last: Affected | None = None
    for start, end in pairwise(cuts):
        over = [one for one in parts if one.start <= start < one.end]
        outcome = join_outcomes(Outcome(one.state, one.doubts) for one in over)
        begins = bool(outcome.doubts) and any(one.start == start for one in over)
        is_one = last and last.end == start and (last.state, last.doubts) == outcome and not begins
        if last and not is_one:
            yield last
        last = last._replace(end=end) if last and is_one else Affected(stage, start, end, *outcome)
    assert last  # two parts at least have a piece
    yield last
