"""Match the rows of two Dockerfiles, as a reader would who has both before the eyes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial

from dockerlayers.explain.annotations import Annotation, Breakdown, RowKind
from dockerlayers.patterns import lazy_pattern

_ALIKE = 0.34
"""From which share of common words on two instructions of one name are the same one, changed."""


_CHANGED = 0.9
"""What a likeness of all words counts beside one that is the same to the letter."""

_WORD = lazy_pattern(r"[\w.]+")


class PairState(Enum):
    """What became of a row between the first Dockerfile and the second."""

    SAME = "same"
    CHANGED = "changed"
    REMOVED = "removed"
    ADDED = "added"
    MOVED_AWAY = "moved-away"
    """It stands elsewhere in the second file, perhaps changed; `RowPair.twin` is the row there."""
    MOVED_HERE = "moved-here"
    """It stood elsewhere in the first file, perhaps otherwise; `RowPair.twin` is the row there."""


@dataclass(frozen=True, kw_only=True, eq=False)
class RowPair:
    """Rows that stand side by side; one of them is None where there is nothing to match."""

    before: Annotation | None
    after: Annotation | None
    state: PairState
    twin: Annotation | None = None


_ALONE = {
    (True, False): PairState.REMOVED,
    (False, False): PairState.ADDED,
    (True, True): PairState.MOVED_AWAY,
    (False, True): PairState.MOVED_HERE,
}
"""The state of a row that has nothing beside it, by whether it is of the first file, and has a twin."""


@dataclass(frozen=True, kw_only=True)
class _Item:
    """A row as it is compared: its instruction's name, its words in order, and the different ones in them."""

    row: Annotation
    name: str
    words: tuple[str, ...]
    distinct: frozenset[str]


def match_rows(before: Breakdown, after: Breakdown) -> tuple[RowPair, ...]:
    """Match all rows in order, so that the matches say the most alike; what only moved is told as such."""
    first, second = _items(before), _items(after)
    head = _count_same(first, second)
    tail = _count_same(first[head:][::-1], second[head:][::-1])
    ends = len(first) - tail, len(second) - tail
    aligned = [
        *zip(first[:head], second[:head], strict=True),
        *_align(first[head : ends[0]], second[head : ends[1]]),
        *zip(first[ends[0] :], second[ends[1] :], strict=True),
    ]
    moved = _find_moves(aligned)
    return tuple(_pair(one, other, moved) for one, other in aligned)


def _count_same(first: Sequence[_Item], second: Sequence[_Item]) -> int:
    """Count the items that are the same from the beginning on: to align many takes a long time."""
    pairs = enumerate(zip(first, second, strict=False))
    different = (number for number, (one, other) in pairs if not _is_same(one, other))
    return next(different, min(len(first), len(second)))


def _is_same(one: _Item, other: _Item) -> bool:
    return one.name == other.name and one.words == other.words


def list_rows(breakdown: Breakdown) -> list[Annotation]:
    """List the rows of the file itself: triggers of a base image are not in it."""
    return [row for group in breakdown.groups for row in group.rows if row.kind is not RowKind.TRIGGER]


def _items(breakdown: Breakdown) -> list[_Item]:
    return [_item(row, breakdown.lines) for row in list_rows(breakdown)]


def _item(row: Annotation, lines: Sequence[str]) -> _Item:
    text = row_text(row, lines)
    name = row.instruction.name if row.instruction else row.kind.value
    return _Item(row=row, name=name, words=tuple(text.split()), distinct=frozenset(_WORD.findall(text)))


def row_text(row: Annotation, lines: Sequence[str]) -> str:
    """Return what counts: an instruction without its comments and line ends, another line as it stands."""
    if not row.instruction:
        return "\n".join(lines[row.first_line - 1 : row.end_line])
    bodies = [heredoc.content for heredoc in row.instruction.heredocs]
    return " ".join([row.instruction.name, *row.instruction.original.split()[1:], *bodies])


def _likeness(one: _Item, other: _Item) -> float:
    """Return 1 for the same words, less for some of them, 0 for what is no match."""
    if one.name != other.name:
        return 0.0
    if one.words == other.words:
        return 1.0
    keyword = {one.name}
    larger = max(len(one.distinct - keyword), len(other.distinct - keyword), 1)
    share = len((one.distinct & other.distinct) - keyword) / larger
    return share * _CHANGED if share >= _ALIKE else 0.0


def _align(first: Sequence[_Item], second: Sequence[_Item]) -> list[tuple[_Item | None, _Item | None]]:
    """Align two lists by dynamic programming, the greatest sum of likenesses over all pairs in order."""
    likeness = [[_likeness(one, other) for other in second] for one in first]
    best = [[0.0] * (len(second) + 1) for _ in range(len(first) + 1)]
    for row in range(len(first) - 1, -1, -1):
        for column in range(len(second) - 1, -1, -1):
            matched = best[row + 1][column + 1] + likeness[row][column] if likeness[row][column] else 0.0
            best[row][column] = max(matched, best[row + 1][column], best[row][column + 1])
    found: list[tuple[_Item | None, _Item | None]] = []
    row = column = 0
    while row < len(first) and column < len(second):
        value = likeness[row][column]
        if value and best[row][column] == best[row + 1][column + 1] + value:
            found.append((first[row], second[column]))
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            found.append((first[row], None))
            row += 1
        else:
            found.append((None, second[column]))
            column += 1
    found += [(one, None) for one in first[row:]]
    found += [(None, other) for other in second[column:]]
    return found


def _pair(one: _Item | None, other: _Item | None, moved: Mapping[int, _Item]) -> RowPair:
    if one and other:
        state = PairState.SAME if one.words == other.words else PairState.CHANGED
        return RowPair(before=one.row, after=other.row, state=state)
    twin = moved.get(id(one or other))
    return RowPair(
        before=one.row if one else None,
        after=other.row if other else None,
        state=_ALONE[bool(one), bool(twin)],
        twin=twin.row if twin else None,
    )


def _find_moves(aligned: Sequence[tuple[_Item | None, _Item | None]]) -> dict[int, _Item]:
    """Map the instructions that moved to each other, by their ids, each to the one that is most alike."""
    left = [one for one, other in aligned if one and not other]
    right = [other for one, other in aligned if other and not one]
    moved: dict[int, _Item] = {}
    for one in left:
        free = [item for item in right if id(item) not in moved and item.row.instruction]
        twin = max(free, key=partial(_likeness, one), default=None)
        if twin and one.row.instruction and _likeness(one, twin):
            moved |= {id(one): twin, id(twin): one}
    return moved
