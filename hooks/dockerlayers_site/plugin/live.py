"""Let readers change a Dockerfile in the page: publish what runs the library in their browser."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from dockerlayers_site.live.assets import OFFLINE, PACKAGE, PUBLISHED, LiveAssets, load_assets, load_offline
from dockerlayers_site.live.library import LIBRARY
from dockerlayers_site.plugin.options import LiveOptions
from dockerlayers_site.plugin.project import ASSETS, add_assets, feature_logger, project_root
from dockerlayers_site.plugin.vendored import publish_package
from dockerlayers_site.vendor.installed import find_package

_CACHE = ".cache/live"
_COMMAND = "make vendor (python -m dockerlayers_site vendor)"
_log = feature_logger("live")


class Live:
    """What runs in the reader's browser, of one build; without Python's package there is no button."""

    def __init__(self, options: LiveOptions | None = None) -> None:
        self.options = options or LiveOptions()
        self.assets: LiveAssets | None = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Look for Python's package, and say in one line how to get it."""
        root = project_root(config)
        package = find_package(root, PACKAGE)
        self.assets = None
        if package is None:
            _log.info("Dockerfiles cannot be changed in the page; so that they can: %s", _COMMAND)
            return config
        folder = f"../vendor/{PACKAGE}-{package.version}/"
        self.assets = load_assets(package, root / _CACHE, package_folder=folder)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put Python, the library and the scripts into the site."""
        if self.assets:
            folder = f"{ASSETS}/{self.assets.folder}"
            vendored = publish_package(files, config, PACKAGE, PUBLISHED)
            kept = load_offline(f"{one}/" for one in (folder, vendored) if one)
            add_assets(files, config, ".", {OFFLINE: kept})
            add_assets(files, config, folder, self.assets.scripts)
            library = str(self.assets.library)
            files.append(File.generated(config, f"{folder}/{LIBRARY}", abs_src_path=library))
        return files
