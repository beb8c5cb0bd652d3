"""The file of a page, in which an author finds what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from dockerlayers.syntax.nodes import Span
from dockerlayers_site.pages.problem import Problem

_BEGIN = Span(1, 1, 1, 2)


@dataclass(frozen=True, kw_only=True)
class PageFile:
    """The text of a page's file, and how many lines at its begin Markdown never sees (front matter)."""

    path: str
    text: str | None = None
    skipped: int = 0

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the lines; that of a text that is not known are none."""
        return () if self.text is None else _split(self.text)

    def seen_as(self, markdown: str) -> PageFile:
        """Return the file with as many skipped lines as stand before a Markdown that is the rest of it.

        Of a file without a text, the Markdown is all that is known.
        """
        text = self.text
        if text is None:
            return page_file(self.path, markdown)
        is_rest = text.endswith(markdown)
        return replace(self, skipped=text.count("\n", 0, len(text) - len(markdown)) if is_rest else 0)

    def locate(self, line: int, written: str = "") -> Span:
        """Return where a text stands in a line of the Markdown, from 1; if it does not, the line's begin."""
        number = line + self.skipped
        column = self.line(number).find(written) + 1
        return span_of(number, column or 1, written if column else "")

    def line(self, number: int) -> str:
        """Return a line of the file, from 1; it is empty behind the last one."""
        return self.lines[number - 1] if number <= len(self.lines) else ""

    def report(self, text: str, span: Span | None = None, *, hint: str | None = None) -> Problem:
        """Report what is wrong at a place in the file; without one, at its begin."""
        excerpt = self.line(span.line) if span else None
        return Problem(text=text, path=self.path, span=span or _BEGIN, excerpt=excerpt, hint=hint)


def page_file(path: str, text: str) -> PageFile:
    """Return the file with a text."""
    return PageFile(path=path, text=text)


# Those of all pages would be twice as large as their texts.
@lru_cache(maxsize=4)
def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n"))


def span_of(line: int, column: int, written: str) -> Span:
    """Return the span of a text in a line; that of one that is not known is a column wide."""
    return Span(line, column, line, column + max(len(written), 1))
