"""Find a block of a page in the file it was read from, and a place inside the block in that file."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dockerlayers.errors import DockerfileError
from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.nodes import Span
from dockerlayers_site.pages.origins import Origins
from dockerlayers_site.pages.page_file import PageFile
from dockerlayers_site.pages.problem import Problem

_TAB = 4
_PREFIX = "> \t"
_FENCE = lazy_pattern(r"`{3,}|~{3,}")


@dataclass(frozen=True, kw_only=True)
class FencePlace:
    """Where a text stands: its first line in a file is `line`, cut off behind `width` columns of prefix.

    `line` is None where the text could not be found in the file.
    """

    path: str
    lines: tuple[str, ...]
    line: int | None
    width: int = 0

    def report(self, error: DockerfileError, *, shown_by: str | None = None) -> Problem:
        """Move an error from the text to the file."""
        span = self._move(error.span or Span(1, 1, 1, 1))
        excerpt = self.lines[span.line - 1] if span and span.line <= len(self.lines) else None
        return Problem(
            text=error.message, path=self.path, span=span, excerpt=excerpt, hint=error.hint, shown_by=shown_by
        )

    def _move(self, span: Span) -> Span | None:
        if self.line is None:
            return None
        line, end_line = self.line + span.line - 1, self.line + span.end_line - 1
        return Span(line, self._column(line, span.column), end_line, self._column(end_line, span.end_column))

    def _column(self, line: int, column: int) -> int:
        """Move a column behind the prefix; a tab that reaches over its end left blanks in the text."""
        if line > len(self.lines):
            return column
        characters, columns = _measure_prefix(self.lines[line - 1], self.width)
        return max(characters + column - (columns - self.width), characters + 1)

    def __str__(self) -> str:
        return self.path if self.line is None else f"{self.path}:{self.line}"


@dataclass(frozen=True, kw_only=True)
class Block:
    """A block as Markdown met it: `lines[start:end]`, fences included, behind `width` columns of prefix."""

    tag: str
    lines: tuple[str, ...]
    start: int
    end: int
    width: int
    is_closed: bool = True


class PlaceFinder:
    """Find the blocks of one page in its file; the page is gone through once, however many blocks it has."""

    def __init__(self, page: PageFile) -> None:
        self.page = page
        self._in_file = _Lines(page.lines)
        self._in_markdown = _Lines(())

    def find(self, block: Block) -> FencePlace:
        """Find the line of a block's header in the page's file.

        Other code may have moved the block, and the same block may stand on a page twice: the n-th that
        Markdown saw is the n-th in the file. Where their numbers differ, the nearest is taken.
        """
        if self._in_markdown.lines is not block.lines:
            self._in_markdown = _Lines(block.lines)
        text = tuple(line for _, line in _filled_lines(block.lines[block.start : block.end]))
        seen, found = self._in_markdown.find_all(text), self._in_file.find_all(text)
        path, lines = self.page.path, self.page.lines
        if not found:
            return FencePlace(path=path, lines=lines, line=None)
        if len(seen) == len(found):
            index = found[min(bisect_left(seen, block.start), len(found) - 1)]
        else:
            index = _nearest(found, block.start + self.page.skipped)
        return FencePlace(path=path, lines=lines, line=index + 1)


def move_block(block: Block, origins: Origins) -> Block:
    """Return a block of a rewritten page as it stands in the author's lines."""
    lines, indexes = origins.lines, origins.indexes
    if block.end > len(indexes):
        return block
    start, end = indexes[block.start], indexes[block.end - 1] + 1
    mark = _FENCE.search(lines[start].expandtabs(_TAB))
    return replace(block, lines=lines, start=start, end=end, width=mark.start() if mark else block.width)


def content_place(header: FencePlace, block: Block) -> FencePlace:
    """Return the place of a block's content, from that of its header."""
    return replace(header, line=header.line and header.line + 1, width=block.width)


class _Lines:
    """Lines in which texts are looked for, without empty ones: superfences adds one to an empty block."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        self.lines = lines
        filled = _filled_lines(lines)
        self._indexes = [index for index, _ in filled]
        self._texts = tuple(line for _, line in filled)
        self._places: dict[str, list[int]] = {}
        for place, line in enumerate(self._texts):
            self._places.setdefault(line, []).append(place)
        self._found: dict[tuple[str, ...], list[int]] = {}

    def find_all(self, text: tuple[str, ...]) -> list[int]:
        """Return where a text begins, in order; the same one is looked for once."""
        if text not in self._found:
            self._found[text] = list(self._search(text))
        return self._found[text]

    def _search(self, text: tuple[str, ...]) -> Iterator[int]:
        if not text:
            return
        # Most lines of a block are on the page once or twice; its header may be on it a thousand times.
        rarest = min(range(len(text)), key=lambda place: len(self._places.get(text[place], ())))
        for place in self._places.get(text[rarest], ()):
            start = place - rarest
            if start >= 0 and self._texts[start : start + len(text)] == text:
                yield self._indexes[start]


def _nearest(indexes: list[int], wanted: int) -> int:
    """Return the index that is the nearest, of two the first; they are in order."""
    place = bisect_left(indexes, wanted)
    return min(indexes[max(place - 1, 0) : place + 1], key=lambda index: abs(index - wanted))


def _filled_lines(lines: tuple[str, ...]) -> list[tuple[int, str]]:
    """Return the lines that are not blank, with their indexes, in a form that tabs do not change."""
    normal = (line.expandtabs(_TAB).rstrip() for line in lines)
    return [(index, line) for index, line in enumerate(normal) if line]


def _measure_prefix(line: str, width: int) -> tuple[int, int]:
    """Count the characters of a prefix of at least `width` columns, and its columns."""
    columns = 0
    for index, character in enumerate(line):
        if columns >= width or character not in _PREFIX:
            return index, columns
        columns += _TAB - columns % _TAB if character == "\t" else 1
    return len(line), columns
