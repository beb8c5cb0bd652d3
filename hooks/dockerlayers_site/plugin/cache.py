"""Convert no page again that is as it was: its HTML is kept below .cache/, by all that it was made of."""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment
from markdown.util import get_installed_extensions
from mkdocs.commands.build import _build_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from dockerlayers_site.cache.fingerprint import (
    KNOWN,
    NoFingerprintError,
    fingerprint,
    fingerprint_code,
    own_folders,
    stamp_code,
)
from dockerlayers_site.cache.reads import Disk, note_search
from dockerlayers_site.cache.store import Store
from dockerlayers_site.names import NAME
from dockerlayers_site.plugin.asked import AskedFiles
from dockerlayers_site.plugin.conversion import (
    Conversion,
    Noted,
    give_conversion,
    has_problem,
    noting,
    outcomes_of,
    take_conversion,
)
from dockerlayers_site.plugin.memory import find_store, is_serving
from dockerlayers_site.plugin.processes import Makers, convert_sample, load_templates
from dockerlayers_site.plugin.project import feature_logger, plain_options, project_root, raw_text_of

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

_SNIPPETS, _DOWNLOAD, _SNIPPET = "pymdownx.snippets", "url_download", "-8<-"
_OUTDATED = "code or data of dockerlayers has changed: start `mkdocs serve` anew to see it"
_log = feature_logger("cache")


@dataclass(frozen=True, kw_only=True)
class _Made:
    """A page that was converted: its key, and what was said and asked for."""

    key: str
    noted: Noted


