"""Changes of a Dockerfile's text, and the lines that they take away and put there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dockerlayers.syntax.nodes import LogicalLine, Span


class Edit(NamedTuple):
    """A stretch of the file, and the text that takes its place."""

    span: Span
    text: str


class Mend(NamedTuple):
    """Lines of the file, the first of them number `line`, and the lines that replace them."""

    line: int
    removed: tuple[str, ...]
    added: tuple[str, ...]


def apply_edits(lines: Sequence[str], edits: Iterable[Edit]) -> Mend:
    """Change the lines that the edits touch; no two edits may overlap."""
    ordered = sorted(edits)
    first, last = ordered[0].span.line, ordered[-1].span.end_line
    text = "\n".join(lines[first - 1 : last])
    starts = [0]
    for line in lines[first - 1 : last]:
        starts.append(starts[-1] + len(line) + 1)
    for span, new in reversed(ordered):
        start = starts[span.line - first] + span.column - 1
        end = starts[span.end_line - first] + span.end_column - 1
        text = text[:start] + new + text[end:]
    return Mend(first, tuple(lines[first - 1 : last]), tuple(text.split("\n")))


def replace_lines(lines: Sequence[str], first: int, last: int, added: Iterable[str] = ()) -> Mend:
    """Put other lines, or none, in the place of those from `first` to `last`."""
    return Mend(first, tuple(lines[first - 1 : last]), tuple(added))


def span_of(origin: LogicalLine, start: int, end: int) -> Span:
    """Find a stretch of a logical line in the file; an empty one stands right behind what is before it."""
    if end <= start:
        line, column = origin.position(start - 1)
        return Span(line, column + 1, line, column + 1)
    line, column = origin.position(start)
    end_line, end_column = origin.position(end - 1)
    return Span(line, column, end_line, end_column + 1)
