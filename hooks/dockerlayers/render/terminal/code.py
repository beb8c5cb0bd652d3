"""Lines of a Dockerfile, coloured."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dockerlayers.render.highlights import COMMENT, FLAG, KEYWORD, OPERATOR, PUNCTUATION, STRING, Highlight
from dockerlayers.render.terminal.characters import expand_tabs, measure, visible
from dockerlayers.render.terminal.style import Chunk, Style

_STYLES = {
    KEYWORD: Style.STRONG,
    FLAG: Style.FLAG,
    STRING: Style.STRING,
    COMMENT: Style.MUTED,
    OPERATOR: Style.MUTED,
    PUNCTUATION: Style.MUTED,
}


def colour_lines(lines: Sequence[str], first: int, highlights: Iterable[Highlight]) -> list[list[Chunk]]:
    """Colour physical lines; `first` is the number of the first one."""
    by_line: dict[int, list[Highlight]] = {}
    for highlight in highlights:
        by_line.setdefault(highlight.line, []).append(highlight)
    return [_colour(text, by_line.get(number, ())) for number, text in enumerate(lines, first)]


def _colour(text: str, highlights: Iterable[Highlight]) -> list[Chunk]:
    """Cut a line at its highlights; where two overlap, the first one counts."""
    pieces: list[Chunk] = []
    position = 0
    for highlight in highlights:
        if highlight.start >= position:
            pieces.append(Chunk(text[position : highlight.start]))
            pieces.append(
                Chunk(text[highlight.start : highlight.end], _STYLES.get(highlight.name, Style.PLAIN))
            )
            position = highlight.end
    pieces.append(Chunk(text[position:]))
    return _clean(pieces)


def _clean(pieces: Iterable[Chunk]) -> list[Chunk]:
    """Expand tabs by the column in the whole line, and make other controls visible."""
    cleaned: list[Chunk] = []
    column = 0
    for piece in pieces:
        text = visible(expand_tabs(piece.text, column))
        cleaned.append(piece._replace(text=text))
        column += measure(text)
    return cleaned
