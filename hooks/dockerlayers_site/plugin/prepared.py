"""Prepare no page again that is as it was: what its text, its place and its surroundings lead to is kept.

That is all before the theme: its HTML, its front matter, what features know of it, and what was said.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol, cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from dockerlayers_site.cache.fingerprint import NoFingerprintError, fingerprint
from dockerlayers_site.cache.reads import note_search
from dockerlayers_site.encoding import ENCODING
from dockerlayers_site.plugin.asked import AskedFiles
from dockerlayers_site.plugin.cache import Cache, has_snippet
from dockerlayers_site.plugin.conversion import (
    Conversion,
    Noted,
    give_conversion,
    has_problem,
    noting,
    take_conversion,
)
from dockerlayers_site.plugin.events import Guards, also_for_kept
from dockerlayers_site.plugin.others import is_alone, list_hooks, pass_by_hooks
from dockerlayers_site.plugin.project import list_sections, raw_text_of

_EVENTS = ("pre_page", "page_read_source", "page_markdown", "page_content")
_HOOKED = ("page_markdown", "page_content")


class _BeginsPage(Protocol):
    """A feature that hands the conversion something that is known of the page beside its text."""

    def seen_at_begin(self, page: Page) -> object: ...


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A page before the theme; `values` is what features have made of it, `digest` tells it from all others.

    `title` is None where it is found in the rest. `markdown` is encoded, as the content of a conversion.
    """

    conversion: Conversion
    markdown: bytes
    meta: Mapping[str, Any]
    title: str | None
    values: dict[str, Any]
    digest: str


@dataclass(kw_only=True)
class _Opened:
    """A page that is being prepared: its key, and what is noted of it."""

    key: str
    failures: int
    notes: ExitStack
    noted: Noted


class PreparedPages:
    """The pages of one build as they are before the theme; `digests` are those of the pages that are kept."""

    def __init__(self, features: Iterable[object], guards: Guards, cache: Cache) -> None:
        self.begins = [cast("_BeginsPage", one) for one in features if hasattr(one, "seen_at_begin")]
        self.guards = guards
        self.cache = cache
        self.settings: str | None = None
        self.opened: _Opened | None = None
        self.digests: dict[str, str] = {}

    @event_priority(-2000)
    def on_config(self, config: MkDocsConfig) -> None:
        """Find out whether all is known that is done with pages."""
        self.digests.clear()
        self.settings = None
        pass_by_hooks(config, _HOOKED, lambda: self.guards.passes)
        if self.cache.settings and is_alone(config, _EVENTS):
            self.settings = fingerprint(
                "prepared", self.cache.settings, list_hooks(config), [*config.plugins]
            )

    @event_priority(2000)
    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> None:
        """Pass by all that prepares pages where this one is kept; else note what it hangs on."""
        self._leave()
        self.cache.makers.wait(page)
        if self.settings is None or not isinstance(files, AskedFiles):
            return
        with suppress(NoFingerprintError):
            key = self._key(page, config)
            kept: Prepared | None = self.cache.store.load(key)
            if kept and kept.conversion.holds(files, self.cache.disk):
                self._give(kept, page)
            else:
                self._open(key, files)

    @also_for_kept
    @event_priority(-3000)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Keep a page that was prepared anew, if all was well."""
        del files
        opened, values = self.opened, self.cache.store.of_page
        if opened is None or values is None:
            self._leave()
            return
        if has_snippet(page, config):
            note_search()
        self._leave()
        if opened.failures == self.guards.failures and not has_problem(config):
            with suppress(NoFingerprintError):
                self._keep(opened, html, values, page, config)

    def on_build_error(self, *, error: Exception) -> None:
        """Note nothing more of a page that could not be prepared."""
        del error
        self._leave()

    def _key(self, page: Page, config: MkDocsConfig) -> str:
        """Return what a page hangs on, beside the files that it asks for."""
        file = page.file
        place = (file.src_uri, file.url, file.inclusion.value, page.is_homepage, file.generated_by)
        path = (file.abs_src_path or "").removeprefix(config.docs_dir)
        begins = [one.seen_at_begin(page) for one in self.begins]
        return fingerprint(
            self.settings, place, path, str(vars(page).get("title")), raw_text_of(file), begins
        )

    def _give(self, kept: Prepared, page: Page) -> None:
        """Let MkDocs find the page as it was when it was prepared."""
        page.read_source = partial(_give_source, kept, page)  # type: ignore[method-assign]
        page.render = partial(_give_html, kept, page)  # type: ignore[method-assign]
        self.cache.store.of_page = kept.values
        self.digests[page.file.src_uri] = kept.digest
        self.guards.passes = True

    def _open(self, key: str, files: AskedFiles) -> None:
        notes = ExitStack()
        self.opened = _Opened(
            key=key,
            failures=self.guards.failures,
            notes=notes,
            noted=notes.enter_context(noting(files, self.cache.disk.root, self.cache.store.folder)),
        )
        self.cache.store.of_page = {}

    def _leave(self) -> None:
        """Be done with a page."""
        self.guards.passes = False
        self.cache.store.of_page = None
        if self.opened:
            self.opened.notes.close()
            self.opened = None

    def _keep(
        self, opened: _Opened, html: str, values: dict[str, Any], page: Page, config: MkDocsConfig
    ) -> None:
        # Its own text is in its key.
        opened.noted.reads.forget(page.file.abs_src_path)
        conversion = take_conversion(page, config, html=html, noted=opened.noted, disk=self.cache.disk)
        title, meta = vars(page).get("title"), copy.deepcopy(dict(page.meta))
        toc = [(link.title, link.id, link.level) for link in list_sections(page.toc)]
        kept = Prepared(
            conversion=conversion,
            markdown=(page.markdown or "").encode(*ENCODING),
            meta=meta,
            title=title,
            values=values,
            digest=fingerprint(html, toc, str(page.title), meta),
        )
        self.cache.store.save(opened.key, kept)
        self.digests[page.file.src_uri] = kept.digest


def _give_source(kept: Prepared, page: Page, config: MkDocsConfig) -> None:
    del config
    page.markdown = kept.markdown.decode(*ENCODING)
    page.meta = {name: _copy(value) for name, value in kept.meta.items()}


def _copy(value: Any) -> Any:
    """Return a value that the build at hand may change; most are texts."""
    return value if isinstance(value, str | bool | int | None) else copy.deepcopy(value)


def _give_html(kept: Prepared, page: Page, config: MkDocsConfig, files: AskedFiles) -> None:
    give_conversion(kept.conversion, page, config, files)
    if kept.title is not None:
        page.title = kept.title
    # Else all that is kept of it would be in memory as long as the page.
    del page.render, page.read_source
