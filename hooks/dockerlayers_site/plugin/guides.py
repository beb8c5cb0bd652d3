"""Which pages the rules and the instructions in a breakdown lead to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.utils import get_relative_url

from dockerlayers.guide import NO_GUIDE, Guide
from dockerlayers.syntax.instruction import INSTRUCTION_NAMES
from dockerlayers_site.names import NAME
from dockerlayers_site.plugin.options import PagesOptions
from dockerlayers_site.rules import OVERVIEW

_ANY = "*"


def is_address(place: str) -> bool:
    """Say whether a place is on another site."""
    return place.endswith("/")


def find_guide(config: MkDocsConfig, files: Files, url: str) -> Guide:
    """Find the addresses of pages as they are from an address of the site on."""
    options = _find_options(config)
    if options is None:
        return NO_GUIDE
    checks, instructions = options.checks, options.instructions
    names = (
        None if instructions is None or is_address(instructions) else tuple(list_names(instructions, files))
    )
    return Guide(
        checks=_reach(checks, files, OVERVIEW, config, url) if checks else None,
        instructions=_reach(instructions, files, _page(names[0]) if names else "", config, url)
        if instructions
        else None,
        names=names,
    )


def _find_options(config: MkDocsConfig) -> PagesOptions | None:
    """Return what the plugin was told; None where it, or the feature, is off."""
    plugin: BasePlugin[Any] | None = config.plugins.get(NAME)
    options: PagesOptions | None = plugin.config.get("pages") if plugin else None
    return options


def list_names(folder: str, files: Files) -> Iterator[str]:
    """List the instructions that have a page in a folder."""
    for name in sorted(INSTRUCTION_NAMES):
        if find_page(folder, name, files):
            yield name


def find_page(folder: str, name: str, files: Files) -> File | None:
    """Find the page of an instruction in a folder."""
    return files.get_file_from_path(f"{folder}/{_page(name)}")


def _page(name: str) -> str:
    return f"{name.lower()}.md"


def _reach(place: str, files: Files, known: str, config: MkDocsConfig, url: str) -> str | None:
    """Return the address of the pages of a place, with `*` for a page's name.

    A folder may have another name in addresses than on disk; that of a page which is `known` tells it.
    """
    if is_address(place):
        return f"{place}{_ANY}/"
    file = files.get_file_from_path(f"{place}/{known}")
    if file is None:
        return None
    parts = file.dest_uri.split("/")
    depth = 1 if known == OVERVIEW or not config.use_directory_urls else 2
    folder = "/".join([*parts[:-depth], ""])
    return get_relative_url(f"{folder}{_ANY}{'/' if config.use_directory_urls else '.html'}", url)
