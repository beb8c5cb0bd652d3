"""Take out of a page what is no part of its search index.

Material's parser tells elements apart by their tag alone: a `div` in an excluded `div` ends the exclusion,
and what follows would be indexed. So it gets the page without what is excluded.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from dockerlayers.elements import join
from dockerlayers_site.pages.html import HEADINGS, HtmlReader

ATTRIBUTE = "data-search-exclude"


# Several ask for it of one page, one behind the other.
@lru_cache(maxsize=4)
def without_excluded(html: str) -> str:
    """Return the HTML of a page without its excluded elements; the attribute's value, if any, stands for one.

    A heading stays, as its whole section goes with it: Material's parser sees to that.
    """
    if ATTRIBUTE not in html:
        return html
    reader = _ExcludedReader.read(html)
    kept, last = [], 0
    for start, end, words in reader.found:
        kept += [html[last:start], join([words])]
        last = end
    return "".join([*kept, html[last:]])


class _ExcludedReader(HtmlReader):
    """Find where excluded elements begin and end; one that is never closed is left as it is."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, int, str]] = []
        # Where the outermost excluded element begins, how many are open around it, and what stands for it.
        self._from: tuple[int, int, str] | None = None

    def enter(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._from is None and ATTRIBUTE in attributes and tag not in HEADINGS:
            self._from = self.begin, self.depth, attributes[ATTRIBUTE]

    def leave(self, tag: str, *, is_own: bool) -> None:
        del tag
        if self._from and self.depth == self._from[1]:
            # An end tag further out ends it as well, and stays.
            self.found.append((self._from[0], self.end if is_own else self.begin, self._from[2]))
            self._from = None
