"""Let files have any names: of composed Hangul or decomposed, and told where two are one on other systems."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from dockerlayers_site.pages.collisions import find_collisions
from dockerlayers_site.pages.composition import compose_hangul, known_name
from dockerlayers_site.plugin.project import feature_logger, file_address, project_path

_log = feature_logger("names")


class Names:
    """The names of files in one build: in composed letters, as authors type them into links."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the navigation in composed letters, too."""
        config.nav = _change_all(config.nav, known_name)
        return config

    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Compose the names of all files, before any feature looks for one."""
        if isinstance(files, _Composed):
            return files
        docs = project_path(config.docs_dir, config)
        own = [file for file in files if file.src_dir == config.docs_dir and not file.inclusion.is_excluded()]
        for collision in find_collisions({file.src_uri: file_address(file) for file in own}):
            _log.error("%s", collision.explain(docs))
        if not config.edit_uri_template:
            _encode_edit_addresses(own)
        return _Composed(_compose_names(files))

    @event_priority(100)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Read decomposed letters in a page as composed ones: links and the search find no others."""
        del config, files
        page.meta = _change_all(page.meta, compose_hangul)
        return compose_hangul(markdown)


class _Composed(Files):
    """Files with composed names: two hooks may each bring this feature."""


def _compose_names(files: Files) -> Iterator[File]:
    taken = set(files.src_uris)
    for file in files:
        name = known_name(file.src_uri)
        if file.src_dir and name not in taken:
            # Where it is on the disk is found once, from its name there.
            path = file.abs_src_path
            file.src_uri, file.abs_src_path = name, path
            for derived in ("name", "dest_uri", "url", "abs_dest_path"):
                vars(file).pop(derived, None)
        yield file


def _encode_edit_addresses(files: list[File]) -> None:
    """Encode what MkDocs puts into the address of an edit button as it is."""
    for file in files:
        if file.edit_uri == file.src_uri:
            file.edit_uri = quote(file.src_uri)


def _change_all(value: Any, change: Callable[[str], str]) -> Any:
    """Change each text in what YAML can hold."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {_change_all(key, change): _change_all(one, change) for key, one in value.items()}
    return [_change_all(one, change) for one in value] if isinstance(value, list) else value
