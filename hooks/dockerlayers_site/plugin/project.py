"""What every feature needs of MkDocs: paths as an author names them, files for the site, and the log."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from markdown.extensions import Extension
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, PrefixedLogger, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from dockerlayers.render.styles import TOKENS, load_asset
from dockerlayers.texts import DEFAULT
from dockerlayers_site.links.folder import page_address as page_address_of
from dockerlayers_site.names import NAME
from dockerlayers_site.pages.composition import compose_hangul
from dockerlayers_site.pages.messages import say_failure
from dockerlayers_site.pages.page_file import PageFile, page_file
from dockerlayers_site.texts import SiteTexts, load_site_texts

ASSETS = f"assets/{NAME}"
"""The folder of the site in which all styles and scripts are."""
_TOKENS = f"{ASSETS}/{TOKENS}"
_HEAD_END = "</head>"
_READ = "_dockerlayers_read"


def feature_logger(feature: str) -> PrefixedLogger:
    """Return a logger below MkDocs' own: `--strict` counts what is logged there alone."""
    return get_plugin_logger(f"{NAME}.{feature}")


def project_root(config: MkDocsConfig) -> Path:
    """Return the folder of mkdocs.yml."""
    return _resolve_folder(os.path.abspath(config.config_file_path))  # noqa: PTH100 - it is not resolved yet


# It is asked for some times a page.
@lru_cache
def _resolve_folder(path: str) -> Path:
    return Path(path).parent.resolve()


def project_path(path: str, config: MkDocsConfig) -> str:
    """Return a path from the project's folder on, as an author would name it."""
    return _from_folder(path, config.config_file_path)


def _from_folder(path: str, config_path: str) -> str:
    return Path(os.path.relpath(path, Path(config_path).parent)).as_posix()


def site_texts(config: MkDocsConfig) -> SiteTexts:
    """Load the texts of the language that the plugin is set to, else of the theme's."""
    plugin: BasePlugin[Any] | None = config.plugins.get(NAME)
    chosen = plugin.config.get("language") if plugin else None
    return load_site_texts(chosen or str(config.theme.get("language", DEFAULT)))


@dataclass(frozen=True, kw_only=True)
class _Read:
    """The text of a page's file as a build has read it; `given` is what a plugin made of it, if any."""

    given: object
    text: str
    composed: str


def _read(file: File) -> _Read:
    """Read a page's file once a build: each feature asks for it, and MkDocs would read it each time."""
    known: _Read | None = vars(file).get(_READ)
    if known is None or known.given is not file._content:
        text = file.content_string if file._content is not None else _read_text(str(file.abs_src_path))
        known = _Read(given=file._content, text=text, composed=compose_hangul(text))
        vars(file)[_READ] = known
    return known


def _read_text(path: str) -> str:
    """Read a file as MkDocs does: in one piece it is read in a third of the time."""
    with open(path, "rb") as file:  # noqa: PTH123 - of each page
        text = file.read().decode("utf-8-sig")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def raw_text_of(file: File) -> str:
    """Return the text of a page's file, as MkDocs reads it."""
    return _read(file).text


def text_of(file: File) -> str:
    """Return the text of a page's file, its Hangul in composed letters: what is typed finds no other."""
    return _read(file).composed


def source_of(page: Page, config: MkDocsConfig) -> PageFile:
    """Return a page's file, with its path from the project's folder on."""
    file = page.file
    return _source_of(file.abs_src_path, file.src_uri, text_of(file), config.config_file_path)


# Each feature asks for that of the same page, and each build while the site is served.
@lru_cache(maxsize=1024)
def _source_of(path: str | None, uri: str, text: str, config_path: str) -> PageFile:
    return page_file(_from_folder(path, config_path) if path else uri, text)


def forget_texts(files: Files) -> None:
    """Forget the texts of the pages' files: one that is asked for again is read again."""
    _source_of.cache_clear()
    for file in files.documentation_pages():
        vars(file).pop(_READ, None)


def page_address(page: Page) -> str:
    """Return the address of a page below the site's, with its letters as they are."""
    return file_address(page.file)


def file_address(file: File) -> str:
    """Return the address of a page's file below the site's: MkDocs has it encoded, and a file's path not."""
    return page_address_of(file.dest_uri)


def put_at(file: File, path: str) -> None:
    """Let a file be written to another path of the site; what MkDocs has made of the old one is made anew."""
    if path != file.dest_uri:
        file.dest_uri = path
        for name in ("url", "abs_dest_path"):
            vars(file).pop(name, None)


def refuse(text: str, config: MkDocsConfig) -> PluginError:
    """Return what ends a build, in the language of the site."""
    return PluginError(say_failure(text, site_texts(config)))


def add_extension(config: MkDocsConfig, extension: Extension) -> None:
    """Register a Markdown extension; once, though the same config may come again."""
    extensions: list[object] = [*config.markdown_extensions]
    if extension in extensions:
        return
    if any(type(one) is type(extension) for one in extensions):
        text = f"{type(extension).__name__} is set up twice: list the plugin {NAME}, or its hooks"
        raise refuse(text, config)
    config.markdown_extensions.append(extension)  # type: ignore[arg-type]


def add_assets(files: Files, config: MkDocsConfig, folder: str, assets: Mapping[str, str]) -> None:
    """Put files into a folder of the site, and the tokens of which their styles are made."""
    if _TOKENS not in files.src_uris:
        files.append(File.generated(config, _TOKENS, content=load_asset(TOKENS)))
    for name, content in assets.items():
        files.append(File.generated(config, f"{folder}/{name}", content=content))


def link_assets(config: MkDocsConfig, folder: str, *, styles: Iterable[str], scripts: Iterable[str]) -> None:
    """Let every page load files of a folder below ASSETS; the site's own come behind: the last word."""
    if _TOKENS not in config.extra_css:
        config.extra_css.insert(0, _TOKENS)
    for names, links in ((styles, config.extra_css), (scripts, config.extra_javascript)):
        place = sum(str(link).startswith(ASSETS) for link in links)
        links[place:place] = [path for name in names if (path := f"{folder}/{name}") not in links]


def add_to_head(page: str, html: str) -> str:
    """Return the HTML of a whole page with more at the end of its head."""
    return page.replace(_HEAD_END, html + _HEAD_END, 1)


def list_sections(links: Iterable[AnchorLink]) -> Iterator[AnchorLink]:
    """Yield the links of a page's table of contents in the order of the page, with those below them."""
    for link in links:
        yield link
        yield from list_sections(link.children)


def plain_options(options: Any) -> Any:
    """Return options as plain values."""
    if hasattr(options, "items"):
        return {name: plain_options(value) for name, value in options.items()}
    return options
