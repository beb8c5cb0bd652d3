"""The entries of pages in the index of Material's plugin: made once, and taken at the end."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from types import ModuleType
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from dockerlayers_site.plugin.memory import fingerprint_page, remember, values_of_page
from dockerlayers_site.plugin.project import list_sections
from dockerlayers_site.search.excluded import visible_steps, without_excluded
from dockerlayers_site.search.index import read_index
from dockerlayers_site.search.sections import ForeignHtmlError, FoundSection, find_sections, is_known

PLUGIN = "material/search"
Entries = tuple[tuple[object, ...], list[dict[str, Any]]]
"""What the entries of a page are made of, and those."""


def find_index(config: MkDocsConfig) -> Any | None:
    """Return the index of Material's plugin, None where it is off."""
    return getattr(config.plugins.get(PLUGIN), "search_index", None)


def index_once(
    page: Page, html: str, index: Any, config: MkDocsConfig, known: Entries | None = None
) -> Entries:
    """Return what the entries of a page are made of, and those, made anew only if anything of it is new."""
    meta = {name: page.meta.get(name) for name in ("title", "tags", "search")}
    toc = [(link.id, link.url) for link in list_sections(page.toc)]
    key = ("index", fingerprint_page(html), page.url, str(page.title), meta, toc)
    if known and known[0] == key:
        return known
    make = partial(_index, page, html, index)
    is_kept = values_of_page(config) is not None
    return key, make() if is_kept else remember(config, make, *key)


def _index(page: Page, html: str, index: Any) -> list[dict[str, Any]]:
    """Return what Material's plugin makes of a page without what is excluded."""
    module, before = sys.modules[type(index).__module__], len(index.entries)
    sections = _find_sections(html, module)
    page.content = html if sections is not None else without_excluded(html)
    with _knowing(module, sections):
        index.add_entry_from_context(page)
    made = index.entries[before:]
    del index.entries[before:]
    return list(made)


def own_text(entry: dict[str, Any]) -> dict[str, Any]:
    """Return an entry with a text of its own: Python keeps with a text that was written what was written."""
    text = entry["text"]
    return {**entry, "text": text[:1] + text[1:]}


def _find_sections(html: str, plugin: ModuleType) -> list[FoundSection] | None:
    """Find the sections of a page; None where that is left to the parser of Material's plugin."""
    if not is_known(str(plugin.__file__)):
        return None
    try:
        return find_sections(visible_steps(html), plugin.escape)
    except ForeignHtmlError:
        return None


@contextmanager
def _knowing(module: ModuleType, sections: list[FoundSection] | None) -> Iterator[None]:
    """Let Material's plugin take the sections of a page that were found already for those of its parser."""
    if sections is None:
        yield
        return
    parser = module.Parser
    vars(module)["Parser"] = partial(_Parsed, sections)
    try:
        yield
    finally:
        vars(module)["Parser"] = parser


class _Parsed:
    """A parser that has done its work."""

    def __init__(self, data: list[FoundSection]) -> None:
        self.data = data

    def feed(self, html: str) -> None:
        """Read nothing."""

    def close(self) -> None:
        """Be done."""


def take_entries(config: MkDocsConfig) -> list[dict[str, Any]] | None:
    """Take the entries out of the index of Material's plugin; None where it needs them for the next build."""
    index = find_index(config)
    if index is None or getattr(config.plugins[PLUGIN], "is_dirty", False):
        return None
    entries: list[dict[str, Any]] = index.entries
    index.entries = []
    return entries


def with_entries(text: str, entries: list[dict[str, Any]] | None) -> Mapping[str, object]:
    """Return what the JSON of an index holds, with the entries that were taken out of it."""
    index = read_index(text)
    return index if entries is None or "docs" not in index else {**index, "docs": entries}
