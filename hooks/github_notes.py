"""Read pages as GitHub shows them: the MkDocs side of the `notes` library."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from dockerlayers_site.notes.extension import GitHubNotes
from dockerlayers_site.notes.front_matter import check_front_matter
from dockerlayers_site.notes.links import Surroundings
from dockerlayers_site.notes.targets import Shelf, is_picture
from dockerlayers_site.pages.page_file import page_file

_PICTURES = "assets/notes"
_log = get_plugin_logger(__name__)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Register the Markdown extension; once, though the same config may come again."""
    if not _find_notes(config):
        config.markdown_extensions.append(GitHubNotes())  # type: ignore[arg-type]
    return config


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Tell the extension what is around a page, and show front matter that cannot be read as code."""
    notes = _find_notes(config)
    assert notes, "on_config has run"
    notes.around = _surroundings(page, config, files)
    text = page.file.content_string
    notes.page = page_file(_project_path(page, config), text)
    if page.meta and not text.startswith("---"):
        # MkDocs takes a first line such as `Docker: 컨테이너` for metadata, and off the page.
        page.meta.clear()
        markdown = text
    shown, problem = check_front_matter(markdown, notes.page)
    if problem:
        _log.warning("%s", problem)
    return shown


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Report what is wrong on the page, and make its anchors known to MkDocs' check of links."""
    del html, files
    notes = _find_notes(config)
    assert notes, "on_config has run"
    for problem in sorted(notes.problems, key=lambda one: one.line):
        _log.warning("%s", problem)
    (page.present_anchor_ids or set()).update(notes.ids)


def _find_notes(config: MkDocsConfig) -> GitHubNotes | None:
    extensions: list[object] = [*config.markdown_extensions]
    return next((one for one in extensions if isinstance(one, GitHubNotes)), None)


def _surroundings(page: Page, config: MkDocsConfig, files: Files) -> Surroundings:
    root = Path(config.config_file_path).parent.resolve()
    docs = Path(config.docs_dir).resolve()
    return Surroundings(
        page=page.file.src_uri,
        shelf=Shelf(uris=files.src_uris.keys(), docs=docs, root=root if docs.is_relative_to(root) else docs),
        publish=partial(_publish, root, config, files),
        browse=partial(_browse, root, config),
        address=lambda uri: get_relative_url(files.src_uris[uri].url, page.url),
    )


def _publish(root: Path, config: MkDocsConfig, files: Files, path: Path) -> str | None:
    """Take a picture from beside docs/ into the site."""
    if not is_picture(path):
        return None
    uri = f"{_PICTURES}/{path.relative_to(root).as_posix()}"
    if uri not in files.src_uris:
        files.append(File.generated(config, uri, abs_src_path=str(path), inclusion=InclusionLevel.INCLUDED))
    return uri


def _browse(root: Path, config: MkDocsConfig, path: Path) -> str | None:
    """Return where a file of the repository is read."""
    if not config.repo_url:
        return None
    kind = "tree" if path.is_dir() else "blob"
    return f"{config.repo_url.rstrip('/')}/{kind}/HEAD/{path.relative_to(root).as_posix()}"


def _project_path(page: Page, config: MkDocsConfig) -> str:
    """Return the path of a page's file from the project's folder on, as its author would name it."""
    path = page.file.abs_src_path
    root = Path(config.config_file_path).parent
    return Path(os.path.relpath(path, root)).as_posix() if path else page.file.src_uri
