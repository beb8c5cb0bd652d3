"""Draw the diagrams in notes: on pages that have any, a script of ours loads Mermaid from the site itself."""

from __future__ import annotations

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from dockerlayers.elements import element
from dockerlayers_site.notes.assets import load_diagram_script
from dockerlayers_site.notes.diagrams import CLASS, SCRIPT
from dockerlayers_site.plugin.events import also_for_kept
from dockerlayers_site.plugin.project import ASSETS, feature_logger, site_texts
from dockerlayers_site.plugin.vendored import publish_package

_PACKAGE = "mermaid"
# Its bundle, in one file, and what its licence asks for.
_BUNDLE, _LICENCE = "dist/mermaid.min.js", "LICENSE"
_COMMAND = "make vendor (python -m dockerlayers_site vendor)"
_MARK = f'class="{CLASS}"'
_SCRIPT = f"{ASSETS}/notes/{SCRIPT}"
_log = feature_logger("notes")


class Diagrams:
    """The diagrams of one build; without Mermaid, their source is what is shown."""

    def __init__(self) -> None:
        self.bundle: str | None = None
        self.has_any = False

    @also_for_kept
    @event_priority(-100)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Note whether there is a diagram."""
        del page, config, files
        self.has_any = self.has_any or _MARK in html

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Put Mermaid and the script into the site, if a page has a diagram: now all pages are known."""
        del env
        self.bundle = None
        if not self.has_any:
            return
        folder = publish_package(files, config, _PACKAGE, (_BUNDLE, _LICENCE))
        if folder is None:
            _log.info("diagrams are shown as their source; to draw them: %s", _COMMAND)
            return
        self.bundle = f"{folder}/{_BUNDLE.rpartition('/')[2]}"
        script = load_diagram_script(site_texts(config))
        files.append(File.generated(config, _SCRIPT, content=script))

    def seen_in_context(self, page: Page, config: MkDocsConfig) -> object:
        """Return what `on_page_context` puts into a page."""
        del page, config
        return self.bundle

    @event_priority(-100)
    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Let a page with diagrams load the script: in its content, it runs when pages are swapped, too."""
        del context, config, nav
        if self.bundle and _MARK in (page.content or ""):
            script, bundle = (get_relative_url(path, page.url) for path in (_SCRIPT, self.bundle))
            page.content = (page.content or "") + element("script", src=script, data_bundle=bundle)
