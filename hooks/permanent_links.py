"""Keep every address of the site alive: the MkDocs side of the `links` library."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from dockerlayers.errors import DockerfileError
from dockerlayers.message import format_error
from dockerlayers.syntax.nodes import Span
from glossary import load_english_names
from links.addresses import Address
from links.arrive import Site
from links.assets import SCRIPT as PAGE_SCRIPT
from links.assets import STYLES, load_assets
from links.decisions import Decisions, load_decisions
from links.errors import LinksError
from links.extension import SectionIds
from links.farewell import NO_INDEX, farewell_markdown, farewell_source, render_farewell
from links.inherit import find_record
from links.inserts import add_aliases, render_notes
from links.inside import explain_broken, find_broken
from links.ledger import Ledger, load_ledger
from links.messages import Message, Source, explain_site
from links.notes import find_aliases, find_moves, find_notes
from links.page import PageHtml, read_page
from links.redirects import find_redirects, render_moves

_ASSETS = "assets/links"
_log = get_plugin_logger(__name__)


@dataclass(kw_only=True)
class _Build:
    """What one build knows of its addresses."""

    ledger: Ledger = field(default_factory=Ledger)
    decisions: Decisions = field(default_factory=Decisions)
    pages: dict[str, PageHtml] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    moves: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def site(self) -> Site:
        return Site(pages=self.pages, ledger=self.ledger, decisions=self.decisions)

    @property
    def farewells(self) -> dict[str, Address]:
        """Return the files of the pages that say why another is gone."""
        pages = (address for address in self.decisions.gone if not address.fragment)
        return {farewell_source(address.page): address for address in pages}


_build = _Build()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the records, and register the Markdown extension, the script and the styles; each once."""
    docs = Path(config.docs_dir)
    try:
        _build.ledger, _build.decisions = load_ledger(docs), load_decisions(docs)
    except LinksError as error:
        raise PluginError(str(error)) from error
    for known in (_build.pages, _build.sources, _build.moves):
        known.clear()
    if not _find_sections(config):
        extension = SectionIds(terms=load_english_names())
        config.markdown_extensions.append(extension)  # type: ignore[arg-type]
        config.extra_javascript.append(f"{_ASSETS}/{PAGE_SCRIPT}")
        config.extra_css.append(f"{_ASSETS}/{STYLES}")
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Put the scripts, the styles and the farewell pages into the site."""
    for name, content in load_assets().items():
        files.append(File.generated(config, f"{_ASSETS}/{name}", content=content))
    for source, address in _build.farewells.items():
        if source not in files.src_uris:
            content = farewell_markdown(_build.ledger, address)
            files.append(File.generated(config, source, content=content, inclusion=InclusionLevel.NOT_IN_NAV))
    return files


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Tell the extension what was published of a page."""
    del markdown, files
    _sections(config).record = find_record(_build.ledger, _build.decisions, _address(page))


@event_priority(-100)
def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Read the page's addresses and links, when all that is to be in it is there."""
    del files
    if page.file.src_uri in _build.farewells:
        return
    sections = _sections(config)
    _build.pages[_address(page)] = read_page(html)
    _build.sources[_address(page)] = _source(page, config)
    (page.present_anchor_ids or set()).update(sections.ids)
    for section in sections.stolen:
        text = f"the id {section.id} was published as that of «{section.text}» and is now another's"
        _warn(Message(text=text, path=_project_path(page, config)), _source(page, config))


@event_priority(100)
def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    """Check all links and addresses, and put into the pages what keeps old addresses alive."""
    site = _build.site
    names = {file.url for file in files} | {file.dest_uri for file in files}
    for message in explain_broken(list(find_broken(site, names)), _build.sources):
        _warn(message, _source_of(message))
    docs = Path(os.path.relpath(config.docs_dir, _root(config))).as_posix()
    for message in explain_site(site, _build.sources.get, docs=docs):
        _warn(message, _source_of(message))
    for file in files.documentation_pages():
        if file.page and _address(file.page) in site.pages:
            _keep_places(file.page, site)
        elif file.page and file.src_uri in _build.farewells:
            file.page.content = render_farewell(site, _build.farewells[file.src_uri])
    del env


@event_priority(-60)
def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Tell the script where places that left a page are now, and search engines which pages are gone."""
    del config
    moves = _build.moves.get(_address(page))
    added = render_moves(moves) if moves else NO_INDEX if page.file.src_uri in _build.farewells else ""
    return output.replace("</head>", f"{added}</head>", 1)


def on_post_template(output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
    """Leave the farewell pages out of the site's map."""
    del config
    if template_name != "sitemap.xml" or not _build.farewells:
        return output_content
    gone = "|".join(re.escape(address.alone.url) for address in _build.farewells.values())
    return re.sub(rf"\s*<url>\s*<loc>[^<]*/(?:{gone})</loc>.*?</url>", "", output_content, flags=re.DOTALL)


def on_post_build(*, config: MkDocsConfig) -> None:
    """Write a page at each old address that leads on."""
    for redirect in find_redirects(_build.site):
        path = Path(config.site_dir, redirect.file)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(redirect.render(site_url=config.site_url or ""), encoding="utf-8")


def _keep_places(page: Page, site: Site) -> None:
    address = _address(page)
    html = add_aliases(page.content or "", find_aliases(site, address))
    page.content = html + render_notes(list(find_notes(site, address)))
    _build.moves[address] = find_moves(site, address)


def _address(page: Page) -> str:
    return page.url.removeprefix("./")


def _find_sections(config: MkDocsConfig) -> SectionIds | None:
    extensions: list[object] = [*config.markdown_extensions]
    return next((one for one in extensions if isinstance(one, SectionIds)), None)


def _sections(config: MkDocsConfig) -> SectionIds:
    sections = _find_sections(config)
    assert sections, "on_config has run"
    return sections


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent.resolve()


def _project_path(page: Page, config: MkDocsConfig) -> str:
    """Return the path of a page's file from the project's folder on, as its author would name it."""
    path = page.file.abs_src_path
    return Path(os.path.relpath(path, _root(config))).as_posix() if path else page.file.src_uri


def _source(page: Page, config: MkDocsConfig) -> Source:
    lines = tuple(page.file.content_string.split("\n"))
    return Source(path=_project_path(page, config), lines=lines)


def _source_of(message: Message) -> Source | None:
    return next((source for source in _build.sources.values() if source.path == message.path), None)


def _warn(message: Message, source: Source | None) -> None:
    line = source.lines[message.line - 1] if source and message.find else None
    end = message.column + max(len(message.find), 1)
    error = DockerfileError(
        message.text,
        path=message.path,
        span=Span(message.line, message.column, message.line, end),
        hint=message.hint,
    )
    _log.warning("%s", format_error(error, line))
