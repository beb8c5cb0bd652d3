"""Compare the output of a command with what a page shows; `…` alone in a line stands for any lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dockerlayers_site.consoles.placeholders import ELLIPSIS, Bound, match_line

Item = TypeVar("Item")

# A line that changed costs less than one that is gone and one that is new; one that is covered costs little,
# so that no other is given up for it.
_CHANGED, _GONE, _NEW, _COVERED = 1.5, 2.0, 1.0, 0.1


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A line that is shown and one that is printed; one of them is None where it has none of the other's.

    `is_same` where the one stands for the other: they match, or `…` covers what is printed.
    """

    shown: str | None
    printed: str | None
    is_same: bool


def read_output(text: str) -> tuple[str, ...]:
    """Return the lines of an output, without blanks at their ends and without empty ones at its end."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    return tuple(lines)


def match_output(shown: Sequence[str], printed: Sequence[str], bound: Bound) -> Bound | None:
    """Compare all lines; return what is bound then, or None where they differ."""
    at = index = 0
    # Where the last `…` stands, and where what it covers ends: it covers a line more where the rest differs.
    covering: tuple[int, int, Bound] | None = None
    while index < len(printed):
        if at < len(shown) and is_any(shown[at]):
            covering = (at, index, bound)
            at += 1
            continue
        after = match_line(shown[at], printed[index], bound) if at < len(shown) else None
        if after is not None:
            at, index, bound = at + 1, index + 1, after
        elif covering:
            at, index, bound = covering[0] + 1, covering[1] + 1, covering[2]
            covering = (covering[0], index, bound)
        else:
            return None
    return bound if all(map(is_any, shown[at:])) else None


def is_any(line: str) -> bool:
    """Say whether a line stands for any number of lines."""
    return line.strip() == ELLIPSIS


def pair_lines(shown: Sequence[str], printed: Sequence[str], bound: Bound) -> tuple[Pair, ...]:
    """Pair lines so that as few as can be differ."""
    pairs = align(shown, printed, lambda one, other: match_line(one, other, bound) is not None, is_any)
    return tuple(Pair(shown=one, printed=other, is_same=same) for one, other, same in pairs)


def align(
    shown: Sequence[str],
    printed: Sequence[str],
    is_same: Callable[[str, str], bool],
    covers: Callable[[str], bool],
) -> list[tuple[str | None, str | None, bool]]:
    """Pair the items of two sequences at the least cost; an item that covers takes any number."""
    width = len(printed) + 1
    costs = [[0.0] * width for _ in range(len(shown) + 1)]
    for at in range(len(shown) - 1, -1, -1):
        costs[at][-1] = costs[at + 1][-1] + (0 if covers(shown[at]) else _GONE)
    for index in range(width - 2, -1, -1):
        costs[-1][index] = costs[-1][index + 1] + _NEW
    same = [[is_same(one, other) for other in printed] for one in shown]
    for at in range(len(shown) - 1, -1, -1):
        for index in range(width - 2, -1, -1):
            costs[at][index] = min(cost for cost, *_ in _steps(at, index, costs, same, covers(shown[at])))
    pairs: list[tuple[str | None, str | None, bool]] = []
    at = index = 0
    while at < len(shown) and index < len(printed):
        _, down, right = min(_steps(at, index, costs, same, covers(shown[at])), key=lambda step: step[0])
        is_kept = covers(shown[at]) or (bool(down and right) and same[at][index])
        one, other = (shown[at] if down or is_kept else None), (printed[index] if right else None)
        pairs.append((one, other, is_kept))
        at, index = at + down, index + right
    pairs += [(one, None, covers(one)) for one in shown[at:]]
    pairs += [(None, other, False) for other in printed[index:]]
    return pairs


def _steps(
    at: int, index: int, costs: list[list[float]], same: list[list[bool]], is_covering: bool
) -> list[tuple[float, int, int]]:
    """Return what may come next: its cost to the end, and how far it goes on both sides."""
    if is_covering:
        return [(costs[at + 1][index], 1, 0), (costs[at][index + 1] + _COVERED, 0, 1)]
    both = 0 if same[at][index] else _CHANGED
    return [
        (costs[at + 1][index + 1] + both, 1, 1),
        (costs[at + 1][index] + _GONE, 1, 0),
        (costs[at][index + 1] + _NEW, 0, 1),
    ]


def format_difference(shown: Sequence[str], printed: Sequence[str], bound: Bound) -> str:
    """Write a diff: `-` stands before what the page shows, `+` before what was printed."""
    lines = []
    for pair in pair_lines(shown, printed, bound):
        if pair.is_same:
            lines += [f"  {pair.shown}"] if pair.shown is not None else []
            continue
        lines += [f"- {pair.shown}"] if pair.shown is not None else []
        lines += [f"+ {pair.printed}"] if pair.printed is not None else []
    return "\n".join(_join_covered(lines))


def _join_covered(lines: Sequence[str]) -> list[str]:
    """Name a line that covers others once."""
    return [
        line for index, line in enumerate(lines) if not (is_any(line) and lines[index - 1 : index] == [line])
    ]
