"""Walk through HTML, one element after the other."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Self

from dockerlayers.elements import VOID_ELEMENTS

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class HtmlReader(HTMLParser):
    """Walk through HTML: `enter` and `leave` are called for each element, `text` for what stands in it.

    `depth` is the number of elements around: the same in both calls for one element. An end tag ends what is
    still open in its element, too; one without a start tag is passed over. What is open at the end of the
    page is not left. `<path/>` is taken for a whole element, as an XML parser does.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.depth = 0
        self._open: list[str] = []

    @classmethod
    def read(cls, html: str) -> Self:
        """Return a reader that has gone through HTML."""
        reader = cls()
        reader.feed(html)
        reader.close()
        return reader

    def enter(self, tag: str, attributes: dict[str, str]) -> None:
        """Meet the begin of an element; an attribute without a value is empty."""

    def leave(self, tag: str, *, is_own: bool) -> None:
        """Meet the end of an element: `is_own` says whether its own end tag is there, or it has none."""

    def text(self, text: str) -> None:
        """Meet text, without character references."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter an element."""
        # Of two with one name the first counts.
        self.enter(tag, {name: value or "" for name, value in reversed(attrs)})
        if tag in VOID_ELEMENTS:
            self.leave(tag, is_own=True)
        else:
            self._open.append(tag)
            self.depth += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter and leave an element without content."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID_ELEMENTS:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave an element, and what was not ended in it."""
        if tag not in self._open:
            return
        left = ""
        while left != tag:
            left = self._open.pop()
            self.depth -= 1
            self.leave(left, is_own=left == tag)

    def handle_data(self, data: str) -> None:
        """Pass text on."""
        self.text(data)
