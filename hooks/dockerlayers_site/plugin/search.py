"""Make the site's search understand Korean."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from dockerlayers_site.glossary import load_synonyms
from dockerlayers_site.plugin.options import SearchOptions
from dockerlayers_site.plugin.project import add_assets, link_assets, page_address
from dockerlayers_site.search import (
    Row,
    SearchAssets,
    SearchIndexError,
    SearchPlaceError,
    find_rows,
    load_assets,
    prepare_index,
    redirect_worker,
    without_excluded,
)

_PLUGIN = "material/search"
_SCRIPTS = "assets/javascripts"
_WORKERS = f"{_SCRIPTS}/workers/search.*.min.js"


class Search:
    """The search of one build."""

    def __init__(self, options: SearchOptions | None = None) -> None:
        self.options = options or SearchOptions()
        self.rows: dict[str, Sequence[Row]] = {}
        self.contents: dict[str, str | None] = {}

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the script and the styles of the page, and forget the pages of the build before."""
        self.rows.clear()
        assets = _assets(config)
        link_assets(config, _SCRIPTS, styles=[assets.page_styles], scripts=[assets.page_script])
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put the scripts into the site."""
        assets = _assets(config)
        add_assets(files, config, f"{_SCRIPTS}/{assets.folder}", assets.scripts)
        return files

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Note where the lines of the page's breakdowns are."""
        del config, files
        self.rows[page_address(page)] = find_rows(html)

    @event_priority(50)
    def _hide_excluded(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Let Material's plugin index the page without what is excluded."""
        del context, config, nav
        self.contents[page.file.src_uri] = page.content
        page.content = without_excluded(page.content or "")

    @event_priority(-50)
    def _show_excluded(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Give the page back what readers see."""
        del context, config, nav
        page.content = self.contents.pop(page.file.src_uri)

    on_page_context = CombinedEvent(_hide_excluded, _show_excluded)

    @event_priority(-50)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Start our worker instead of Material's."""
        return _redirect(output, page.file.src_uri, config)

    @event_priority(-50)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Start our worker on the page for what is not found, too."""
        is_page = template_name.endswith(".html")
        return _redirect(output_content, template_name, config) if is_page else output_content

    @event_priority(-50)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Prepare the index that Material's plugin has written."""
        path = Path(config.site_dir, "search", "search_index.json")
        try:
            text = prepare_index(path.read_text(encoding="utf-8"), rows=self.rows, synonyms=load_synonyms())
        except (OSError, SearchIndexError) as error:
            raise PluginError(f"Korean search: {error}. Is this a new version of Material?") from error
        path.write_text(text, encoding="utf-8")


def _redirect(html: str, name: str, config: MkDocsConfig) -> str:
    try:
        return redirect_worker(html, _assets(config).worker)
    except SearchPlaceError as error:
        raise PluginError(f"Korean search: {name}: {error}. Is this a new version of Material?") from error


def _assets(config: MkDocsConfig) -> SearchAssets:
    if _PLUGIN not in config.plugins:
        raise PluginError(f"Korean search needs the plugin {_PLUGIN}.")
    found = [path.name for folder in config.theme.dirs for path in Path(folder).glob(_WORKERS)]
    if len(found) != 1:
        raise PluginError(
            f"Korean search: expected one {_WORKERS} in the theme, found {len(found)}. "
            "Is this a new version of Material?"
        )
    return load_assets(material_worker=found[0])
