"""Give pages what people need who do not see, or do not point."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from dockerlayers_site.access.assets import SCRIPT, STYLES, load_assets
from dockerlayers_site.access.page import mend_page
from dockerlayers_site.plugin.project import ASSETS, add_assets, link_assets, site_texts

_ASSETS = f"{ASSETS}/access"


class Access:
    """What is mended on all pages of a site; it cannot be switched off."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Link the styles and the script."""
        link_assets(config, _ASSETS, styles=[STYLES], scripts=[SCRIPT])
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put them into the site."""
        add_assets(files, config, _ASSETS, load_assets(site_texts(config)))
        return files

    def seen_at_end(self, page: Page) -> None:
        """Return what `on_post_page` puts into a page, beside what all pages get."""
        del page

    @event_priority(-900)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Mend a page, with all that the theme has put around it."""
        del page
        return mend_page(output, site_texts(config))

    @event_priority(-900)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Mend a page that is none of docs/."""
        is_page = template_name.endswith(".html")
        return mend_page(output_content, site_texts(config)) if is_page else output_content
