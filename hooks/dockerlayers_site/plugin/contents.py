"""Keep what pages hold packed while nobody asks for it: that of all pages at once is the most in memory."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import partial

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.plugin.conversion import ENCODING
from dockerlayers_site.plugin.events import also_for_kept
from dockerlayers_site.plugin.memory import is_serving
from dockerlayers_site.plugin.others import is_known_site
from dockerlayers_site.plugin.seen import own_sources

# A look for runs that is short is quick, and leaves a fourth of a page.
_LEVEL = 1
_TEXTS = ("content", "markdown")
# What shows another page than the one at hand.
_OF_OTHERS = lazy_pattern(r"(?<!\bpage)\.content\b")


class _Text:
    """A text of a page, packed or not; asked for, it is unpacked."""

    def __set_name__(self, owner: type[Page], name: str) -> None:
        self.name = name

    def __get__(self, page: Page, owner: type[Page]) -> str | None:
        found: str | Callable[[], str] | None = vars(page)[self.name]
        if callable(found):
            vars(page)[self.name] = found = found()
        return found

    def __set__(self, page: Page, text: str | None) -> None:
        vars(page)[self.name] = text


class PackedPage(Page):
    """A page that hands out its HTML and its Markdown as if it had them."""

    content = _Text()
    markdown = _Text()

    def pack(self, *, is_small: bool) -> None:
        """Pack what it holds; small, it takes a third of a millisecond to make, and a fourth of the room."""
        for name in _TEXTS:
            text = getattr(self, name)
            if text is not None:
                encoded = text.encode(*ENCODING)
                vars(self)[name] = (
                    partial(_unpack, zlib.compress(encoded, _LEVEL))
                    if is_small
                    else partial(encoded.decode, *ENCODING)
                )


def _unpack(packed: bytes) -> str:
    return zlib.decompress(packed).decode(*ENCODING)


class Contents:
    """The contents of the pages of one build: of those that were converted in it, small.

    While the site is served, the next build comes soon: then they stay as they are.
    """

    def __init__(self) -> None:
        self.last: PackedPage | None = None
        self.is_new = False
        self.is_seen_later = True

    @also_for_kept
    def _note(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Note a page that can be packed, when MkDocs has taken what it holds."""
        del html, config, files
        self.is_new = False
        # Other plugins have pages of their own kinds.
        if type(page) is Page and not is_serving():
            page.__class__ = PackedPage
            assert isinstance(page, PackedPage)
            self.last = page

    def _note_new(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Note that it was converted anew: all that is kept is passed by."""
        del html, page, config, files
        self.is_new = True

    on_page_content = CombinedEvent(_note, _note_new)

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> None:
        """Pack the page before."""
        del page, config, files
        self._pack()

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Pack the last page, and find out whether anybody can see a page again behind its own build."""
        del env, files
        self._pack()
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

    def _pack(self) -> None:
        if self.last:
            self.last.pack(is_small=self.is_new)
            self.last = None