class Cache:
    """What is kept of the pages of one build."""

    def __init__(self) -> None:
        self.store = Store(Path())
        self.disk = Disk(Path(), Path(), Path())
        self.made: _Made | None = None
        self.texts: dict[str, str] = {}
        self.new: list[Page] = []
        self.makers = Makers()
        self.nav: Navigation | None = None
        # None where pages hang on something that cannot be told apart.
        self.settings: str | None = None

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> None:
        """Look for changes of our own code where it is a part of the project."""
        del builder
        for folder in own_folders():
            if folder.is_relative_to(project_root(config)):
                server.watch(str(folder))

    @event_priority(-1000)
    def on_config(self, config: MkDocsConfig) -> None:
        """Find out what all pages hang on, when all plugins have said what they want."""
        if is_serving() and _first_stamp() != stamp_code():
            _log.warning("%s", _OUTDATED)
        root = project_root(config)
        self.store = find_store(config) or self.store
        self.disk = Disk(root, Path(config.docs_dir), Path(config.site_dir))
        try:
            self.settings = _fingerprint_settings(config)
        except NoFingerprintError as error:
            self.settings = None
            _log.info("all pages are converted anew at each build: it is not known what %s hangs on", error)

    @event_priority(-1000)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Note what pages ask of the files."""
        del config
        return AskedFiles(files)

    @event_priority(-1000)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Have processes convert the pages that are new, where there are many."""
        self.nav = nav
        self.texts = {file.src_uri: fingerprint(raw_text_of(file)) for file in files.documentation_pages()}
        known: dict[str, str] = self.store.load(fingerprint("texts", self.settings)) or {}
        new = [
            file
            for file in files.documentation_pages()
            if known.get(file.src_uri) != self.texts[file.src_uri]
        ]
        self.new = [file.page or Page(None, file, config) for file in new]
        if self.settings:
            self.makers.start(
                self.new,
                partial(_populate, config=config, files=files),
                config,
                words="converted",
                warm_up=partial(convert_sample, config),
            )

    # Before all that look at what is known of all pages.
    @event_priority(3000)
    def _end_conversion(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Have no process left that converts."""
        del env, config, files
        self.makers.finish()

    @event_priority(-2000)
    def _begin_rendering(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Have processes render the pages that are new, where there are many."""
        pages, nav = files.documentation_pages(), self.nav
        if self.settings and nav:
            self.makers.start(
                self.new,
                lambda page: _build_page(page, config, pages, nav, env),
                config,
                words="rendered",
                warm_up=partial(load_templates, env),
            )

    on_env = CombinedEvent(_end_conversion, _begin_rendering)

    @event_priority(-1000)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Stand before the conversion of a page."""
        del markdown, config
        # Else all of the page is kept, and not only what it is converted into.
        if self.settings and isinstance(files, AskedFiles) and self.store.of_page is None:
            page.render = partial(self._render, page)  # type: ignore[method-assign]

    # When it is clear that no mistake was made, and while one that is made here costs no more than the page.
    @event_priority(900)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Keep what the page was converted into."""
        del html, files
        made, self.made = self.made, None
        if made and not has_problem(config):
            with suppress(NoFingerprintError):
                kept = take_conversion(
                    page, config, html=page.content or "", noted=made.noted, disk=self.disk
                )
                self.store.save(made.key, kept)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Keep no more than there is room for."""
        del config
        self.makers.finish()
        key = fingerprint("texts", self.settings)
        if self.store.load(key) != self.texts:
            self.store.save_late(key, self.texts)
        self.store.finish()

    def on_build_error(self, *, error: Exception) -> None:
        """Leave no process behind."""
        del error
        self.makers.stop()

    def _render(self, page: Page, config: MkDocsConfig, files: AskedFiles) -> None:
        try:
            key = self._key(page, config)
        except NoFingerprintError:
            Page.render(page, config, files)
            return
        kept: Conversion | None = self.store.load(key)
        if kept and kept.holds(files, self.disk):
            give_conversion(kept, page, config, files)
        else:
            self._convert(key, page, config, files)

    def _convert(self, key: str, page: Page, config: MkDocsConfig, files: AskedFiles) -> None:
        with noting(files, self.disk.root, self.store.folder) as noted:
            Page.render(page, config, files)
            if has_snippet(page, config):
                note_search()
        self.made = _Made(key=key, noted=noted)

    def _key(self, page: Page, config: MkDocsConfig) -> str:
        """Return what a page's HTML hangs on, beside the files that it asks for."""
        file = page.file
        income = [getattr(one, name) for one, _ in outcomes_of(config) for name in getattr(one, "income", ())]
        place = (file.src_uri, file.url, file.inclusion, page.is_homepage)
        return fingerprint(self.settings, place, raw_text_of(file), page.markdown, dict(page.meta), income)


@lru_cache
def _first_stamp() -> tuple[tuple[str, int, int], ...]:
    """Return what our code was when it was first asked."""
    return stamp_code()


def has_snippet(page: Page, config: MkDocsConfig) -> bool:
    """Say whether a page looks for files, of which nothing is said where there are none."""
    return _SNIPPETS in config.markdown_extensions and _SNIPPET in (page.markdown or "")


def _populate(page: Page, *, config: MkDocsConfig, files: Files) -> None:
    """Convert a page, as MkDocs does."""
    config._current_page = page
    plugins = config.plugins
    page = plugins.on_pre_page(page, config=config, files=files)
    page.read_source(config)
    page.markdown = plugins.on_page_markdown(page.markdown or "", page=page, config=config, files=files)
    page.render(config, files)
    plugins.on_page_content(page.content or "", page=page, config=config, files=files)


def _fingerprint_settings(config: MkDocsConfig) -> str:
    """Return what all conversions hang on; raise NoFingerprintError for what cannot be told."""
    list(outcomes_of(config))
    extensions: list[object] = [*config.markdown_extensions]
    for name in extensions:
        if isinstance(name, str) and _package_of(name) not in KNOWN:
            raise NoFingerprintError(name)
    if (config.mdx_configs.get(_SNIPPETS) or {}).get(_DOWNLOAD):
        raise NoFingerprintError(f"{_SNIPPETS}: {_DOWNLOAD}")
    plugin = config.plugins.get(NAME)
    return fingerprint(
        fingerprint_code(),
        [one if isinstance(one, str) else type(one) for one in extensions],
        config.mdx_configs,
        dict(config.validation.links),
        (config.use_directory_urls, config.site_url, config.repo_url, config.theme.name),
        (str(config.theme.get("language")), config.theme.dirs),
        logging.getLogger(_log.logger.name).getEffectiveLevel(),
        plain_options(plugin.config) if plugin else None,
        Path(config.docs_dir).relative_to(project_root(config)) if _is_inside(config) else config.docs_dir,
    )


def _is_inside(config: MkDocsConfig) -> bool:
    return Path(config.docs_dir).is_relative_to(project_root(config))


@lru_cache
def _package_of(extension: str) -> str:
    """Return the package of a Markdown extension, which may have a short name."""
    known = {one.name: one.module for one in get_installed_extensions()}
    return known.get(extension, extension).partition(".")[0]
