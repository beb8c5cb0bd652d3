"""Titles are text: themes print those from front matter, file names and mkdocs.yml as HTML."""

from __future__ import annotations

from html import unescape
from typing import Any

from jinja2 import Environment
from markupsafe import Markup as Safe
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from dockerlayers.elements import join
from dockerlayers_site.pages.page_meta import find_unusable
from dockerlayers_site.plugin.project import feature_logger, source_of

_log = feature_logger("titles")
_WRITTEN_IN_HTML = frozenset("<>\"'")


class Titles:
    """The titles of one build."""

    @event_priority(-100)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Escape what the navigation calls its sections, links and pages."""
        del config, files
        for item in nav.items:
            _escape_item(item)
        return nav

    # Before all that look into values of front matter: one may hold itself.
    @event_priority(150)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Escape what stands in front matter, which themes print; leave out what stops them."""
        del markdown, files
        unusable = [*find_unusable(page.meta, config.theme.dirs, source_of(page, config))]
        for name, problem in unusable:
            del page.meta[name]
            _log.warning("%s", problem)
        page.meta.update({name: _escape_meta(value) for name, value in page.meta.items()})
        if "title" in page.meta:
            page.meta["title"] = str(page.meta["title"])

    @event_priority(-100)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Escape a title that is a file's name; that of a heading is HTML, of which the text stays."""
        del html, config, files
        if "title" in vars(page) or "title" in page.meta:
            return
        title = str(page.title)
        page.title = _escape(unescape(title) if page._title_from_render else title)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Let the filter that takes tags away give HTML: Jinja's own gives what was escaped as it was not."""
        del config, files
        env.filters["striptags"] = _strip_tags


def _escape_item(item: StructureItem) -> None:
    # A page without a title in mkdocs.yml gets it later.
    if not isinstance(item, Page) or "title" in vars(item):
        item.title = _escape(str(item.title))
    if isinstance(item, Section):
        for child in item.children:
            _escape_item(child)


def _escape_meta(value: Any) -> Any:
    if isinstance(value, str):
        return _escape(value)
    if isinstance(value, list):
        # Tags: what needs no escaping keeps its address.
        return [
            one if isinstance(one, str) and not _WRITTEN_IN_HTML & {*one} else _escape_meta(one)
            for one in value
        ]
    if isinstance(value, dict):
        return {name: _escape_meta(one) for name, one in value.items()}
    return value


def _escape(text: str) -> str:
    return str(join([text]))


def _strip_tags(value: object) -> Safe:
    text = value.__html__() if hasattr(value, "__html__") else str(value)
    return Safe(join([Safe(text).striptags()]))
