"""Find the lines of layer breakdowns in the HTML of a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dockerlayers_site.pages.html import HtmlReader
from dockerlayers_site.pages.steps import Step
from dockerlayers_site.search.excluded import visible_steps

# A row of a breakdown, and one of a comparison.
ROW_CLASSES = frozenset({"bd-row", "bd-pair"})
LINK_CLASS = "bd-no"


class Row(NamedTuple):
    """One instruction of a breakdown: the id that a link leads to, the number of its line, and its code."""

    id: str
    line: int
    code: str


def find_rows(html: str) -> tuple[Row, ...]:
    """Return the rows of all breakdowns of a page, in order."""
    if not any(map(html.__contains__, ROW_CLASSES)):
        return ()
    reader = _RowReader()
    reader.follow(visible_steps(html))
    return tuple(reader.rows)


class _RowReader(HtmlReader):
    """Collect the code of each row."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self._id: str | None = None
        self._line = 0
        # The number of the line of code that was read last; the one with the link is the instruction's.
        self._number = 0
        self._code: list[str] = []
        # The depth of the element that has the row's code.
        self._code_at: int | None = None

    def follow(self, steps: Iterable[Step]) -> None:
        """Go through steps; of those outside of a row, the most, there is nothing to be seen."""
        super().follow(step for step in steps if self._id or step[1] == "li")

    def enter(self, tag: str, attributes: Mapping[str, str]) -> None:
        classes = attributes.get("class", "").split()
        if tag == "li" and ROW_CLASSES.intersection(classes):
            self._id, self._line = attributes.get("id"), int(attributes.get("value") or 0)
            return
        if self._code_at is None and tag == "pre" and self._id:
            self._code_at = self.depth
        if self._code_at is not None:
            self._number = int(attributes.get("data-n") or self._number)
            if LINK_CLASS in classes:
                self._line = self._number

    def leave(self, tag: str, *, is_own: bool) -> None:
        del tag, is_own
        if self.depth == self._code_at:
            if self._id:
                self.rows.append(Row(id=self._id, line=self._line, code="".join(self._code)))
            self._id, self._code, self._code_at = None, [], None

    def text(self, text: str) -> None:
        if self._code_at is not None:
            self._code.append(text)
