"""Make the site's search understand Korean."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from dockerlayers_site.glossary import GlossaryError, load_synonyms
from dockerlayers_site.names import NAME
from dockerlayers_site.plugin.contents import take_content
from dockerlayers_site.plugin.events import also_for_kept
from dockerlayers_site.plugin.glossary import own_synonyms
from dockerlayers_site.plugin.memory import (
    find_store,
    keep_with_page,
    remember,
    remember_of_page,
)
from dockerlayers_site.plugin.options import SearchOptions
from dockerlayers_site.plugin.others import is_alone
from dockerlayers_site.plugin.project import add_assets, feature_logger, link_assets, refuse, site_texts
from dockerlayers_site.plugin.search_entries import (
    PLUGIN,
    Entries,
    find_index,
    index_once,
    own_text,
    take_entries,
    with_entries,
)
from dockerlayers_site.plugin.theme import is_material
from dockerlayers_site.plugin.together import RememberedTogether
from dockerlayers_site.search import (
    Dictionary,
    Row,
    SearchAssets,
    SearchIndexError,
    SearchPlaceError,
    distinct_groups,
    find_rows,
    load_assets,
    prepare_index,
    redirect_worker,
    synonyms_of_use,
    without_excluded,
)

_SCRIPTS = "assets/javascripts"
_WORKERS = f"{_SCRIPTS}/workers/search.*.min.js"
# Material's own for Korean: no stemmer and no stop words, as lunr knows none that help. The separator parts a
# Korean word, its English name in brackets and the particle behind it; `python:3.12` loses its colon.
_SETTINGS = {
    "lang": ["en"],
    "pipeline": [],
    "separator": r"""[\s\-()\[\]{}"“”‘’「」『』,.:;!?…·/=]+""",
}
# Where another plugin may change what is in the index.
_SEE_INDEX = ("page_context", "post_page")
_NEWER = "Is this a new version of Material?"
_log = feature_logger("search")


