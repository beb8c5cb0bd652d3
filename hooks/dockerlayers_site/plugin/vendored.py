"""Put files of npm's packages into the site: of those that `make vendor` has installed."""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from dockerlayers_site.plugin.project import ASSETS, project_root
from dockerlayers_site.vendor.installed import find_package

_FOLDER = f"{ASSETS}/vendor"


def publish_package(files: Files, config: MkDocsConfig, name: str, paths: Iterable[str]) -> str | None:
    """Put files of an installed package into the site, and return their folder there; None without it.

    The folder has the version in its name: no cache mixes two.
    """
    package = find_package(project_root(config), name)
    if package is None:
        return None
    folder = f"{_FOLDER}/{name}-{package.version}"
    for path in paths:
        source = package.folder / path
        files.append(File.generated(config, f"{folder}/{source.name}", abs_src_path=str(source)))
    return folder
