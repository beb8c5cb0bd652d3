"""Source lines as HTML: every character as written, coloured, and the words that are explained marked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from heapq import heapify, heappop, heappush
from typing import NamedTuple, TypeVar

from dockerlayers.elements import Child, Markup, element
from dockerlayers.guide import NO_GUIDE, Guide
from dockerlayers.render.highlights import STRING, Highlight


class Spot(NamedTuple):
    """A stretch of one physical line, in columns from 0, and the number of the gloss that explains it."""

    line: int
    start: int
    end: int
    number: int


make_spot: Callable[[tuple[int, int, int, int]], Spot] = partial(tuple.__new__, Spot)
"""Make a Spot of its fields at once: half the time of its constructor, and a file has hundreds."""


def render_lines(
    lines: Sequence[str],
    first: int,
    highlights: Iterable[Highlight],
    spots: Iterable[Spot] = (),
    links: Mapping[int, Markup] | None = None,
    guide: Guide = NO_GUIDE,
) -> Markup:
    """Render the lines as the content of a `pre`; `first` is the number of the first one.

    The style shows the numbers; `links` are laid over those of some lines, and have no text. The name of an
    instruction leads to its page in the `guide`.
    """
    highlights_of, spots_of = _by_line(highlights), _by_line(spots)
    last = first + len(lines) - 1
    rendered = []
    for number, text in enumerate(lines, first):
        end = "\n" if number < last else ""
        line = _Line(text, _apart(highlights_of.get(number, ())), guide)
        code = line.wrap(spots_of.get(number, ()))
        link = (links or {}).get(number)
        if len(lines) == 1:
            return element("pre", link, code, class_="bd-code bd-line", data_n=number)
        rendered.append(element("span", link, *code, end, class_="bd-line", data_n=number))
    return element("pre", rendered, class_="bd-code")


_Part = TypeVar("_Part", Highlight, Spot)


def _by_line(parts: Iterable[_Part]) -> dict[int, list[_Part]]:
    found: dict[int, list[_Part]] = {}
    for part in parts:
        found.setdefault(part.line, []).append(part)
    return found


def _apart(highlights: Iterable[Highlight]) -> list[Highlight]:
    """Keep the highlights that do not overlap: of two that do, the first one."""
    kept: list[Highlight] = []
    for highlight in highlights:
        if highlight.start < highlight.end and (not kept or kept[-1].end <= highlight.start):
            kept.append(highlight)
    return kept


class _Line:
    """A line and its highlights; `ends` are where these end."""

    def __init__(self, text: str, highlights: Sequence[Highlight], guide: Guide) -> None:
        self.text = text
        self.highlights = highlights
        self.guide = guide
        self.ends = [highlight.end for highlight in highlights]

    def wrap(self, spots: Sequence[Spot]) -> list[Child]:
        """Put the spots into spans, a shorter one inside of a longer one.

        Where two overlap without one holding the other, the later one is split at the end of the first.
        """
        length, colour = len(self.text), self.colour
        pieces: list[_Piece] = []
        if not spots:
            colour(0, length, pieces)
            return _paint(pieces)
        around: list[tuple[int, int, list[_Piece]]] = []
        position = 0
        for _, start, end, number in (*_nest(spots, length), (0, length, length, 0)):
            while around and around[-1][0] <= start:
                stop, closing, outer = around.pop()
                colour(position, stop, pieces)
                outer.append(_close(closing, pieces))
                position, pieces = stop, outer
            colour(position, start, pieces)
            position = start
            around.append((end, number, pieces))
            pieces = []
        return _paint(around[0][2])

    def colour(self, start: int, end: int, pieces: list[_Piece]) -> None:
        """Add the text between two columns, what is highlighted of it in its colour."""
        if start == end:
            return  # a colour around it would colour nothing
        position = start
        for index in range(bisect_right(self.ends, start), len(self.ends)):
            _, begin, stop, name, about = self.highlights[index]
            if begin >= end:
                break
            if position < begin:
                pieces.append(self.text[position:begin])
            page = self.guide.find_instruction(about) if about else None
            position = min(stop, end)
            pieces.append((self.text[max(begin, start) : position], name, page))
        if position < end:
            pieces.append(self.text[position:end])


_Coloured = tuple[str, str, str | None]
"""A stretch of text, its colour, and the page that it leads to."""
_Piece = str | _Coloured


@lru_cache(maxsize=1024)
def _paint_one(text: str, name: str, page: str | None, number: int | None = None) -> Markup:
    """Put a piece into a span or a link, which is that of its gloss as well where it is all of it."""
    is_option = name == STRING and text[1:].startswith("--")
    class_ = f"{name} bd-whole" if is_option else name
    return element("a" if page else "span", text, class_=class_, href=page, data_w=number)


def _paint(pieces: Iterable[_Piece]) -> list[Child]:
    return [one if isinstance(one, str) else _paint_one(*one) for one in pieces]


def _close(number: int, pieces: Sequence[_Piece]) -> Markup:
    """Put what a gloss explains into a span."""
    if len(pieces) == 1 and not isinstance(only := pieces[0], str):
        return _paint_one(*only, number)
    return element("span", _paint(pieces), data_w=number)


def _nest(spots: Sequence[Spot], end: int) -> Iterable[Spot]:
    """List spots by their start, the longer first, each split where one around it ends."""
    if not spots or (len(spots) == 1 and spots[0].start < spots[0].end <= end):  # as most lines have it
        return spots
    return _split(spots, end)


def _split(spots: Sequence[Spot], end: int) -> Iterator[Spot]:
    waiting = [(spot.start, -min(spot.end, end), 1, number, spot) for number, spot in enumerate(spots)]
    heapify(waiting)
    around: list[int] = []
    while waiting:
        start, stop, _, number, spot = heappop(waiting)
        stop = -stop
        while around and around[-1] <= start:
            around.pop()
        if around and stop > around[-1]:
            # what is left of it comes before what only begins there
            heappush(waiting, (around[-1], -stop, 0, number, spot))
            stop = around[-1]
        if start < stop:
            around.append(stop)
            yield make_spot((spot.line, start, stop, spot.number))
