"""Source lines as HTML: every character as written, coloured, and the words that are explained marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from dockerlayers.elements import Child, Markup, element
from dockerlayers.render.highlights import STRING, Highlight
from dockerlayers.render.labels import keep_whole


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
) -> Markup:
    """Render the lines as the content of a `pre`; `first` is the number of the first one.

    The style shows the numbers; `links` are laid over those of some lines, and have no text.
    """
    highlights_of, spots_of = _by_line(highlights), _by_line(spots)
    last = first + len(lines) - 1
    rendered = []
    for number, text in enumerate(lines, first):
        end = "\n" if number < last else ""
        line = _Line(text, _apart(highlights_of.get(number, [])))
        code = line.wrap(0, len(text), spots_of.get(number, []))
        link = (links or {}).get(number)
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

    def wrap(self, start: int, end: int, spots: Iterable[Spot]) -> list[Child]:
        """Put the spots between two columns into spans, a shorter one inside of a longer one.

        Where two overlap without one holding the other, the later one is split at the end of the first.
        """
        pieces: list[Child] = []
        position = start
        waiting = sorted(spots, key=lambda spot: (spot.start, -spot.end))
        while waiting:
            spot, *rest = waiting
            begin, stop = max(spot.start, position), min(spot.end, end)
            inner = [one for one in rest if one.start < stop]
            over = [one._replace(start=stop) for one in inner if one.end > stop]
            waiting = sorted([*over, *rest[len(inner) :]], key=lambda one: (one.start, -one.end))
            if begin < stop:
                words = self.wrap(begin, stop, inner)
                pieces += [*self.colour(position, begin), element("span", words, data_w=spot.number)]
                position = stop
        return [*pieces, *self.colour(position, end)]

    def colour(self, start: int, end: int) -> list[Child]:
        """Put the marked stretches between two columns into spans."""
        pieces: list[Child] = []
        position = start
        for highlight in self.highlights:
            begin, stop = max(highlight.start, position), min(highlight.end, end)
            if begin < stop:
                pieces += [self.text[position:begin], _colour(self.text[begin:stop], highlight.name)]
                position = stop
        return [*pieces, self.text[position:end]]


def _colour(text: str, name: str) -> Markup:
    is_option = name == STRING and text[1:].startswith("--")
    return keep_whole(text, class_=name) if is_option else element("span", text, class_=name)
