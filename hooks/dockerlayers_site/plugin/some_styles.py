"""Let pages load the styles of what they have, and no others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from dockerlayers.elements import element
from dockerlayers_site.pages.compact import compact_style
from dockerlayers_site.plugin.project import add_assets, link_assets


@dataclass(frozen=True, kw_only=True, eq=False)
class StylesOfSome:
    """Files of styles below a folder of the site, by the mark in the HTML of the pages that load them.

    Where Material exchanges pages without loading them, all pages do: it has led to a place before the styles
    of a new page come, which move that place.
    """

    folder: str
    names: Mapping[str, str]
    load: Callable[[], Mapping[str, str]]

    # Behind the styles of all pages, as in a page.
    @event_priority(-20)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Let every page load them, where pages are exchanged."""
        if _exchanges_pages(config):
            link_assets(config, self.folder, styles=self.names.values(), scripts=())
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put them into the site."""
        compact = {name: compact_style(content) for name, content in self.load().items()}
        add_assets(files, config, self.folder, compact)
        return files

    def seen_in_context(self, page: Page, config: MkDocsConfig) -> None:
        """Return what `on_page_context` puts into a page: what hangs on it alone."""
        del page, config

    # In the page, and not in what is searched.
    @event_priority(-100)
    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Let a page with a mark load the styles for it."""
        del context, nav
        if _exchanges_pages(config):
            return
        for mark, name in self.names.items():
            html = page.content or ""
            if mark in html:
                address = get_relative_url(f"{self.folder}/{name}", page.url)
                page.content = element("link", rel="stylesheet", href=address) + html


def _exchanges_pages(config: MkDocsConfig) -> bool:
    return "navigation.instant" in (config.theme.get("features") or ())
