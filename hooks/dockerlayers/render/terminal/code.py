"""Lines of a Dockerfile, coloured."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dockerlayers.render.marks import COMMENT, FLAG, KEYWORD, OPERATOR, PUNCTUATION, STRING, Mark
from dockerlayers.render.terminal.characters import expand_tabs, measure, visible
from dockerlayers.render.terminal.style import Piece, Style

_STYLES = {
    KEYWORD: Style.STRONG,
    FLAG: Style.FLAG,
    STRING: Style.STRING,
    COMMENT: Style.MUTED,
    OPERATOR: Style.MUTED,
    PUNCTUATION: Style.MUTED,
}


def colour_lines(lines: Sequence[str], first: int, marks: Iterable[Mark]) -> list[list[Piece]]:
    """Colour physical lines; `first` is the number of the first one."""
    by_line: dict[int, list[Mark]] = {}
    for mark in marks:
        by_line.setdefault(mark.line, []).append(mark)
    return [_colour(text, by_line.get(number, ())) for number, text in enumerate(lines, first)]


def _colour(text: str, marks: Iterable[Mark]) -> list[Piece]:
    """Cut a line at its marks; where two overlap, the first one counts."""
    pieces: list[Piece] = []
    position = 0
    for mark in marks:
        if mark.start >= position:
            pieces.append(Piece(text[position : mark.start]))
            pieces.append(Piece(text[mark.start : mark.end], _STYLES.get(mark.name, Style.PLAIN)))
            position = mark.end
    pieces.append(Piece(text[position:]))
    return _clean(pieces)


def _clean(pieces: Iterable[Piece]) -> list[Piece]:
    """Expand tabs by the column in the whole line, and make other controls visible."""
    cleaned: list[Piece] = []
    column = 0
    for piece in pieces:
        text = visible(expand_tabs(piece.text, column))
        cleaned.append(piece._replace(text=text))
        column += measure(text)
    return cleaned
