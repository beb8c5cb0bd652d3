"""Read a breakdown's HTML back."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from dockerlayers.elements import VOID_ELEMENTS


class Page(HTMLParser):
    """What a browser makes of the HTML: its tags, its text, and the Dockerfile's lines."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.in_pre: set[str] = set()
        self.lines: dict[int, str] = {}
        self.line_count = 0
        self.texts: list[str] = []
        self.excluded: list[str] = []
        """Elements kept out of the search that are not so to their end: Material's index takes the end of the
        first element of the same name inside for it."""
        self._exclusions: list[str] = []
        self._line: int | None = None
        self._depth = 0
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "br":
            return
        self.tags.append((tag, values))
        if tag in VOID_ELEMENTS:
            return
        self.excluded += [tag for one in self._exclusions if one == tag]
        self._exclusions.append(tag if "data-search-exclude" in values else "")
        if "pre" in self.open:
            self.in_pre.add(tag)
        self.open.append(tag)
        if "bd-line" in (values.get("class") or "").split():
            self._line, self._depth = int(values["data-n"] or 0), len(self.open)
            self.lines[self._line] = ""
        if "data-lines" in values:
            self.line_count = int(values["data-lines"] or 0)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self._exclusions.pop()
        if len(self.open) < self._depth:
            self._line = None

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if self._line is not None:
            self.lines[self._line] += data

    @property
    def source(self) -> str:
        """Put the Dockerfile together as the copy button does."""
        numbers = range(1, self.line_count + 1)
        return "".join(f"{self.lines.get(number, '').removesuffix(chr(10))}\n" for number in numbers)

    @property
    def ids(self) -> list[str]:
        """List all ids."""
        return [values["id"] or "" for _, values in self.tags if "id" in values]

    @property
    def targets(self) -> set[str]:
        """List what links on the same page point at."""
        hrefs = (values.get("href") or "" for _, values in self.tags)
        return {href.removeprefix("#") for href in hrefs if href.startswith("#")}


def outside_pre(markup: str) -> str:
    """Return the HTML without what stands in `pre`."""
    return re.sub(r"<pre.*?</pre>", "", markup, flags=re.DOTALL)
