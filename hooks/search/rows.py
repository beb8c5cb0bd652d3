"""Find the lines of layer breakdowns in the HTML of a page."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

ROW_CLASS = "bd-row"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One instruction of a breakdown: the id that a link leads to, its line, and its code."""

    id: str
    line: int
    code: str


def find_rows(html: str) -> tuple[Row, ...]:
    """Return the rows of all breakdowns of a page, in order."""
    parser = _RowParser()
    parser.feed(html)
    parser.close()
    return tuple(parser.rows)


class _RowParser(HTMLParser):
    """Collect the code of each row; what is marked `data-search-exclude` is no part of it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[Row] = []
        self._id: str | None = None
        self._line = 0
        self._code: list[str] = []
        # For each element that is open inside of the row's code, whether it is excluded.
        self._open: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "li" and ROW_CLASS in (values.get("class") or "").split():
            self._id = values.get("id")
            self._line = int(values.get("value") or 0)
        elif self._open or (tag == "pre" and self._id):
            self._open.append("data-search-exclude" in values)

    def handle_endtag(self, tag: str) -> None:
        del tag
        if not self._open:
            return
        self._open.pop()
        if not self._open and self._id:
            self.rows.append(Row(id=self._id, line=self._line, code="".join(self._code)))
            self._id, self._code = None, []

    def handle_data(self, data: str) -> None:
        if self._open and not any(self._open):
            self._code.append(data)
