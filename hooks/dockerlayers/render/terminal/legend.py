"""What the marks mean, those that a breakdown has."""

from __future__ import annotations

from collections.abc import Iterator

from dockerlayers.explain.annotations import Breakdown
from dockerlayers.model.types import Effect
from dockerlayers.render.terminal.rows import mark_row
from dockerlayers.render.terminal.style import Chunk, Line, Screen, Style, wrap

_MEANINGS = {
    Effect.BASE: "legend-base",
    Effect.LAYER: "legend-layer",
    Effect.METADATA: "legend-metadata",
    Effect.NOTHING: "legend-nothing",
}
_NO_BREAK = "\xa0"
_ELSEWHERE, _MEND = "legend-elsewhere", "legend-mend"


def write_legend(breakdown: Breakdown, screen: Screen) -> Iterator[Line]:
    """Write each kind of mark once, in the order of the rows, with its meaning."""
    texts = breakdown.texts
    marks: dict[str, Chunk] = {}
    for group in breakdown.groups:
        for row in group.rows:
            is_elsewhere = row.effect is Effect.LAYER and row.number is None
            mark = mark_row(texts, row, is_absent=not group.is_in_image)
            meaning = _ELSEWHERE if is_elsewhere else _MEANINGS[row.effect]
            marks.setdefault(meaning, mark._replace(text=mark.text.strip()))
            if row.advice:
                marks[_MEND] = Chunk("!", Style.FAULT)
    pieces = [Chunk(f"{texts.phrase('legend')} ", Style.MUTED)]
    for number, (meaning, mark) in enumerate(sorted(marks.items(), key=lambda item: item[0] == _MEND)):
        comma = texts.grammar.comma if number else ""
        pieces += [Chunk(comma), mark, Chunk(f"{_NO_BREAK}={_NO_BREAK}{texts.phrase(meaning)}", Style.MUTED)]
    for line in wrap(pieces, screen.width):
        yield tuple(piece._replace(text=piece.text.replace(_NO_BREAK, " ")) for piece in line)
