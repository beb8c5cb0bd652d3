"""Take out of a page what is no part of its search index.

Material's parser tells elements apart by their tag alone: a `div` in an excluded `div` ends the exclusion,
and what follows would be indexed. So it gets the page without what is excluded.
"""

from __future__ import annotations

from itertools import accumulate

from dockerlayers.elements import join
from dockerlayers_site.pages.html import HEADINGS, HtmlReader

ATTRIBUTE = "data-search-exclude"


def without_excluded(html: str) -> str:
    """Return the HTML of a page without its excluded elements; the attribute's value, if any, stands for one.

    A heading stays, as its whole section goes with it: Material's parser sees to that.
    """
    if ATTRIBUTE not in html:
        return html
    reader = _ExcludedReader(html)
    reader.feed(html)
    reader.close()
    kept, last = [], 0
    for start, end, words in reader.found:
        kept += [html[last:start], join([words])]
        last = end
    return "".join([*kept, html[last:]])


class _ExcludedReader(HtmlReader):
    """Find where excluded elements begin and end; one that is never closed is left as it is."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.found: list[tuple[int, int, str]] = []
        # HTMLParser counts lines by "\n" alone.
        self._lines = list(accumulate((len(line) + 1 for line in html.split("\n")), initial=0))
        # Where the outermost excluded element begins, how many are open around it, and what stands for it.
        self._from: tuple[int, int, str] | None = None

    def enter(self, tag: str, attributes: dict[str, str]) -> None:
        if self._from is None and ATTRIBUTE in attributes and tag not in HEADINGS:
            self._from = self._at(), self.depth, attributes[ATTRIBUTE]

    def leave(self, tag: str, *, is_own: bool) -> None:
        del tag
        if self._from and self.depth == self._from[1]:
            self.found.append((self._from[0], self._end(is_own=is_own), self._from[2]))
            self._from = None

    def _end(self, *, is_own: bool) -> int:
        """Return where the element that is left ends; an end tag further out ends it as well, and stays."""
        start = self._at()
        if not is_own:
            return start
        if self.html.startswith("</", start):
            return self.html.index(">", start) + 1
        return start + len(self.get_starttag_text() or "")

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column
