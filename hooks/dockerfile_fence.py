"""Show Dockerfiles as annotated breakdowns: the MkDocs side of the `fences` library."""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from dockerlayers.render.styles import BREAKDOWN_ASSETS, load_asset
from dockerlayers_site.fences.extension import DockerfileFences
from dockerlayers_site.pages.page_file import page_file

_SUPERFENCES = "pymdownx.superfences"
_log = get_plugin_logger(__name__)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Register the Markdown extension behind superfences; once, though the same config may come again."""
    if not _find_fences(config):
        if _SUPERFENCES not in config.markdown_extensions:
            config.markdown_extensions.append(_SUPERFENCES)
        superfences = config.mdx_configs.setdefault(_SUPERFENCES, {})
        # Without the first, a heredoc of `<<-` loses the tabs it is about; without the second, a wrong header
        # swallows the rest of its page.
        superfences.update(preserve_tabs=True, relaxed_headers=True)
        config.markdown_extensions.append(DockerfileFences(root=_root(config)))  # type: ignore[arg-type]
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Put the styles and the script of breakdowns, which the library brings, into the site."""
    for name in BREAKDOWN_ASSETS:
        files.append(File.generated(config, f"assets/breakdown/{name}", content=load_asset(name)))
    return files


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Keep the page's file, in which an error is to be found."""
    del files
    file = page_file(_project_path(page, config), page.file.content_string)
    _fences(config).page = file.seen_as(markdown)


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Report what is wrong on the page, and make the breakdowns known to MkDocs' check of links."""
    del html, files
    fences = _fences(config)
    for problem in fences.problems:
        _log.warning("%s", problem)
    (page.present_anchor_ids or set()).update(fences.ids)


def _find_fences(config: MkDocsConfig) -> DockerfileFences | None:
    extensions: list[object] = [*config.markdown_extensions]
    return next((one for one in extensions if isinstance(one, DockerfileFences)), None)


def _fences(config: MkDocsConfig) -> DockerfileFences:
    fences = _find_fences(config)
    assert fences, "on_config has run"
    return fences


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent.resolve()


def _project_path(page: Page, config: MkDocsConfig) -> str:
    """Return the path of a page's file from the project's folder on, as its author would name it."""
    path = page.file.abs_src_path
    return Path(os.path.relpath(path, _root(config))).as_posix() if path else page.file.src_uri
