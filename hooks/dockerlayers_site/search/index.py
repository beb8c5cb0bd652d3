"""Prepare Material's search index: give it the synonyms, and the places of the lines of breakdowns."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from html import unescape
from typing import cast

from dockerlayers_site.search.rows import Row

# How Material's index writes the code of a breakdown's row: no other code stands directly in `li` and `pre`.
INDEXED_ROW = re.compile(r"<li><pre>(?!<code>)(.*?)</pre></li>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")

Entry = dict[str, object]


class SearchIndexError(Exception):
    """An index of a form that Material did not use to write."""


def prepare_index(text: str, *, rows: Mapping[str, Sequence[Row]], synonyms: Iterable[Sequence[str]]) -> str:
    """Return the JSON of an index with synonyms and rows added; `rows` has those of each page by its URL.

    Material's own worker reads the result as well: it ignores what it does not know.
    """
    data = json.loads(text)
    config, entries = _config(data), _entries(data)
    config["korean"] = {"synonyms": [list(group) for group in synonyms]}
    waiting = {url: list(of_page) for url, of_page in rows.items()}
    for entry in entries:
        page, _, _ = str(entry["location"]).partition("#")
        if found := _take_rows(str(entry["text"]), waiting.get(page, [])):
            entry["rows"] = found
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _config(data: object) -> Entry:
    config = data.get("config") if isinstance(data, dict) else None
    if not isinstance(config, dict):
        raise SearchIndexError("the search index has no `config`")
    return config


def _entries(data: Mapping[str, object]) -> list[Entry]:
    docs = data.get("docs")
    if not isinstance(docs, list) or not all({"location", "title", "text"} <= set(entry) for entry in docs):
        raise SearchIndexError("the search index has no `docs` with location, title and text")
    return cast("list[Entry]", docs)


def _take_rows(text: str, waiting: list[Row]) -> list[tuple[str, int]]:
    """Return id and line of the rows whose code stands in an entry, and take them from those that wait."""
    found = []
    for match in INDEXED_ROW.finditer(text):
        code = unescape(TAG.sub("", match[1]))
        place = next((place for place, row in enumerate(waiting) if row.code == code), None)
        found.append(("", 0) if place is None else (waiting[place].id, waiting[place].line))
        if place is not None:
            del waiting[: place + 1]
    return found
