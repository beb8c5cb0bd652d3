"""Where a key stands in a TOML file: what the parser of the standard library does not tell."""

from __future__ import annotations

from typing import NamedTuple

from dockerlayers.patterns import lazy_pattern

TablePlace = tuple[str | int, ...]
"""The keys that lead to a table, and its number in an array of tables."""

_HEADER = lazy_pattern(r"\s*(\[\[?)(.+?)\]")
_PART = lazy_pattern(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'|[\w-]+")
_KEY = lazy_pattern(rf"\s*({_PART.pattern})\s*=")


class Position(NamedTuple):
    """A line and a column, both from 1."""

    line: int
    column: int


def find_position(text: str, place: TablePlace, key: str = "") -> Position | None:
    """Find a key of a table, else the table; return None for that of the whole file."""
    header = None
    counts: dict[TablePlace, int] = {}
    current: TablePlace = ()
    for number, line in enumerate(text.splitlines(), 1):
        if match := _HEADER.match(line):
            current = _enter(counts, match[2], is_array=match[1] == "[[")
            if current == (*place, key):
                return Position(number, match.start(1) + 1)
            header = Position(number, match.start(1) + 1) if current == place else header
        elif current == place and (match := _KEY.match(line)) and _unquote(match[1]) == key:
            return Position(number, match.start(1) + 1)
    return header or _find_above(text, place)


def _find_above(text: str, place: TablePlace) -> Position | None:
    """Find the key whose value a table is, which has no header of its own."""
    *above, name = place if place and isinstance(place[-1], str) else place[:-1] or ("",)
    return find_position(text, tuple(above), str(name)) if place else None


def _enter(counts: dict[TablePlace, int], written: str, *, is_array: bool) -> TablePlace:
    """Go into the table of a header, the last one of each array on its way."""
    place: TablePlace = ()
    parts = [_unquote(part) for part in _PART.findall(written)]
    for number, part in enumerate(parts, 1):
        place = (*place, part)
        if is_array and number == len(parts):
            counts[place] = counts.get(place, -1) + 1
        if place in counts:
            place = (*place, counts[place])
    return place


def _unquote(part: str) -> str:
    return part[1:-1].replace('\\"', '"').replace("\\\\", "\\") if part[0] in "\"'" else part
