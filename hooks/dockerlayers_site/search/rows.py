"""Find the lines of layer breakdowns in the HTML of a page."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

from dockerlayers_site.search.excluded import without_excluded

# A row of a breakdown, and one of a comparison.
ROW_CLASSES = frozenset({"bd-row", "bd-pair"})
LINK_CLASS = "bd-no"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One instruction of a breakdown: the id that a link leads to, the number of its line, and its code."""

    id: str
    line: int
    code: str


def find_rows(html: str) -> tuple[Row, ...]:
    """Return the rows of all breakdowns of a page, in order."""
    parser = _RowParser()
    parser.feed(without_excluded(html))
    parser.close()
    return tuple(parser.rows)


class _RowParser(HTMLParser):
    """Collect the code of each row."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[Row] = []
        self._id: str | None = None
        self._line = 0
        # The number of the line of code that was read last; the one with the link is the instruction's.
        self._number = 0
        self._code: list[str] = []
        # How many elements of the row's code are open.
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        classes = (values.get("class") or "").split()
        if tag == "li" and ROW_CLASSES.intersection(classes):
            self._id, self._line = values.get("id"), int(values.get("value") or 0)
        elif self._depth or (tag == "pre" and self._id):
            self._depth += 1
            self._number = int(values.get("data-n") or self._number)
            if LINK_CLASS in classes:
                self._line = self._number

    def handle_endtag(self, tag: str) -> None:
        del tag
        if not self._depth:
            return
        self._depth -= 1
        if not self._depth and self._id:
            self.rows.append(Row(id=self._id, line=self._line, code="".join(self._code)))
            self._id, self._code = None, []

    def handle_data(self, data: str) -> None:
        if self._depth:
            self._code.append(data)
