"""Let a page of Material be dark without a script where the system is."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from dockerlayers.elements import element
from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.pages.system_scheme import dark_of_system, follows_system
from dockerlayers_site.plugin.project import ASSETS, plain_options
from dockerlayers_site.plugin.theme import is_material

_PALETTE = "assets/stylesheets/palette.*.min.css"
_DARK = f"{ASSETS}/dark.css"
# As Material's template loads it: the site's own styles come behind.
_LINK = lazy_pattern(
    r'<link rel="stylesheet" href="(?P<base>[^"]*)assets/stylesheets/palette\.\w+\.min\.css">'
)


class SystemScheme:
    """The scheme that one build's pages have without a script; of another theme, they stay as they are."""

    def __init__(self) -> None:
        self.is_followed = False

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the styles of the dark scheme, where the palette follows the system."""
        chosen = plain_options(config.theme.get("palette")) or [] if is_material(config) else []
        found = [file for file in files if PurePosixPath(file.src_uri).match(_PALETTE)]
        self.is_followed = len(found) == 1 and follows_system(
            [chosen] if isinstance(chosen, dict) else chosen
        )
        if self.is_followed:
            css = dark_of_system(found[0].content_string)
            files.append(File.generated(config, _DARK, content=css))
        return files

    def seen_at_end(self, page: Page) -> object:
        """Return what `on_post_page` puts into a page."""
        del page
        return self.is_followed

    @event_priority(-60)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Load what is dark where no script runs that would choose."""
        del page, config
        return _LINK.sub(_with_dark, output, 1) if self.is_followed else output

    @event_priority(-60)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Do the same for a page that is none of docs/."""
        del config
        is_page = self.is_followed and template_name.endswith(".html")
        return _LINK.sub(_with_dark, output_content, 1) if is_page else output_content


def _with_dark(link: re.Match[str]) -> str:
    sheet = element("link", rel="stylesheet", href=f"{link['base']}{_DARK}")
    return link[0] + element("noscript", sheet)
