"""Show a part of a page in both schemes: as it is, and beside it as a picture of itself in the dark."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.pages.html import HtmlReader

CLASS = "both-schemes"
_TAG = lazy_pattern(r"<[a-zA-Z][^<>]*>")
_NAMES = lazy_pattern(
    r'\s(?:id|for|href|aria-[\w-]+|data-(?:bd|md|clipboard|tabs)[\w-]*)(?:="[^"]*")?(?=[\s/>])'
)
_GROUP = lazy_pattern(r'\sname="')


class _Finder(HtmlReader):
    """Finds where the content of each element of the class begins and ends."""

    def __init__(self) -> None:
        super().__init__()
        self.places: list[tuple[int, int]] = []
        self._open: tuple[int, int] | None = None

    def enter(self, tag: str, attributes: Mapping[str, str]) -> None:
        del tag
        if self._open is None and CLASS in attributes.get("class", "").split():
            self._open = self.depth, self.end

    def leave(self, tag: str, *, is_own: bool) -> None:
        del tag, is_own
        if self._open and self._open[0] == self.depth:
            self.places.append((self._open[1], self.begin))
            self._open = None


def show_both(html: str) -> str:
    """Put each part of the class twice, in the light and in the dark.

    The second is for the eye alone: it has no ids, and nothing in it is read out, found or pressed.
    """
    parts, position = [], 0
    for begin, end in _Finder.read(html).places:
        content = html[begin:end]
        parts += [
            html[position:begin],
            '<div class="scheme scheme--light">',
            content,
            '</div><div class="scheme scheme--dark" aria-hidden="true" inert>',
            _TAG.sub(_strip, content),
            "</div>",
        ]
        position = end
    return "".join([*parts, html[position:]])


def _strip(tag: re.Match[str]) -> str:
    return _GROUP.sub(' name="dark-', _NAMES.sub("", tag[0]))
