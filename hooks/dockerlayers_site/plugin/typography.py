"""Set the type of pages, so that Korean lines break where they should."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from dockerlayers.typography.page import set_type
from dockerlayers_site.plugin.options import TypographyOptions
from dockerlayers_site.plugin.project import ASSETS, add_assets, link_assets
from dockerlayers_site.typography.assets import SCRIPT, STYLES, load_assets

_ASSETS = f"{ASSETS}/typography"
# Behind all that read a page or put something into it: what they see is the text as it was written.
_LAST = -1000


class Typography:
    """The type of one build's pages. Index, feed, description and picture are made of what was before it."""

    def __init__(self, options: TypographyOptions | None = None) -> None:
        del options

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Link the style sheet and the script."""
        link_assets(config, _ASSETS, styles=[STYLES], scripts=[SCRIPT])
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put them into the site."""
        add_assets(files, config, _ASSETS, load_assets())
        return files

    def seen_at_end(self, page: Page) -> None:
        """Return what `on_post_page` puts into a page, beside what all pages get."""
        del page

    @event_priority(_LAST)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Set a page, with all that the theme has put around it."""
        del page, config
        return set_type(output)

    @event_priority(_LAST)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Set a page that is none of docs/, such as the one for what is not found."""
        del config
        return set_type(output_content) if template_name.endswith(".html") else output_content
