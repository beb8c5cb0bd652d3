"""What templates can see: of a page, of the navigation around it, of the settings and of the theme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from dockerlayers_site.cache.fingerprint import KNOWN, NoFingerprintError, own_folders
from dockerlayers_site.plugin.memory import fingerprint_page
from dockerlayers_site.plugin.project import plain_options

_INSTALLED = ("material", "mkdocs")
_JINJA = ("jinja2", "_operator", "json", "markupsafe", "gettext", "babel")
# What no template shows, or what is looked at in another way.
_UNSEEN = frozenset(
    """nav docs_dir site_dir config_file_path watch dev_addr hooks strict plugins theme markdown_extensions
    mdx_configs validation exclude_docs draft_docs not_in_nav extra_templates""".split()  # noqa: SIM905
)


def own_sources(config: MkDocsConfig) -> Iterator[tuple[str, str]]:
    """Yield the templates and icons that are not of an installed theme, whose version is in every key."""
    ours = (*own_folders(), *_installed_folders())
    for folder in config.theme.dirs:
        if any(Path(folder).is_relative_to(one) for one in ours):
            continue
        for path in sorted(Path(folder).rglob("*")):
            if path.suffix in (".html", ".svg", ".xml", ".yml") and path.is_file():
                yield path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8", errors="replace")


def _installed_folders() -> Iterator[Path]:
    for name in _INSTALLED:
        spec = find_spec(name)
        yield from map(Path, (spec.submodule_search_locations if spec else None) or ())


def shown_settings(config: MkDocsConfig) -> dict[str, Any]:
    """Return the settings that a template may show."""
    # A hook is a module, and has no settings.
    plugins = {
        name: plain_options(getattr(plugin, "config", None)) for name, plugin in config.plugins.items()
    }
    shown = {name: plain_options(value) for name, value in config.items() if name not in _UNSEEN}
    return {"plugins": plugins, "dirs": config.theme.dirs, **shown}


def shown_theme(config: MkDocsConfig) -> dict[str, Any]:
    """Return the settings of the theme."""
    theme = config.theme
    return {name: str(theme[name]) if name == "locale" else theme[name] for name in theme}


def names_of(env: Environment) -> list[str]:
    """Return the filters, tests and globals of the templates; raise NoFingerprintError for unknown ones."""
    found = [*env.filters.items(), *env.tests.items(), *env.globals.items(), *env.extensions.items()]
    for name, value in found:
        module = getattr(value, "__module__", None) or type(value).__module__
        if str(module).partition(".")[0] not in (*KNOWN, *_JINJA):
            raise NoFingerprintError(name)
    return sorted(name for name, _ in found)


def seen_of(page: Page) -> tuple[object, ...]:
    """Return what a template sees of its page."""
    own = (fingerprint_page(page.content or ""), str(page.title), dict(page.meta), _toc(page.toc))
    return (*own, *seen_around(page))


def seen_around(page: Page) -> tuple[object, ...]:
    """Return what a template sees of its page beside what that holds itself."""
    neighbours = [seen_in_nav(one) for one in (page.previous_page, page.next_page)]
    above = [(one.title, getattr(one, "url", None)) for one in page.ancestors]
    return (
        *(page.url, page.canonical_url, page.abs_url, page.edit_url, page.is_homepage),
        *(page.file.src_uri, page.file.inclusion.value, neighbours, above),
        {name: value for name, value in vars(page).items() if name not in _KNOWN_OF_PAGE},
    )


_KNOWN_OF_PAGE = frozenset(
    """file title children previous_page next_page parent active update_date canonical_url abs_url edit_url
    markdown content toc meta present_anchor_ids links_to_anchors render read_source _title_from_render
    _Page__active _StructureItem__parent""".split()  # noqa: SIM905
)


def _toc(links: Iterable[AnchorLink]) -> list[object]:
    return [(link.title, link.id, link.level, _toc(link.children)) for link in links]


def seen_in_nav(page: Page | None) -> object:
    """Return what the navigation shows of a page."""
    return None if page is None else (page.title, page.url, page.canonical_url, dict(page.meta))


def seen_of_item(item: StructureItem, *, is_pruned: bool) -> object:
    """Return what the navigation shows of an item: of a section that is closed, where its first page is."""
    if isinstance(item, Page):
        return seen_in_nav(item)
    if not isinstance(item, Section):
        return (item.title, getattr(item, "url", None))
    if is_pruned and not item.active:
        return (
            item.title,
            len(item.children),
            [seen_of_item(one, is_pruned=True) for one in item.children[:1]],
        )
    return (item.title, [seen_of_item(one, is_pruned=is_pruned) for one in item.children])
