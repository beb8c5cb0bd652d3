"""What another theme than Material needs, so that it can show what does not need Material."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from importlib.resources import files as package_files
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.theme import Theme as MkDocsTheme

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.plugin.project import ASSETS, add_assets, link_assets

_STYLES = "plain.css"


# What sets the lines of a template in is a twentieth of a page's bytes.
_SET_IN = lazy_pattern(r"\s*\n\s*")
# Where it may mean something.
_KEEPS_BLANKS = lazy_pattern(r"<(?:pre|textarea)\b|`")


class _Templates(FileSystemLoader):
    """The files of a theme, listed without folders with a dot: MkDocs, which asks, leaves those out itself.

    Material has ten thousand icons in one. It is a tenth of a second at each build.
    """

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return a template, one for HTML without what sets its lines in."""
        source, path, is_current = super().get_source(environment, template)
        if template.endswith(".html") and not _KEEPS_BLANKS.search(source):
            source = _SET_IN.sub("\n", source)
        return source, path, is_current

    def list_templates(self) -> list[str]:
        """List the paths of all files."""
        found = set()
        for folder in self.searchpath:
            for place, folders, names in os.walk(folder, followlinks=self.followlinks):
                folders[:] = [one for one in folders if not one.startswith(".")]
                below = Path(place).relative_to(folder)
                found |= {(below / name).as_posix() for name in names}
        return sorted(found)


def _get_environment(theme: MkDocsTheme) -> Environment:
    environment = MkDocsTheme.get_env(theme)
    environment.loader = _Templates(theme.dirs)
    return environment


def is_material(config: MkDocsConfig) -> bool:
    """Say whether the site has the theme Material."""
    return config.theme.name == "material"


class Theme:
    """The site's theme; what our own needs of it is all there in Material."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Link the styles that give our own what Material would, and let the theme's files be found soon."""
        theme = config.theme
        theme.get_env = partial(_get_environment, theme)  # type: ignore[method-assign]
        if not is_material(config):
            link_assets(config, ASSETS, styles=[_STYLES], scripts=[])
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put them into the site."""
        if not is_material(config):
            style = package_files(__package__).joinpath("browser", _STYLES).read_text(encoding="utf-8")
            add_assets(files, config, ASSETS, {_STYLES: style})
        return files
