"""Let readers change a Dockerfile in the page: publish what runs the library in their browser."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from dockerlayers_site.live.assets import (
    EXERCISE_STYLES,
    OFFLINE,
    PACKAGE,
    PUBLISHED,
    START,
    START_STYLES,
    LiveAssets,
    load_assets,
    load_exercise_styles,
    load_offline,
)
from dockerlayers_site.live.library import LIBRARY
from dockerlayers_site.live.playground import NAME, render_playground, write_page
from dockerlayers_site.plugin.guides import find_guide
from dockerlayers_site.plugin.options import LiveOptions
from dockerlayers_site.plugin.project import (
    ASSETS,
    add_assets,
    feature_logger,
    link_assets,
    project_root,
    site_texts,
)
from dockerlayers_site.plugin.some_styles import StylesOfSome
from dockerlayers_site.plugin.vendored import publish_package
from dockerlayers_site.vendor.installed import VendoredPackage, find_package

_CACHE = ".cache/live"
_COMMAND = "make vendor (python -m dockerlayers_site vendor)"
_STARTS = f"{ASSETS}/live"
_TO_SITE = "../../../"
_PAGE = f"{NAME}.md"
OF_EXERCISES = StylesOfSome(
    folder=_STARTS, names={'class="live-exercise"': EXERCISE_STYLES}, load=load_exercise_styles
)
"""The styles of exercises, also where they cannot be solved in the page."""
_log = feature_logger("live")


class Live:
    """What runs in the reader's browser, of one build; without Python's package there is no button."""

    def __init__(self, options: LiveOptions | None = None) -> None:
        self.options = options or LiveOptions()
        self.package: VendoredPackage | None = None
        self.assets: LiveAssets | None = None
        self.page: File | None = None

    # Behind the scripts of breakdowns, which it adds to.
    @event_priority(-10)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Look for Python's package, and say in one line how to get it."""
        self.package = find_package(project_root(config), PACKAGE)
        self.assets = self.page = None
        if self.package is None:
            _log.info("Dockerfiles cannot be changed in the page; so that they can: %s", _COMMAND)
            return config
        link_assets(config, _STARTS, styles=[START_STYLES], scripts=[START])
        return config

    def _add_page(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put the page for any Dockerfile into the site."""
        if self.options.playground and not files.get_file_from_path(_PAGE):
            self.page = File.generated(
                config, _PAGE, content=write_page(site_texts(config)), inclusion=InclusionLevel.NOT_IN_NAV
            )
            files.append(self.page)
        return files

    # When all pages have their addresses: the scripts lead to some of them.
    @event_priority(-60)
    def _add_assets(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put Python, the library and the scripts into the site."""
        self.assets = self._load(files, config)
        if self.assets:
            folder = f"{ASSETS}/{self.assets.folder}"
            vendored = publish_package(files, config, PACKAGE, PUBLISHED)
            add_assets(files, config, folder, self.assets.scripts)
            add_assets(files, config, _STARTS, self.assets.start)
            kept = load_offline(f"{one}/" for one in (folder, vendored) if one)
            files.append(File.generated(config, OFFLINE, content=kept))
            library = str(self.assets.library)
            files.append(File.generated(config, f"{folder}/{LIBRARY}", abs_src_path=library))
        return files

    on_files = CombinedEvent(_add_page, _add_assets)

    def _load(self, files: Files, config: MkDocsConfig) -> LiveAssets | None:
        if self.package is None:
            return None
        page = files.get_file_from_path(_PAGE) if self.options.playground else None
        return load_assets(
            self.package,
            project_root(config) / _CACHE,
            site_texts(config),
            package_folder=f"../vendor/{PACKAGE}-{self.package.version}/",
            playground=f"{_TO_SITE}{page.url}" if page else None,
            guide=find_guide(config, files, f"{_STARTS}/"),
        )

    def seen_in_context(self, page: Page, config: MkDocsConfig) -> object:
        """Return what `on_page_context` puts into a page."""
        del config
        return (self.assets.folder if self.assets else None), page.file is self.page

    # In the page, and not in what is searched.
    @event_priority(-100)
    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Fill the page for any Dockerfile."""
        del context, nav
        if page.file is self.page:
            folder = f"{ASSETS}/{self.assets.folder}/" if self.assets else None
            address = get_relative_url(folder, page.url) if folder else None
            page.content = (page.content or "") + render_playground(site_texts(config), folder=address)