class Search:
    """The search of one build; without Material's, it does nothing."""

    def __init__(self, options: SearchOptions | None = None) -> None:
        self.options = options or SearchOptions()
        self.assets: SearchAssets | None = None
        self.synonyms: Sequence[Sequence[str]] = ()
        self.rows: dict[str, Sequence[Row]] = {}
        self.descriptions: dict[str, str] = {}
        self.contents: dict[str, Any] = {}
        self.foreseen: dict[str, Entries] = {}
        # What those of each page are made of, by its URL.
        self.made_of: dict[str, object] = {}
        # Those of all pages; None where Material's plugin writes them.
        self.entries: list[dict[str, Any]] | None = None

    # Before Material's plugin looks at its settings.
    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the script and the styles of the page, and forget the pages of the build before."""
        self.rows.clear()
        self.foreseen.clear()
        self.made_of.clear()
        self.descriptions.clear()
        if not is_material(config):
            _log.info("no Korean search with the theme %s: it is made for Material's", config.theme.name)
            return config
        self.assets = assets = _load_assets(config)
        self.synonyms = (*load_synonyms(), *_load_more(self.options.synonyms, config), *own_synonyms(config))
        link_assets(config, _SCRIPTS, styles=[assets.page_styles], scripts=assets.page_scripts)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put the scripts into the site."""
        if self.assets:
            add_assets(files, config, f"{_SCRIPTS}/{self.assets.folder}", self.assets.scripts)
        return files

    @also_for_kept
    def _note_rows(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Note where the lines of the page's breakdowns are, and how the page describes itself."""
        del files
        self.rows[page.url] = remember_of_page(config, html, "rows", lambda: find_rows(html))
        self.descriptions[page.url] = str(page.meta.get("description") or "")

    @also_for_kept
    @event_priority(-900)
    def _foresee(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Index the page while its HTML is in steps: when it is built, those of all others were taken."""
        del files
        index = find_index(config)
        if index is not None and find_store(config):
            entries = keep_with_page(config, "index", lambda: index_once(page, html, index, config))
            self.foreseen[page.file.src_uri] = entries

    @event_priority(-900)
    def _part(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Hold other texts of a page that is new than those that the cache will write."""
        del html, config, files
        key, entries = self.foreseen.get(page.file.src_uri, ((), []))
        if entries:
            self.foreseen[page.file.src_uri] = key, [*map(own_text, entries)]

    on_page_content = CombinedEvent(_note_rows, _foresee, _part)

    @also_for_kept
    @event_priority(50)
    def _hide_excluded(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Let Material's plugin index the page without what is excluded, unless it has before."""
        del context, nav
        self.contents[page.file.src_uri] = take_content(page)
        index = find_index(config)
        if index is None:
            page.content = without_excluded(page.content or "")
            return
        known = self.foreseen.pop(page.file.src_uri, None)

        def make() -> Entries | None:
            made = index_once(page, page.content or "", index, config, known)
            # What is kept with the page's HTML is not kept with the whole page again.
            return None if made is known else made

        found = keep_with_page(config, "index", make) or known
        if found:
            self.made_of[page.url] = found[0]
            index.entries += found[1]
        page.content = ""

    @also_for_kept
    @event_priority(-50)
    def _show_excluded(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Give the page back what readers see."""
        del context, config, nav
        page.content = self.contents.pop(page.file.src_uri)

    on_page_context = CombinedEvent(_hide_excluded, _show_excluded)

    def seen_in_context(self, page: Page, config: MkDocsConfig) -> None:
        """Return what `on_page_context` puts into a page."""
        del page, config

    def seen_at_end(self, page: Page) -> object:
        """Return what `on_post_page` puts into a page."""
        del page
        return (self.assets.worker, self.assets.start_script) if self.assets else None

    @event_priority(-50)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Start our worker instead of Material's."""
        return self._redirect(output, page.file.src_uri, config)

    @event_priority(-50)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Start our worker on the page for what is not found, too."""
        is_page = template_name.endswith(".html")
        return self._redirect(output_content, template_name, config) if is_page else output_content

    @event_priority(50)
    def _take_entries(self, *, config: MkDocsConfig) -> None:
        """Take the entries from Material's plugin, which would write them only for us to read them again."""
        self.entries = take_entries(config) if self.assets and is_alone(config, ["post_build"]) else None
        if self.entries is None or not is_alone(config, _SEE_INDEX):
            # They may have been changed.
            self.made_of.clear()

    @event_priority(-50)
    def prepare(self, *, config: MkDocsConfig) -> None:
        """Prepare the index that Material's plugin has written."""
        if not self.assets:
            return
        path = Path(config.site_dir, "search", "search_index.json")
        try:
            index = with_entries(path.read_text(encoding="utf-8"), self.entries)
            together = RememberedTogether(config, "index")
            keep, made_of = together.remember, self.made_of
            pieces = prepare_index(
                index,
                rows=self.rows,
                synonyms=synonyms_of_use(index, self.synonyms, made_of, keep),
                line=site_texts(config).words["found-line"],
                dictionary=_load_dictionary(),
                descriptions=self.descriptions,
                lead=site_texts(config).words["other-words"],
                made_of=made_of,
                keep=keep,
            )
        except (OSError, SearchIndexError) as error:
            raise refuse(f"Korean search: {error}. {_NEWER}", config) from error
        together.save()
        with path.open("wb") as file:
            file.writelines(pieces)

    on_post_build = CombinedEvent(_take_entries, prepare)

    def _redirect(self, html: str, name: str, config: MkDocsConfig) -> str:
        if not self.assets:
            return html
        try:
            return redirect_worker(html, worker=self.assets.worker, before=self.assets.start_script)
        except SearchPlaceError as error:
            raise refuse(f"Korean search: {name}: {error}. {_NEWER}", config) from error


def _load_assets(config: MkDocsConfig) -> SearchAssets:
    """Load the scripts, and let Material's plugin write an index for them where the site leaves that open."""
    if PLUGIN not in config.plugins:
        text = f"Korean search needs the plugin {PLUGIN}: list `search`, or set `{NAME}: {{search: false}}`"
        raise refuse(text, config)
    found = [path.name for folder in config.theme.dirs for path in Path(folder).glob(_WORKERS)]
    if len(found) != 1:
        text = f"Korean search: expected one {_WORKERS} in the theme, found {len(found)}. {_NEWER}"
        raise refuse(text, config)
    plugin: BasePlugin[Any] = config.plugins[PLUGIN]
    for name, value in _SETTINGS.items():
        if plugin.config[name] is None:
            plugin.config[name] = value
    keep = partial(remember, config)
    return load_assets(site_texts(config), material_worker=found[0], dictionary=_load_dictionary(), keep=keep)


@cache
def _load_dictionary() -> Dictionary:
    """Return the words that mean the same on any site."""
    return Dictionary(groups=distinct_groups(load_synonyms()))


def _load_more(path: str | None, config: MkDocsConfig) -> Sequence[Sequence[str]]:
    """Load the site's own synonyms."""
    if path is None:
        return ()
    try:
        return load_synonyms(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError, GlossaryError) as error:
        text = f"Korean search: the synonyms in {path} cannot be read: {error}"
        raise refuse(text, config) from error
