"""Keep every address of the site alive."""

from __future__ import annotations

import errno
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from dockerlayers_site.cache.fingerprint import fingerprint
from dockerlayers_site.glossary import load_english_names
from dockerlayers_site.links.assets import PANEL_SCRIPT, PANEL_STYLES, SCRIPT, STYLES, load_assets
from dockerlayers_site.links.build import SiteBuild, explain_repeated, explain_stolen, load_build
from dockerlayers_site.links.errors import LinksError
from dockerlayers_site.links.extension import SectionIds
from dockerlayers_site.links.farewell import farewell_markdown
from dockerlayers_site.links.ledger import PageRecord
from dockerlayers_site.links.page import read_page
from dockerlayers_site.links.redirects import find_redirects, page_file
from dockerlayers_site.plugin.events import also_for_kept
from dockerlayers_site.plugin.markdown import FOR_LINKS, add_needed
from dockerlayers_site.plugin.memory import remember_of_page
from dockerlayers_site.plugin.options import LinksOptions
from dockerlayers_site.plugin.project import (
    ASSETS,
    add_assets,
    add_extension,
    add_to_head,
    feature_logger,
    file_address,
    link_assets,
    page_address,
    project_path,
    put_at,
    refuse,
    site_texts,
    source_of,
)

_ASSETS = f"{ASSETS}/links"
_NOTHING = PageRecord(title="")
_log = feature_logger("links")
# A name that a system cannot have, as `?` on Windows, or where another file is: it is not one from here.
_NO_NAME = frozenset({errno.EEXIST, errno.EINVAL, errno.EISDIR, errno.ENAMETOOLONG, errno.ENOTDIR})


class Links:
    """The addresses of one build."""

    def __init__(self, options: LinksOptions | None = None) -> None:
        options = options or LinksOptions()
        self.is_latin = options.addresses == "latin"
        self.extension = SectionIds(terms=load_english_names(), is_short=options.ids == "short")
        self.build = SiteBuild()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the records, and register the Markdown extension, the script and the styles."""
        try:
            self.build = load_build(_from_here(Path(config.docs_dir)))
        except LinksError as error:
            raise refuse(str(error), config) from error
        self.build.texts = site_texts(config)
        add_needed(config, FOR_LINKS)
        add_extension(config, self.extension)
        link_assets(config, _ASSETS, styles=[STYLES, PANEL_STYLES], scripts=[SCRIPT, PANEL_SCRIPT])
        return config

    @event_priority(-50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Give the pages their addresses, and put scripts, styles and farewell pages into the site.

        That is behind other plugins, which may bring pages of their own.
        """
        if self.is_latin:
            self._give_addresses(files)
        add_assets(files, config, _ASSETS, load_assets(self.build.texts))
        for source, address in self.build.farewells.items():
            if source not in files.src_uris:
                content = farewell_markdown(self.build.texts, self.build.ledger, address)
                files.append(
                    File.generated(config, source, content=content, inclusion=InclusionLevel.NOT_IN_NAV)
                )
        return files

    def seen_at_begin(self, page: Page) -> object:
        """Return what a page hangs on: what was published of it, and whether it is gone."""
        record = self.build.record(page_address(page))
        # As a digest: of plain values alone, that of all is quick.
        published = "" if record == _NOTHING else fingerprint(record)
        return published, page.file.src_uri in self.build.farewells

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Tell the extension what was published of a page."""
        del markdown, config, files
        self.extension.record = self.build.record(page_address(page))

    @also_for_kept
    @event_priority(-100)
    def _read_page(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Read the page's addresses and links, when all that is to be in it is there."""
        del files
        if page.file.src_uri not in self.build.farewells:
            read = remember_of_page(config, html, "links", lambda: read_page(html))
            self.build.add_page(page_address(page), read, source_of(page, config))

    @event_priority(-100)
    def _tell_sections(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Tell what is wrong with the ids of the page's sections."""
        del html, files
        sections, source = self.extension, source_of(page, config)
        (page.present_anchor_ids or set()).update(sections.ids)
        for section in sections.stolen:
            _log.warning("%s", explain_stolen(section, source))
        for problem in explain_repeated(sections.repeated, source):
            _log.warning("%s", problem)

    on_page_content = CombinedEvent(_read_page, _tell_sections)

    @event_priority(100)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Check all links and addresses."""
        del env
        names = {file.dest_uri for file in files}
        for problem in self.build.check(names, docs=project_path(config.docs_dir, config)):
            _log.warning("%s", problem)
        self.build.files.clear()

    # Before anyone looks at a page that is whole.
    @event_priority(100)
    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Put into a page what keeps old addresses alive."""
        del context, config, nav
        page.content = self.build.finish(page_address(page), page.content or "")

    def seen_in_context(self, page: Page, config: MkDocsConfig) -> object:
        """Return what `on_page_context` puts into a page."""
        del config
        return self.build.inserts(page_address(page))

    def seen_at_end(self, page: Page) -> object:
        """Return what `on_post_page` puts into a page."""
        return str(self.build.head(page_address(page)))

    @event_priority(-60)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Tell the script where places that left a page are now, and search engines which pages are gone."""
        del config
        return add_to_head(output, self.build.head(page_address(page)))

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Leave the farewell pages out of the site's map."""
        del config
        is_map = template_name == "sitemap.xml"
        return self.build.without_farewells(output_content) if is_map else output_content

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write a page at each old address that leads on."""
        for redirect in find_redirects(self.build.site):
            html = redirect.render(site_url=config.site_url or "")
            for name in redirect.files:
                _write_redirect(Path(config.site_dir, name), html)

    def _give_addresses(self, files: Files) -> None:
        pages = [file for file in files if file.is_documentation_page()]
        taken = {file_address(file) for file in files if not file.is_documentation_page()}
        names = {file_address(file) for file in pages}
        addresses = self.build.assign(names, terms=self.extension.terms, taken=taken)
        for file in pages:
            put_at(file, page_file(addresses[file_address(file)]))


def _write_redirect(path: Path, html: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html, encoding="utf-8")
    except OSError as error:
        if error.errno not in _NO_NAME:
            raise
        _log.info("nothing can lead on from %s: %s", path, error.strerror)


def _from_here(path: Path) -> Path:
    """Return a path as one types it: from the folder in which the build was started, if it is below."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
