"""What another theme than Material needs, so that it can show what does not need Material."""

from __future__ import annotations

from importlib.resources import files as package_files

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from dockerlayers_site.plugin.project import ASSETS, add_assets, link_assets

_STYLES = "plain.css"


def is_material(config: MkDocsConfig) -> bool:
    """Say whether the site has the theme Material."""
    return config.theme.name == "material"


class Theme:
    """The site's theme; nothing is to be done for Material."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Link the styles that give our own what Material would."""
        if not is_material(config):
            link_assets(config, ASSETS, styles=[_STYLES], scripts=[])
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put them into the site."""
        if not is_material(config):
            style = package_files(__package__).joinpath("browser", _STYLES).read_text(encoding="utf-8")
            add_assets(files, config, ASSETS, {_STYLES: style})
        return files
