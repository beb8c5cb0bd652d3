"""Make a pasted link look right."""

from __future__ import annotations

from html import unescape
from importlib.util import find_spec
from typing import Any
from urllib.parse import quote, urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from dockerlayers.elements import join
from dockerlayers_site.cache.fingerprint import fingerprint
from dockerlayers_site.plugin.events import also_for_kept
from dockerlayers_site.plugin.memory import (
    find_store,
    fingerprint_page,
    keep_with_page,
    remember,
    remember_of_page,
    write_into_site,
)
from dockerlayers_site.plugin.options import PreviewsOptions
from dockerlayers_site.plugin.project import add_to_head, feature_logger, page_address
from dockerlayers_site.previews.description import describe_steps, shorten
from dockerlayers_site.previews.tags import Preview, render_tags
from dockerlayers_site.search.excluded import visible_steps

_PICTURES = "assets/previews"
# As the plugin for social cards, or a theme, writes them.
_OWN_TAGS = 'property="og:title"'
_log = feature_logger("previews")


class Previews:
    """What links to the pages of one build show."""

    def __init__(self, options: PreviewsOptions | None = None) -> None:
        self.options = options or PreviewsOptions()
        self.previews: dict[str, Preview] = {}
        # What pages say of themselves, each with a digest of the HTML that says it.
        self.described: dict[str, tuple[str, str]] = {}
        # The front matter of the page at hand, as its author wrote it.
        self.meta: dict[str, Any] | None = None

    def on_config(self, config: MkDocsConfig) -> None:
        """Forget the build before, and say once if no picture can be drawn."""
        del config
        self.previews.clear()
        self.described.clear()
        self.meta = None
        if self.options.pictures and not _can_draw():
            _log.info("Pillow is not installed: links to the pages show no picture")

    @also_for_kept
    @event_priority(-900)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Describe the page while its HTML is in steps: when it is built, those of all others were taken."""
        del files
        if find_store(config) and not page.meta.get("description"):
            # With the digest: that of all pages is most of what is done with those that are kept.
            self.described[page.url] = remember_of_page(
                config, html, "described", lambda: (fingerprint_page(html), _describe(html))
            )

    @also_for_kept
    @event_priority(-50)
    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Describe the page, for the theme's own tag as well."""
        del context, nav
        preview = keep_with_page(config, "preview", lambda: self._make(page, config))
        self.meta = dict(page.meta)
        # The theme writes it into an attribute as it is.
        page.meta["description"] = str(join([preview.description]))
        self.previews[page.url] = preview

    def _make(self, page: Page, config: MkDocsConfig) -> Preview:
        # Front matter is escaped when it is read.
        written = unescape(str(page.meta.get("description") or ""))
        content = page.content or ""
        description = (
            shorten(written or self._described(content, page, config)) or config.site_description or ""
        )
        return Preview(
            title=config.site_name if page.is_homepage else unescape(str(page.title)),
            description=description,
            site_name=config.site_name,
            language=_language(config),
            is_home=page.is_homepage,
            url=page.canonical_url,
            picture=self._picture(page, config),
        )

    def _described(self, content: str, page: Page, config: MkDocsConfig) -> str:
        digest, described = self.described.get(page.url, ("", ""))
        if digest == fingerprint_page(content):
            return described
        return remember_of_page(config, content, "description", lambda: _describe(content))

    def _picture(self, page: Page, config: MkDocsConfig) -> str | None:
        is_drawn = self.options.pictures and config.site_url and _can_draw()
        return urljoin(config.site_url or "", quote(_picture_path(page))) if is_drawn else None

    def seen_in_context(self, page: Page, config: MkDocsConfig) -> None:
        """Return what `on_page_context` puts into a page: what hangs on it alone."""
        del page, config

    def seen_at_end(self, page: Page) -> object:
        """Return what `on_post_page` puts into a page."""
        return self.previews.get(page.url)

    @event_priority(-50)
    def _add_tags(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Put the tags into the head of a page that has none of its own."""
        del config
        preview = self.previews.get(page.url)
        if preview is None or _OWN_TAGS in output:
            return output
        return add_to_head(output, render_tags(preview))

    @also_for_kept
    @event_priority(-50)
    def _put_picture(self, output: str, *, page: Page, config: MkDocsConfig) -> None:
        """Put the picture beside a page that names it."""
        preview = self.previews.get(page.url)
        if not preview or not preview.picture:
            return
        name = preview.picture
        if keep_with_page(config, "picture", lambda: name in output):
            picture = _picture_of(preview, page)
            key = fingerprint("picture", picture)
            write_into_site(config, _picture_path(page), key, lambda: _draw(picture, config))

    @also_for_kept
    @event_priority(-1500)
    def _give_back(self, output: str, *, page: Page, config: MkDocsConfig) -> None:
        """Leave front matter as it was: what other pages show of it may not hang on which is built first."""
        del output, config
        if self.meta is not None:
            page.meta, self.meta = self.meta, None

    on_post_page = CombinedEvent(_add_tags, _put_picture, _give_back)


def _language(config: MkDocsConfig) -> str:
    """Return the language that the theme is set to: Material's option, or the locale of others."""
    return str(config.theme.get("language") or config.theme.locale)


def _describe(content: str) -> str:
    return describe_steps(visible_steps(content))


def _picture_of(preview: Preview, page: Page) -> tuple[str, str, str, str]:
    """Return what is on the picture of a page."""
    section = str(page.parent.title) if page.parent else ""
    return str(preview.site_name), str(preview.title), section, str(preview.description)


def _draw(picture: tuple[str, str, str, str], config: MkDocsConfig) -> bytes:
    def draw() -> bytes:
        # What draws is loaded for the first picture that is new.
        from dockerlayers_site.previews.picture import Picture, draw_picture

        site_name, title, section, description = picture
        shown = Picture(site_name=site_name, title=title, section=section, description=description)
        return draw_picture(shown)

    return remember(config, draw, "picture", picture)


def _picture_path(page: Page) -> str:
    """Return where a page's picture is: by the page's address, as the name of its file may be any."""
    name = page_address(page).removesuffix("/").removesuffix(".html")
    return f"{_PICTURES}/{name or 'index'}.png"


def _can_draw() -> bool:
    """Say whether Pillow is there: a platform without a wheel of it can still build the site."""
    return find_spec("PIL") is not None
