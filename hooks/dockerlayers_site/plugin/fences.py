"""Show Dockerfiles as annotated breakdowns."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from dockerlayers.render.styles import (
    FIRST_SCRIPTS,
    FIRST_STYLES,
    LATER_SCRIPTS,
    STYLES_OF_SOME,
    load_asset,
    load_scripts,
    load_styles,
)
from dockerlayers_site.extension import EXPLAIN
from dockerlayers_site.fences.extension import DockerfileFences
from dockerlayers_site.fences.measures import find_records
from dockerlayers_site.fences.options import FenceDefaults
from dockerlayers_site.names import NAME
from dockerlayers_site.pages.compact import compact_style
from dockerlayers_site.plugin.guides import find_guide
from dockerlayers_site.plugin.markdown import FOR_FENCES, add_needed
from dockerlayers_site.plugin.options import FencesOptions
from dockerlayers_site.plugin.project import (
    ASSETS,
    add_assets,
    add_extension,
    feature_logger,
    link_assets,
    link_style,
    link_with_all,
    project_root,
    site_texts,
    source_of,
)

_ASSETS = f"{ASSETS}/breakdown"
_RECORDS = f"{ASSETS}/measured"
_STYLES, _SCRIPT, _LATER = "breakdown.css", "breakdown.js", "later.js"
_log = feature_logger("fences")


class Fences:
    """Breakdowns in the pages of one build."""

    def __init__(self, options: FencesOptions | None = None) -> None:
        options = options or FencesOptions()
        explain = None if options.explain == EXPLAIN[0] else options.explain
        defaults = FenceDefaults(checks=options.checks, explain=explain)
        self.extension = DockerfileFences(root=Path(), defaults=defaults)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Register the Markdown extension behind superfences, and link styles and scripts."""
        self.extension.root = project_root(config)
        if NAME in config.markdown_extensions:
            # Listed for Zensical as well, which runs no plugin; here, the files are linked.
            config.markdown_extensions.remove(NAME)
        self.extension.texts = site_texts(config)
        add_needed(config, FOR_FENCES)
        add_extension(config, self.extension)
        styles = [_STYLES, *link_with_all(config, STYLES_OF_SOME.values())]
        link_assets(config, _ASSETS, styles=styles, scripts=[_SCRIPT, _LATER])
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put the styles and the scripts of breakdowns into the site, and the records."""
        scripts = {_SCRIPT: load_scripts(FIRST_SCRIPTS), _LATER: load_scripts(LATER_SCRIPTS)}
        add_assets(files, config, _ASSETS, {_STYLES: load_styles(FIRST_STYLES), **scripts})
        some = {name: compact_style(load_asset(name)) for name in STYLES_OF_SOME.values()}
        add_assets(files, config, _ASSETS, some)
        add_assets(files, config, _RECORDS, find_records(project_root(config), Path(config.site_dir)))
        return files

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Keep the page's file, in which an error is to be found, and the way to what breakdowns lead to."""
        self.extension.page = source_of(page, config).seen_as(markdown)
        self.extension.records = f"{get_relative_url(_RECORDS, page.url)}/"
        self.extension.guide = find_guide(config, files, page.url)

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Report what is wrong on the page, and make the breakdowns known to MkDocs' check of links."""
        del html, config, files
        for problem in self.extension.problems:
            _log.warning("%s", problem)
        (page.present_anchor_ids or set()).update(self.extension.ids)

    def seen_in_context(self, page: Page, config: MkDocsConfig) -> None:
        """Return what `on_page_context` puts into a page: what hangs on it alone."""
        del page, config

    # In the page, and not in what is searched.
    @event_priority(-100)
    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Let a page that shows two files have the styles for it."""
        del context, nav
        for name, styles in STYLES_OF_SOME.items():
            link_style(page, f'class="bd {name}"', f"{_ASSETS}/{styles}", config)
