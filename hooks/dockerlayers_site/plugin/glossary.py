"""Make the page of all terms, and lead to it from the first use of a term on each page."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from dockerlayers_site.cache.fingerprint import fingerprint
from dockerlayers_site.glossary import GlossaryError, Term, load_names, load_synonyms, load_terms
from dockerlayers_site.glossary.assets import STYLES, TIP_SCRIPT, TIP_STYLES, load_assets
from dockerlayers_site.glossary.entries import write_entries
from dockerlayers_site.glossary.mark import mark_terms
from dockerlayers_site.names import NAME
from dockerlayers_site.pages.page_file import page_file
from dockerlayers_site.plugin.memory import remember
from dockerlayers_site.plugin.options import GlossaryOptions
from dockerlayers_site.plugin.project import (
    ASSETS,
    add_assets,
    feature_logger,
    link_assets,
    project_path,
    refuse,
    site_texts,
)

_ASSETS = f"{ASSETS}/glossary"
_SWITCH = "tooltips"
"""The name in front matter by which a page has none."""
_log = feature_logger("glossary")


class Glossary:
    """The terms of one build."""

    def __init__(self, options: GlossaryOptions | None = None) -> None:
        self.options = options or GlossaryOptions()
        self.terms: Sequence[Term] = ()
        # A digest of what is told of them.
        self.told = ""
        self.page: File | None = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the terms, and link the styles and the script."""
        text = _read(self.options.terms, config)
        try:
            self.terms = load_terms(text)
        except (GlossaryError, tomllib.TOMLDecodeError) as error:
            raise _refuse(error, self.options.terms, config) from error
        told = [(term.ko, term.aliases, term.id, term.common) for term in self.terms]
        self.told = fingerprint(told)
        # While the site is served, pages follow their terms.
        if self.options.terms and self.options.terms not in config.watch:
            config.watch.append(self.options.terms)
        if self.options.tooltips:
            link_assets(config, _ASSETS, styles=[STYLES, TIP_STYLES], scripts=[TIP_SCRIPT])
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put the page into the site, unless it has one of that name."""
        self.page = None
        name = self.options.page
        if name in files.src_uris:
            _log.info("%s is a page of the site's own: none is made of the terms", name)
            return files
        add_assets(files, config, _ASSETS, load_assets(site_texts(config), self.terms))
        path = self.options.terms
        try:
            content = write_entries(
                [self._placed(term, files, config) for term in self.terms],
                load_names(_read(path, config)),
                site_texts(config),
            )
        except GlossaryError as error:
            raise _refuse(error, path, config) from error
        # Where the navigation is not written down, it is in it.
        inclusion = InclusionLevel.NOT_IN_NAV if config.nav else InclusionLevel.INCLUDED
        self.page = File.generated(config, name, content=content, inclusion=inclusion)
        files.append(self.page)
        return files

    def seen_in_context(self, page: Page, config: MkDocsConfig) -> object:
        """Return what `on_page_context` puts into a page."""
        del page, config
        return (self.page.url if self.page else None), self.told

    # In the page, and not in what is searched.
    @event_priority(-100)
    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Mark the first use of each term."""
        del context, nav
        target = self.page
        if not self.options.tooltips or target is None or page.meta.get(_SWITCH) is False:
            return
        html, address = page.content or "", get_relative_url(target.url, page.url)
        page.content = remember(
            config, lambda: mark_terms(html, self.terms, address), "terms", html, self.told, address
        )

    def _placed(self, term: Term, files: Files, config: MkDocsConfig) -> Term:
        """Return a term with the page that explains it as the page of terms links to it.

        The handbook's own terms are explained in the handbook's pages: elsewhere there are none.
        """
        if term.explained is None or self.options.terms is None:
            return replace(term, explained=None)
        name, mark, section = term.explained.partition("#")
        if name not in files.src_uris:
            path = self.options.terms
            file = page_file(project_path(path, config), Path(path).read_text(encoding="utf-8"))
            nearest = get_close_matches(name, files.src_uris, n=1)
            hint = f"did you mean {nearest[0]}?" if nearest else None
            text = f"{term.ko}: there is no page {name}"
            _log.warning("%s", file.report(text, file.locate(term.line), hint=hint))
            return replace(term, explained=None)
        up = "../" * self.options.page.count("/")
        return replace(term, explained=f"{up}{name}{mark}{section}")


def own_synonyms(config: MkDocsConfig) -> Sequence[Sequence[str]]:
    """Return the names of a site's own terms, for its search; that a file is wrong is told elsewhere."""
    plugin: BasePlugin[Any] | None = config.plugins.get(NAME)
    options = plugin.config.get("glossary") if plugin else None
    path = options.terms if options else None
    try:
        return load_synonyms(_read(path, config)) if path else ()
    except (GlossaryError, tomllib.TOMLDecodeError):
        return ()


def _read(path: str | None, config: MkDocsConfig) -> str | None:
    try:
        return None if path is None else Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _refuse(error, path, config) from error


def _refuse(error: Exception, path: str | None, config: MkDocsConfig) -> Exception:
    line = f":{error.line}" if isinstance(error, GlossaryError) and error.line else ""
    place = project_path(path, config) + line if path else NAME
    return refuse(f"glossary: {place}: {error}", config)
