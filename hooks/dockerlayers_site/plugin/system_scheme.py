"""Give pages of Material the colours that their site offers, and the dark scheme where no script runs."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from dockerlayers.elements import element
from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.pages.system_scheme import dark_of_system, follows_system, keep_offered
from dockerlayers_site.plugin.project import ASSETS, plain_options
from dockerlayers_site.plugin.theme import is_material

_PALETTE = "assets/stylesheets/palette.*.min.css"
_OFFERED, _DARK = f"{ASSETS}/palette.css", f"{ASSETS}/dark.css"
# As Material's template loads it: the site's own styles come behind.
_LINK = lazy_pattern(
    r'<link rel="stylesheet" href="(?P<base>[^"]*)assets/stylesheets/palette\.\w+\.min\.css">'
)


class SystemScheme:
    """The colours of one build's pages, and their scheme without a script; other themes stay as they are."""

    def __init__(self) -> None:
        # What stands in the place of Material's palette: what no page needs of it is not loaded.
        self.is_own = self.is_followed = False

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the colours that the site offers, and the dark scheme where the palette follows the system."""
        chosen = plain_options(config.theme.get("palette")) or [] if is_material(config) else []
        palette = [chosen] if isinstance(chosen, dict) else chosen
        found = [file for file in files if PurePosixPath(file.src_uri).match(_PALETTE)]
        self.is_own = len(found) == 1 and bool(palette)
        self.is_followed = self.is_own and follows_system(palette)
        if self.is_own:
            css = keep_offered(found[0].content_string, palette)
            files.append(File.generated(config, _OFFERED, content=css))
            if _OFFERED not in config.extra_css:
                # Material loads its palette before all that is not its own.
                config.extra_css.insert(0, _OFFERED)
            if self.is_followed:
                files.append(File.generated(config, _DARK, content=dark_of_system(css)))
        return files

    def seen_at_end(self, page: Page) -> object:
        """Return what `on_post_page` puts into a page."""
        del page
        return self.is_own, self.is_followed

    @event_priority(-60)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Load what is dark where no script runs that would choose."""
        del page, config
        return self._put(output)

    @event_priority(-60)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Do the same for a page that is none of docs/."""
        del config
        return self._put(output_content) if template_name.endswith(".html") else output_content

    def _put(self, html: str) -> str:
        return _LINK.sub(_dark_of if self.is_followed else "", html, 1) if self.is_own else html


def _dark_of(link: re.Match[str]) -> str:
    return element("noscript", element("link", rel="stylesheet", href=f"{link['base']}{_DARK}"))
