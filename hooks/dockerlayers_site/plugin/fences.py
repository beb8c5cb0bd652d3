"""Show Dockerfiles as annotated breakdowns."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from dockerlayers.render.styles import (
    FIRST_SCRIPTS,
    FIRST_STYLES,
    LATER_SCRIPTS,
    STYLES_OF_SOME,
    load_scripts,
    load_styles,
    load_styles_of_some,
)
from dockerlayers_site.extension import EXPLAIN
from dockerlayers_site.fences.defaults import FenceDefaults
from dockerlayers_site.fences.extension import DockerfileFences
from dockerlayers_site.fences.records import find_records
from dockerlayers_site.names import NAME
from dockerlayers_site.plugin.guides import find_guide
from dockerlayers_site.plugin.markdown import FOR_FENCES, add_needed
from dockerlayers_site.plugin.memory import remember
from dockerlayers_site.plugin.options import FencesOptions
from dockerlayers_site.plugin.project import (
    ASSETS,
    add_assets,
    add_extension,
    feature_logger,
    link_assets,
    project_root,
    site_texts,
    source_of,
)
from dockerlayers_site.plugin.some_styles import StylesOfSome

_ASSETS = f"{ASSETS}/breakdown"
_RECORDS = f"{ASSETS}/measured"
_STYLES, _SCRIPT, _LATER = "breakdown.css", "breakdown.js", "later.js"
OF_TWO_FILES = StylesOfSome(
    folder=_ASSETS,
    names={f'class="bd {name}"': styles for name, styles in STYLES_OF_SOME.items()},
    load=load_styles_of_some,
)
"""The styles of what shows two Dockerfiles."""
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
        # An edit of a page's words leaves its breakdowns as they are.
        self.extension.keep = partial(remember, config)
        add_needed(config, FOR_FENCES)
        add_extension(config, self.extension)
        link_assets(config, _ASSETS, styles=[_STYLES], scripts=[_SCRIPT, _LATER])
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put the styles and the scripts of breakdowns into the site, and the records."""
        scripts = {_SCRIPT: load_scripts(FIRST_SCRIPTS), _LATER: load_scripts(LATER_SCRIPTS)}
        add_assets(files, config, _ASSETS, {_STYLES: load_styles(FIRST_STYLES), **scripts})
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
