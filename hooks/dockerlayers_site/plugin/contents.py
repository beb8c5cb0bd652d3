"""Keep what pages hold in a file while nobody asks: that of all at once would be the most in memory."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any
from weakref import finalize

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.encoding import ENCODING
from dockerlayers_site.plugin.events import also_for_kept
from dockerlayers_site.plugin.memory import find_store, is_serving
from dockerlayers_site.plugin.others import is_known_site
from dockerlayers_site.plugin.seen import own_sources

_TEXTS = ("content", "markdown")
# What shows another page than the one at hand.
_OF_OTHERS = lazy_pattern(r"(?<!\bpage)\.content\b")


class _Text:
    """A text of a page, in memory or not; asked for, it is read."""

    def __set_name__(self, owner: type[Page], name: str) -> None:
        self.name = name

    def __get__(self, page: Page, owner: type[Page]) -> str | None:
        found: str | Callable[[], str] | None = vars(page)[self.name]
        if callable(found):
            vars(page)[self.name] = found = found()
        return found

    def __set__(self, page: Page, text: str | None) -> None:
        vars(page)[self.name] = text


class _Aside:
    """Texts in a file without a name, which is gone when nobody has it open."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.length = 0

    @cached_property
    def file(self) -> IO[bytes]:
        """The file: made for the first text, so that each process that converts pages has its own."""
        if self.folder:
            self.folder.mkdir(parents=True, exist_ok=True)
        file = TemporaryFile(buffering=0, dir=self.folder)  # noqa: SIM115 - of a whole build
        finalize(self, file.close)
        return file

    def put(self, text: str) -> Callable[[], str]:
        """Put a text into the file, and return what reads it."""
        encoded = text.encode(*ENCODING)
        place, size = self.length, self.file.write(encoded)
        self.length += size
        if size < len(encoded):
            raise OSError("no room")
        return partial(self.read, place, size)

    def read(self, place: int, size: int) -> str:
        """Read a text; processes that render pages read at the same time."""
        if hasattr(os, "pread"):
            encoded = os.pread(self.file.fileno(), size, place)
        else:
            self.file.seek(place)
            encoded = self.file.read(size)
        return encoded.decode(*ENCODING)


class StoredPage(Page):
    """A page that hands out its HTML and its Markdown as if it had them."""

    content = _Text()
    markdown = _Text()

    def put(self, aside: _Aside) -> None:
        """Put aside what it holds, if there is room."""
        for name in _TEXTS:
            text = getattr(self, name)
            if text is not None:
                with suppress(OSError):
                    vars(self)[name] = aside.put(text)


def take_content(page: Page) -> Any:
    """Return what can be put back as a page's HTML: what lies in the file is not read for that."""
    return vars(page)["content"] if isinstance(page, StoredPage) else page.content


class Contents:
    """The contents of the pages of one build.

    While the site is served, the next build comes soon: then they stay as they are.
    """

    def __init__(self) -> None:
        self.aside = _Aside(None)
        self.last: StoredPage | None = None
        self.is_seen_later = True
        self.are_anchors_seen = True

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Find out whether anybody looks at the anchors of all pages: MkDocs does, unless that is ignored.

        What is put aside is beside what the site keeps: the system's folder for such files may be in memory.
        """
        del nav, files
        store = find_store(config)
        self.aside = _Aside(store.folder if store else None)
        self.are_anchors_seen = config.validation.links.anchors > logging.DEBUG or not is_known_site(config)

    @also_for_kept
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Note a page that can be put aside, when MkDocs has taken what it holds."""
        del html, config, files
        # Other plugins have pages of their own kinds.
        if type(page) is Page and not is_serving():
            page.__class__ = StoredPage
            assert isinstance(page, StoredPage)
            self.last = page

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> None:
        """Put the page before aside."""
        del page, config, files
        self._put()

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Put the last page aside, and find out whether anybody can see a page again behind its own build."""
        del env, files
        self._put()
        sources = own_sources(config)
        self.is_seen_later = not is_known_site(config) or any(
            _OF_OTHERS.search(source) for _, source in sources
        )

    def seen_at_end(self, page: Page) -> None:
        """Return what `on_post_page` puts into a page."""
        del page

    @also_for_kept
    @event_priority(-4000)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> None:
        """Forget what a page holds, when it is built."""
        del output, config
        if not self.is_seen_later:
            page.content = None

    def _put(self) -> None:
        if self.last:
            self.last.put(self.aside)
            if not self.are_anchors_seen:
                self.last.present_anchor_ids = self.last.links_to_anchors = None
            self.last = None
