"""Keep every address of the site alive: the MkDocs side of the `links` library."""

from __future__ import annotations

import os
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from dockerlayers_site.glossary import load_english_names
from dockerlayers_site.links.assets import SCRIPT, STYLES, load_assets
from dockerlayers_site.links.build import Build, explain_repeated, explain_stolen, load_build
from dockerlayers_site.links.errors import LinksError
from dockerlayers_site.links.extension import SectionIds
from dockerlayers_site.links.farewell import farewell_markdown
from dockerlayers_site.links.redirects import find_redirects
from dockerlayers_site.pages.page_file import PageFile, page_file

_ASSETS = "assets/links"
_log = get_plugin_logger(__name__)
_builds: dict[str, Build] = {}


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the records, and register the Markdown extension, the script and the styles; each once."""
    try:
        _builds[config.docs_dir] = load_build(Path(config.docs_dir))
    except LinksError as error:
        raise PluginError(str(error)) from error
    if not _find_sections(config):
        extension = SectionIds(terms=load_english_names())
        config.markdown_extensions.append(extension)  # type: ignore[arg-type]
        config.extra_javascript.append(f"{_ASSETS}/{SCRIPT}")
        config.extra_css.append(f"{_ASSETS}/{STYLES}")
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Put the script, the styles and the farewell pages into the site."""
    for name, content in load_assets().items():
        files.append(File.generated(config, f"{_ASSETS}/{name}", content=content))
    build = _build(config)
    for source, address in build.farewells.items():
        if source not in files.src_uris:
            content = farewell_markdown(build.ledger, address)
            files.append(File.generated(config, source, content=content, inclusion=InclusionLevel.NOT_IN_NAV))
    return files


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Tell the extension what was published of a page."""
    del markdown, files
    _sections(config).record = _build(config).record(_address(page))


@event_priority(-100)
def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Read the page's addresses and links, when all that is to be in it is there."""
    del files
    build, sections, file = _build(config), _sections(config), _file(page, config)
    if page.file.src_uri not in build.farewells:
        build.add_page(_address(page), html, file)
    (page.present_anchor_ids or set()).update(sections.ids)
    for section in sections.stolen:
        _log.warning("%s", explain_stolen(section, file))
    for problem in explain_repeated(sections.repeated, file):
        _log.warning("%s", problem)


@event_priority(100)
def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    """Check all links and addresses, and put into the pages what keeps old addresses alive."""
    del env
    build = _build(config)
    names = {file.url for file in files} | {file.dest_uri for file in files}
    for problem in build.check(names, docs=_project_path(config.docs_dir, config)):
        _log.warning("%s", problem)
    for file in files.documentation_pages():
        if file.page:
            file.page.content = build.finish(_address(file.page), file.page.content or "")


@event_priority(-60)
def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Tell the script where places that left a page are now, and search engines which pages are gone."""
    return output.replace("</head>", f"{_build(config).head(_address(page))}</head>", 1)


def on_post_template(output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
    """Leave the farewell pages out of the site's map."""
    is_map = template_name == "sitemap.xml"
    return _build(config).without_farewells(output_content) if is_map else output_content


def on_post_build(*, config: MkDocsConfig) -> None:
    """Write a page at each old address that leads on."""
    for redirect in find_redirects(_build(config).site):
        path = Path(config.site_dir, redirect.file)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(redirect.render(site_url=config.site_url or ""), encoding="utf-8")


def _build(config: MkDocsConfig) -> Build:
    return _builds[config.docs_dir]


def _address(page: Page) -> str:
    return page.url.removeprefix("./")


def _find_sections(config: MkDocsConfig) -> SectionIds | None:
    extensions: list[object] = [*config.markdown_extensions]
    return next((one for one in extensions if isinstance(one, SectionIds)), None)


def _sections(config: MkDocsConfig) -> SectionIds:
    sections = _find_sections(config)
    assert sections, "on_config has run"
    return sections


def _file(page: Page, config: MkDocsConfig) -> PageFile:
    path = page.file.abs_src_path
    return page_file(_project_path(path, config) if path else page.file.src_uri, page.file.content_string)


def _project_path(path: str, config: MkDocsConfig) -> str:
    """Return a path from the project's folder on, as an author would name it."""
    return Path(os.path.relpath(path, Path(config.config_file_path).parent)).as_posix()
