"""Source lines as HTML: every character as written, coloured, and the words that are explained marked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
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
        line = _Line(text, _apart(highlights_of.get(number, [])), guide)
        code = line.wrap(spots_of.get(number, []))
        link = (links or {}).get(number)
        if len(lines) == 1:
            return element("pre", link, code, class_="bd-code bd-line", data_n=number)
        rendered.append(element("span", link, code, end, class_="bd-line", data_n=number))
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


class _Line(NamedTuple):
    text: str
    highlights: Sequence[Highlight]
    guide: Guide

    def wrap(self, spots: Iterable[Spot]) -> list[Child]:
        """Put the spots into spans, a shorter one inside of a longer one.

        Where two overlap without one holding the other, the later one is split at the end of the first.
        """
        ends = [highlight.end for highlight in self.highlights]
        open_spots = [_Open(len(self.text), 0, [])]
        position = 0
        for spot in [*_nest(spots, len(self.text)), None]:
            start = spot.start if spot else len(self.text)
            while len(open_spots) > 1 and open_spots[-1].end <= start:
                closed = open_spots.pop()
                closed.children.extend(self.colour(position, closed.end, ends))
                position = closed.end
                open_spots[-1].children.append(closed.close())
            open_spots[-1].children.extend(self.colour(position, start, ends))
            position = start
            if spot:
                open_spots.append(_Open(spot.end, spot.number, []))
        return _paint(open_spots[0].children)

    def colour(self, start: int, end: int, ends: Sequence[int]) -> list[_Piece]:
        """Put the highlights between two columns into spans; `ends` are those of all of them."""
        pieces: list[_Piece] = []
        position = start
        for index in range(bisect_right(ends, start), len(self.highlights)):
            highlight = self.highlights[index]
            if highlight.start >= end:
                break
            begin, stop = max(highlight.start, position), min(highlight.end, end)
            if position < begin:
                pieces.append(self.text[position:begin])
            page = self.guide.find_instruction(highlight.about) if highlight.about else None
            pieces.append(_Coloured(self.text[begin:stop], highlight.name, page))
            position = stop
        if position < end:
            pieces.append(self.text[position:end])
        return pieces


class _Coloured(NamedTuple):
    """A stretch of text of one colour, and the page that it leads to."""

    text: str
    name: str
    page: str | None = None


_Piece = str | _Coloured


@lru_cache(maxsize=1024)
def _paint_one(piece: _Coloured, number: int | None = None) -> Markup:
    """Put a piece into a span or a link, which is that of its gloss as well where it is all of it."""
    is_option = piece.name == STRING and piece.text[1:].startswith("--")
    class_ = f"{piece.name} bd-whole" if is_option else piece.name
    return element("a" if piece.page else "span", piece.text, class_=class_, href=piece.page, data_w=number)


def _paint(pieces: Iterable[_Piece]) -> list[Child]:
    return [_paint_one(one) if isinstance(one, _Coloured) else one for one in pieces]


class _Open(NamedTuple):
    """A span that is not closed yet: where it ends, its gloss, and what is in it so far."""

    end: int
    number: int
    children: list[_Piece]

    def close(self) -> Markup:
        """Put it into a span."""
        if len(self.children) == 1 and isinstance(only := self.children[0], _Coloured):
            return _paint_one(only, self.number)
        return element("span", _paint(self.children), data_w=self.number)


def _nest(spots: Iterable[Spot], end: int) -> Iterator[Spot]:
    """Yield spots by their start, the longer first, each split where one around it ends."""
    spots = list(spots)
    if len(spots) == 1 and spots[0].start < spots[0].end <= end:  # as most lines have it
        yield spots[0]
        return
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
            yield Spot(spot.line, start, stop, spot.number)
