"""The physical lines of a Dockerfile, as rows: directives, instructions, blocks of comments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dockerlayers.explain.annotations import RowKind
from dockerlayers.syntax.nodes import Directive, Dockerfile, Instruction


@dataclass(frozen=True, kw_only=True, eq=False)
class Span:
    """Lines that belong together. Empty lines between are left out: the numbers tell of them."""

    kind: RowKind
    line: int
    end_line: int
    instruction: Instruction | None = None
    directive: Directive | None = None


def split_rows(dockerfile: Dockerfile) -> list[Span]:
    """Split a Dockerfile into spans, in order."""
    known = {span.line: span for span in _known(dockerfile)}
    spans: list[Span] = []
    line = 1
    while line <= len(dockerfile.lines):
        span = known.get(line)
        if span:
            spans.append(span)
            line = span.end_line + 1
            continue
        if dockerfile.lines[line - 1]:
            _add_line(spans, line, is_blank=not dockerfile.lines[line - 1].strip())
        line += 1
    return spans


def _known(dockerfile: Dockerfile) -> Iterator[Span]:
    for one in dockerfile.directives:
        line = one.span.line
        yield Span(kind=RowKind.DIRECTIVE, line=line, end_line=line, directive=one)
    for line in dockerfile.omissions:
        yield Span(kind=RowKind.OMISSION, line=line, end_line=line)
    for item in dockerfile.instructions:
        yield Span(kind=RowKind.INSTRUCTION, line=item.line, end_line=item.end_line, instruction=item)


def _add_line(spans: list[Span], line: int, *, is_blank: bool) -> None:
    """Add a line that is none of these: a comment, or blanks, which stay with what is before them."""
    last = spans[-1] if spans else None
    if last and last.end_line == line - 1 and (is_blank or last.kind is RowKind.COMMENT):
        values = {**vars(last), "end_line": line}
        spans[-1] = Span(**values)
    else:
        spans.append(Span(kind=RowKind.COMMENT, line=line, end_line=line))
