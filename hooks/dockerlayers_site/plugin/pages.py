"""Make the pages of the checks, and put them into the navigation below the page of all."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from dockerlayers.syntax.instruction import INSTRUCTION_NAMES
from dockerlayers_site.plugin.memory import remember
from dockerlayers_site.plugin.options import PagesOptions
from dockerlayers_site.plugin.project import site_texts
from dockerlayers_site.rules.page import OVERVIEW
from dockerlayers_site.rules.write import RulePage, write_pages

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

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Make the pages; one that the author wrote stays as it is."""
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

    def write(self, files: Files, config: MkDocsConfig) -> tuple[RulePage, ...]:
        """Write the pages, anew only where their texts or links are others."""
        texts = site_texts(config)
        links = find_instructions(self.options.instructions, self.folder or "", files)
        return remember(config, lambda: write_pages(texts, links), "rules", texts.language, links)


def is_address(place: str) -> bool:
    """Say whether a place is on another site."""
    return place.endswith("/")


def find_instructions(place: str | None, folder: str, files: Files) -> dict[str, str]:
    """Find the pages of instructions, as Markdown in a folder links to them."""
    if place is None:
        return {}
    if is_address(place):
        return {name: f"{place}{name.lower()}/" for name in sorted(INSTRUCTION_NAMES)}
    names = {name: f"{place}/{name.lower()}.md" for name in sorted(INSTRUCTION_NAMES)}
    return {
        name: posixpath.relpath(path, folder)
        for name, path in names.items()
        if files.get_file_from_path(path)
    }


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
