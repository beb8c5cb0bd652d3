"""Keep what pages hold packed while nobody asks for it: that of all pages at once is the most in memory."""

from __future__ import annotations

import zlib

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.plugin.events import also_for_kept
from dockerlayers_site.plugin.memory import is_serving
from dockerlayers_site.plugin.others import is_known_site
from dockerlayers_site.plugin.seen import own_sources

_ENCODING = ("utf-8", "surrogatepass")
# A look for runs that is short is quick, and leaves a fourth of a page.
_LEVEL = 1
_CONTENT = "content"
# What shows another page than the one at hand.
_OF_OTHERS = lazy_pattern(r"(?<!\bpage)\.content\b")


class PackedPage(Page):
    """A page that hands out its content as if it had it, packed or not."""

    @property
    def content(self) -> str | None:
        """Return the HTML of the page, if it has been converted."""
        found: str | bytes | None = vars(self)[_CONTENT]
        return zlib.decompress(found).decode(*_ENCODING) if isinstance(found, bytes) else found

    @content.setter
    def content(self, content: str | None) -> None:
        vars(self)[_CONTENT] = content

    def pack(self) -> None:
        """Pack what it holds."""
        content = self.content
        if content is not None:
            vars(self)[_CONTENT] = zlib.compress(content.encode(*_ENCODING), _LEVEL)

    def unpack(self) -> None:
        """Unpack what it holds."""
        self.content = self.content


class Contents:
    """The contents of the pages of one build: those of pages that were converted in it are packed.

    While the site is served, the next build comes soon: then they stay as they are.
    """

    def __init__(self) -> None:
        self.last: PackedPage | None = None
        self.is_seen_later = True

    # That of a page which is kept is not made here.
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Note a page that can be packed, when MkDocs has taken what it holds."""
        del html, config, files
        # Other plugins have pages of their own kinds.
        if type(page) is Page and not is_serving():
            page.__class__ = PackedPage
            assert isinstance(page, PackedPage)
            self.last = page

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

    @also_for_kept
    @event_priority(3000)
    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Unpack a page for its build."""
        del context, config, nav
        if isinstance(page, PackedPage):
            page.unpack()

    def seen_in_context(self, page: Page, config: MkDocsConfig) -> None:
        """Return what `on_page_context` puts into a page."""
        del page, config

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
            self.last.pack()
            self.last = None
