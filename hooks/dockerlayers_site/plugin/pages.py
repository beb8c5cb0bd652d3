"""Make the pages of the checks, and put them into the navigation below the page of all."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel

from dockerlayers.syntax.instruction import INSTRUCTION_NAMES
from dockerlayers_site.plugin.guides import find_page, is_address, list_names
from dockerlayers_site.plugin.memory import remember
from dockerlayers_site.plugin.options import PagesOptions
from dockerlayers_site.plugin.project import refuse, site_texts
from dockerlayers_site.rules import OVERVIEW

if TYPE_CHECKING:
    from dockerlayers_site.rules.write import RulePage

NavItem = Any
"""An item of the navigation, as YAML has it: a file, or a title with one or with several items."""


class Pages:
    """The pages of the checks of one build."""

    def __init__(self, options: PagesOptions | None = None) -> None:
        self.options = options or PagesOptions()

    @property
    def folder(self) -> str | None:
        """The folder below docs/ in which the pages of the checks are made; None where they are not."""
        checks: str | None = self.options.checks
        return None if checks is None or is_address(checks) else checks

    # Behind other plugins, which may bring pages of their own, and before pages get their addresses.
    @event_priority(-40)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Make the pages; one that the author wrote stays as it is."""
        self.check(files, config)
        if self.folder is None:
            return files
        pages = self.write(files, config)
        if config.nav is not None:
            overview = f"{self.folder}/{OVERVIEW}"
            config.nav = [*expand(config.nav, overview, [*list_items(pages, self.folder)])]
        level = InclusionLevel.UNDEFINED if config.nav is None else InclusionLevel.NOT_IN_NAV
        for page in pages:
            path = f"{self.folder}/{page.name}"
            if not files.get_file_from_path(path):
                files.append(File.generated(config, path, content=page.markdown, inclusion=level))
        return files

    def check(self, files: Files, config: MkDocsConfig) -> None:
        """Refuse a folder in which there is no page of an instruction: it has another name."""
        place = self.options.instructions
        if place is not None and not is_address(place) and not [*list_names(place, files)]:
            raise refuse(f"pages: instructions: there is no page such as {place}/from.md", config)

    def write(self, files: Files, config: MkDocsConfig) -> tuple[RulePage, ...]:
        """Write the pages, anew only where their texts or links are others."""
        texts = site_texts(config)
        links = find_instructions(self.options.instructions, self.folder or "", files)

        def make() -> tuple[RulePage, ...]:
            # Loaded where they are written.
            from dockerlayers_site.rules.write import write_pages

            return write_pages(texts, links)

        return remember(config, make, "rules", texts.language, links)


def find_instructions(place: str | None, folder: str, files: Files) -> dict[str, str]:
    """Find the pages of instructions, as Markdown in a folder links to them."""
    if place is None:
        return {}
    if is_address(place):
        return {name: f"{place}{name.lower()}/" for name in sorted(INSTRUCTION_NAMES)}
    pages = {name: find_page(place, name, files) for name in list_names(place, files)}
    return {name: posixpath.relpath(page.src_uri, folder) for name, page in pages.items() if page}


def list_items(pages: Iterable[RulePage], folder: str) -> Iterator[NavItem]:
    """List the pages as items of the navigation, those of a kind below its name."""
    kinds: dict[str, list[Mapping[str, str]]] = {}
    for page in pages:
        kinds.setdefault(page.kind, []).append({page.title: f"{folder}/{page.name}"})
    for kind, items in kinds.items():
        yield from [{kind: items}] if kind else items


def expand(items: Iterable[NavItem], overview: str, pages: list[NavItem]) -> Iterator[NavItem]:
    """Put the pages where the navigation names the page of all, below the title that it has there."""
    for item in items:
        if item == overview:
            yield from pages
        elif isinstance(item, Mapping):
            yield {title: _expand_value(value, overview, pages) for title, value in item.items()}
        else:
            yield item


def _expand_value(value: NavItem, overview: str, pages: list[NavItem]) -> NavItem:
    if value == overview:
        return pages
    return [*expand(value, overview, pages)] if isinstance(value, list) else value
