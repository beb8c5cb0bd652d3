"""Take out of a page what is no part of its search index.

Material's parser tells elements apart by their tag alone: a `div` in an excluded `div` ends the exclusion,
and what follows would be indexed. So it gets the page without what is excluded.
"""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import accumulate

ATTRIBUTE = "data-search-exclude"
VOID = frozenset(
    (
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    )
)
HEADINGS = frozenset(f"h{level}" for level in range(1, 7))


def without_excluded(html: str) -> str:
    """Return the HTML of a page without its excluded elements.

    A heading stays, as its whole section goes with it: Material's parser sees to that.
    """
    if ATTRIBUTE not in html:
        return html
    parser = _ExcludedParser(html)
    parser.feed(html)
    parser.close()
    kept, last = [], 0
    for start, end in parser.found:
        kept.append(html[last:start])
        last = end
    return "".join([*kept, html[last:]])


class _ExcludedParser(HTMLParser):
    """Find where excluded elements begin and end; one that is never closed is left as it is."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.html = html
        self.found: list[tuple[int, int]] = []
        # HTMLParser counts lines by "\n" alone.
        self._lines = list(accumulate((len(line) + 1 for line in html.split("\n")), initial=0))
        self._open: list[str] = []
        # Where the outermost excluded element begins, and how many are open around it.
        self._from: tuple[int, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        excluded = ATTRIBUTE in dict(attrs) and tag not in HEADINGS and self._from is None
        if tag in VOID:
            if excluded:
                self.found.append((self._at(), self._at() + len(self.get_starttag_text() or "")))
            return
        if excluded:
            self._from = self._at(), len(self._open)
        self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take `<path/>` for an element without content."""
        if tag in VOID:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._open:
            return
        while self._open.pop() != tag:
            pass
        if self._from is None:
            return
        start, depth = self._from
        if len(self._open) <= depth:
            # An end tag further out ends it as well, and stays.
            own = len(self._open) == depth
            end = self.html.index(">", self._at()) + 1 if own else self._at()
            self.found.append((start, end))
            self._from = None

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column
