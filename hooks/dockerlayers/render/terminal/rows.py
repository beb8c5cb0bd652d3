"""The rows: a mark, the lines as written, and what they do."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING

from dockerlayers.explain.annotations import Annotation, Breakdown, Group, RowKind
from dockerlayers.model.types import Effect
from dockerlayers.render.highlights import highlight_row
from dockerlayers.render.report import ContextFolder
from dockerlayers.render.sentences import describe_source
from dockerlayers.render.terminal.characters import visible
from dockerlayers.render.terminal.code import colour_lines
from dockerlayers.render.terminal.style import ENDLESS, Chunk, Line, Screen, Style, line_width, pad, wrap
from dockerlayers.sizes import show_size
from dockerlayers.texts.inline import plain
from dockerlayers.texts.texts import Texts

if TYPE_CHECKING:
    from dockerlayers.measured.types import Measured

SIDE_BY_SIDE = 100
"""From how many columns on the words stand beside the code, where it is not longer than its half."""

_MARK = 6
_GAP = 2
_CODE_SHARE = 0.54
_NOTHING, _SAYS = "-", "» "


class RowWriter:
    """Writes the rows of one breakdown."""

    def __init__(
        self,
        breakdown: Breakdown,
        escape: str,
        screen: Screen,
        folder: ContextFolder | None,
        measured: Measured | None = None,
    ) -> None:
        self.breakdown = breakdown
        self.texts = breakdown.texts
        self.escape = escape
        self.folder = folder
        self.measured = measured
        self.steps = {
            id(step.instruction): step
            for group in breakdown.groups
            if group.stage
            for step in group.stage.steps
        }
        self.digits = len(str(len(breakdown.lines)))
        self.rest = screen.width - _MARK - self.digits - 2 * _GAP
        self.is_wide = SIDE_BY_SIDE <= screen.width < ENDLESS
        self.code_width = int(self.rest * _CODE_SHARE)

    def write(self, group: Group, row: Annotation) -> Iterator[Line]:
        """Write one row: the words beside the instruction, or beneath where it is long or the screen narrow.

        No line of code is broken: it is copied from here.
        """
        code = list(self.code(row))
        comments = 0 if row.kind is RowKind.TRIGGER else row.line - row.first_line
        edge = self.digits + _GAP + self.code_width
        if self.is_wide and all(line_width(line) <= edge for line in code[comments:]):
            words: list[Line | None] = [*[None] * comments, *self.words(row, is_beside=True)]
        else:
            below = [
                ((Chunk(" " * (self.digits + _GAP)), *line)) for line in self.words(row, is_beside=False)
            ]
            code, words = [*code, *below], []
        mark: Line = (mark_row(self.texts, row, is_absent=not group.is_in_image),)
        for number, (left, right) in enumerate(zip_longest(code, words)):
            line = (
                *(pad(mark, _MARK) if number == comments else (Chunk(" " * _MARK),)),
                Chunk("  "),
                *(left or ()),
            )
            if right:
                line = (
                    *pad(line, _MARK + 2 * _GAP + self.digits + self.code_width),
                    Chunk("  "),
                    *right,
                )
            yield line

    def code(self, row: Annotation) -> Iterator[Line]:
        """Write the lines with their numbers; a trigger has none, and names its place instead."""
        if row.kind is RowKind.TRIGGER:
            note = Chunk(self.texts.label("trigger", line=row.line), Style.MUTED)
            yield (Chunk(" " * (self.digits + _GAP)), note)
            return
        lines = self.breakdown.lines[row.first_line - 1 : row.end_line]
        highlights = highlight_row(row, self.breakdown.lines, self.escape)
        for number, pieces in enumerate(colour_lines(lines, row.first_line, highlights), row.first_line):
            yield (Chunk(f"{number:>{self.digits}}  ", Style.MUTED), *pieces)

    def words(self, row: Annotation, *, is_beside: bool) -> Iterator[Line]:
        """Write what the row does, what is to be mended, and what it finds in the build context."""
        columns = self.rest - self.code_width - _GAP if is_beside else self.rest
        sign = "" if is_beside else _SAYS
        paragraphs = [Chunk(f"{sign}{visible(plain(row.say))}")] if row.say else []
        paragraphs += [
            Chunk(f"! {rule}", Style.FAULT) for rule in dict.fromkeys(one.rule for one in row.advice)
        ]
        paragraphs += self.context(row)
        paragraphs += self.measures(row)
        for paragraph in paragraphs:
            yield from wrap([paragraph], columns, hanging=0 if is_beside else len(_SAYS))

    def context(self, row: Annotation) -> Iterator[Chunk]:
        """Say what a COPY or ADD finds in the build context, or does not find."""
        step, folder = self.steps.get(id(row.instruction)), self.folder
        if not folder or not step:
            return
        for source in folder.select(step):
            if source.is_missing:
                yield Chunk(f"! {describe_source(self.texts, source, folder)}", Style.FAULT)
            else:
                yield Chunk(
                    f"{self.texts.phrase('copied-heading')}: {describe_source(self.texts, source, folder)}",
                    Style.MUTED,
                )

    def measures(self, row: Annotation) -> Iterator[Chunk]:
        """Say how large the row's layer is, and what of it is wasted."""
        if not self.measured:
            return
        from dockerlayers.explain.measures import layer_of, say_waste, waste_of

        layer = layer_of(self.measured, row)
        if not layer:
            return
        yield Chunk(show_size(layer.byte_count), Style.MUTED)
        for waste in waste_of(self.measured, row):
            yield Chunk(f"! {plain(say_waste(self.texts, waste))}", Style.FAULT)


def mark_row(texts: Texts, row: Annotation, *, is_absent: bool) -> Chunk:
    """Write the mark; its word says what its style says again.

    Words and Latin signs alone: terminals differ in how wide they draw circles and dashes.
    """
    match row.effect:
        case Effect.LAYER if row.number is not None:
            return Chunk(f" L{row.number} ", Style.LAYER)
        case Effect.LAYER:
            return Chunk(f" {texts.label('absent-mark')}", Style.MUTED)
        case Effect.BASE:
            return Chunk(texts.label("base-mark"), Style.MUTED if is_absent else Style.STRONG)
        case Effect.METADATA:
            return Chunk(f" {texts.label('metadata-mark')}", Style.MUTED)
    return Chunk(f"  {_NOTHING}", Style.MUTED)
