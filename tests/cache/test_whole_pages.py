"""A whole page is kept behind all that is done to it, and not where something went wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest
from jinja2 import Template
from mkdocs.config.base import load_config
from mkdocs.plugins import CombinedEvent, PluginCollection
from mkdocs.structure.pages import Page

from dockerlayers_site.cache.fingerprint import fingerprint
from dockerlayers_site.cache.store import Store
from dockerlayers_site.plugin.events import Guards, also_for_kept, combine_events
from dockerlayers_site.plugin.processes import Makers
from dockerlayers_site.plugin.whole_pages import WholePages

_KEY = "ab" * 32


class _Marks:
    """A feature that marks whole pages, and counts them."""

    def __init__(self) -> None:
        self.is_broken = False
        self.seen: list[str] = []

    def _mark(self, output: str, **_: object) -> str:
        if self.is_broken:
            raise ValueError("broken")
        return f"{output}!"

    @also_for_kept
    def _see(self, output: str, **_: object) -> None:
        self.seen.append(output)

    on_post_page = CombinedEvent(_mark, _see)


class _Site:
    """One feature and the keeper of whole pages, and what MkDocs does with a page."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(WholePages, "_key", lambda *_: _KEY)
        self.marks, guards = _Marks(), Guards()
        self.pages = WholePages([self.marks], guards, {}, Makers())
        self.pages.store = self.store = Store(folder)
        self.plugins = PluginCollection()
        for event in combine_events([self.marks, self.pages], guards)["on_post_page"].methods:
            self.plugins._register_event("post_page", event)

    def make(self, content: str) -> str:
        page = Page.__new__(Page)
        options: Any = {"page": page, "config": None}
        rendered = self.pages.render(cast("Template", None), {"page": page}, lambda: content)
        return str(self.plugins.run_event("post_page", rendered, **options).encode(), "utf-8")


def test_what_is_kept_is_the_page_behind_all_that_is_done_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = _Site(tmp_path, monkeypatch)
    assert site.make("one") == "one!"
    assert site.store.load(fingerprint("bytes", _KEY)) == b"one!"
    # It is found by its key, made by nobody, and marked once.
    assert site.make("two") == "one!"


def test_a_page_with_a_mistake_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = _Site(tmp_path, monkeypatch)
    site.marks.is_broken = True
    assert site.make("one") == "one"
    assert site.store.load(_KEY) is None
    site.marks.is_broken = False
    assert site.make("two") == "two!"


def test_only_who_asks_for_it_sees_a_kept_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = _Site(tmp_path, monkeypatch)
    site.store.save(_KEY, {})
    site.store.save(fingerprint("bytes", _KEY), b"kept!")
    assert site.make("new") == "kept!"
    assert len(site.marks.seen) == 1


def test_an_end_of_somebody_else_is_seen() -> None:
    """What is kept would be changed by it a second time."""
    pages = WholePages([], Guards(), {}, Makers())
    config = load_config(plugins=["dockerlayers"], theme="material")
    assert pages._is_last(config)
    config.plugins.events["post_page"].append(lambda output, **_: output)
    assert not pages._is_last(config)
