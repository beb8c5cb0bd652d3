"""The physical lines of a Dockerfile, as rows: directives, instructions, blocks of comments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dockerlayers.explain.annotations import RowKind
from dockerlayers.syntax.nodes import Directive, Dockerfile, Instruction


@dataclass(frozen=True, kw_only=True, eq=False)
class Span:
    """Lines that belong together. Empty lines between are left out: the numbers tell of them.

    The comment lines directly above an instruction are a part of its span: `first_line` is the first of them,
    `line` that of the instruction.
    """

    kind: RowKind
    first_line: int
    line: int
    end_line: int
    instruction: Instruction | None = None
    directive: Directive | None = None

    @property
    def comments(self) -> range:
        """The lines of the comments above an instruction, or those of a block of comments."""
        end = self.end_line + 1 if self.kind is RowKind.COMMENT else self.line
        return range(self.first_line, end)


def split_rows(dockerfile: Dockerfile) -> list[Span]:
    """Split a Dockerfile into spans, in order."""
    known = {span.line: span for span in _known(dockerfile)}
    spans: list[Span] = []
    lines = dockerfile.lines
    line = 1
    while line <= len(lines):
        span = known.get(line)
        if span:
            spans.append(_with_comments(spans, span, lines) if span.instruction else span)
            line = span.end_line + 1
            continue
        if lines[line - 1]:
            _add_line(spans, line, is_blank=not lines[line - 1].strip())
        line += 1
    return spans


def _known(dockerfile: Dockerfile) -> Iterator[Span]:
    for one in dockerfile.directives:
        line = one.span.line
        yield Span(kind=RowKind.DIRECTIVE, first_line=line, line=line, end_line=line, directive=one)
    for line in dockerfile.omissions:
        yield Span(kind=RowKind.OMISSION, first_line=line, line=line, end_line=line)
    for item in dockerfile.instructions:
        yield Span(
            kind=RowKind.INSTRUCTION,
            first_line=item.line,
            line=item.line,
            end_line=item.end_line,
            instruction=item,
        )


def _with_comments(spans: list[Span], span: Span, lines: tuple[str, ...]) -> Span:
    """Take the comments directly above an instruction off the spans, and into its own."""
    last = spans[-1] if spans else None
    is_above = last and last.kind is RowKind.COMMENT and last.end_line == span.line - 1
    if not last or not is_above or not lines[last.end_line - 1].strip():
        return span
    spans.pop()
    return replace(span, first_line=last.line)


def _add_line(spans: list[Span], line: int, *, is_blank: bool) -> None:
    """Add a line that is none of these: a comment, or blanks, which stay with what is before them."""
    last = spans[-1] if spans else None
    if last and last.end_line == line - 1 and (is_blank or last.kind is RowKind.COMMENT):
        spans[-1] = replace(last, end_line=line)
    else:
        spans.append(Span(kind=RowKind.COMMENT, first_line=line, line=line, end_line=line))
