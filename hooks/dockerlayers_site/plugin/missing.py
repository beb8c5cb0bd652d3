"""Lead on from addresses at which there is nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import unescape
from importlib.resources import files as package_files
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from dockerlayers_site.missing.page import Place, render_missing
from dockerlayers_site.pages.assets import list_assets, read_assets
from dockerlayers_site.plugin.events import also_for_kept
from dockerlayers_site.plugin.options import MissingOptions
from dockerlayers_site.plugin.project import ASSETS, add_assets, link_assets, list_sections, site_texts
from dockerlayers_site.plugin.theme import is_material

_PACKAGE = "dockerlayers_site.missing"
_TEMPLATE = "404.html"
_ASSETS = f"{ASSETS}/missing"


class Missing:
    """The page for what is not found, of one build; one that the site has itself stays."""

    def __init__(self, options: MissingOptions | None = None) -> None:
        del options
        self.pages: dict[str, Page] = {}

    # Other plugins may put templates of their own before the theme's.
    @event_priority(-50)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put our template before the theme's, and behind those of the site."""
        self.pages.clear()
        theme, own = config.theme, str(package_files(_PACKAGE).joinpath("templates"))
        if own not in theme.dirs:
            theme.dirs.insert(1 if theme.custom_dir else 0, own)
        theme.static_templates.add(_TEMPLATE)
        link_assets(config, _ASSETS, styles=(), scripts=())
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put the script and the styles into the site."""
        add_assets(files, config, _ASSETS, read_assets(_PACKAGE, list_assets(_PACKAGE)))
        return files

    @also_for_kept
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Keep a page to which one can lead; what says that it is gone is not one."""
        del html, config, files
        is_made = page.file.generated_by is not None
        if not (is_made and page.file.inclusion is InclusionLevel.NOT_IN_NAV):
            self.pages[page.url] = page

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Hand our template what it shows."""
        if template_name != _TEMPLATE:
            return context
        path = urlsplit(config.site_url or "/").path
        values = {
            "missing": render_missing(
                site_texts(config),
                base=f"{path.rstrip('/')}/",
                site_name=config.site_name,
                assets=_ASSETS,
                places=[_place(page) for page in self.pages.values()],
                main=[*_main_places(context["nav"])],
                has_search=is_material(config) and "material/search" in config.plugins,
            )
        }
        context.update(values)  # type: ignore[typeddict-item]
        return context


def _place(page: Page) -> Place:
    return Place(address=page.url, title=_title(page), sections=tuple(_sections(page)))


def _title(page: Page) -> str:
    return unescape(str(page.title))


def _sections(page: Page) -> Iterator[tuple[str, str]]:
    """Yield all sections but that of the page's title."""
    for link in list_sections(page.toc):
        if link.level > 1:
            yield link.id, unescape(link.title)


def _main_places(nav: Navigation) -> Iterator[Place]:
    """Yield what the navigation shows at its top: a section by its name, leading to its first page."""
    for item in nav.items:
        first = _first_page(item)
        if first:
            yield Place(address=first.url, title=unescape(str(item.title)))


def _first_page(item: StructureItem) -> Page | None:
    if isinstance(item, Page):
        return item
    children: Sequence[StructureItem] = item.children or () if isinstance(item, Section) else ()
    return next(filter(None, map(_first_page, children)), None)
