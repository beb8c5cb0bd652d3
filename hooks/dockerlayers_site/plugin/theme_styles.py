"""Load of Material's styles what a page has, and let it be dark without a script where the system is."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.pages.theme_styles import (
    colors_of,
    dark_of_system,
    follows_system,
    keep_colors,
    keep_left_to_right,
)
from dockerlayers_site.plugin.project import ASSETS, plain_options
from dockerlayers_site.plugin.theme import is_material

_MAIN, _PALETTE = "assets/stylesheets/main.*.min.css", "assets/stylesheets/palette.*.min.css"
# The languages of Material that are written from right to left.
_RIGHT_TO_LEFT = frozenset(("ar", "fa", "he", "ku-IQ", "ur"))
_DARK = f"{ASSETS}/dark.css"
# As Material's template loads it: the site's own styles come behind.
_LINK = lazy_pattern(
    r'<link rel="stylesheet" href="(?P<base>[^"]*)assets/stylesheets/palette\.\w+\.min\.css">'
)


class ThemeStyles:
    """The styles of Material in one build's pages; of another theme, all stay as they are."""

    def __init__(self) -> None:
        self.is_dark_without_script = False

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put in the place of Material's files what of them is needed."""
        self.is_dark_without_script = False
        if not is_material(config):
            return files
        chosen = plain_options(config.theme.get("palette")) or []
        palette = [chosen] if isinstance(chosen, dict) else chosen
        if _is_left_to_right(config):
            _replace(files, config, _MAIN, keep_left_to_right)
        css = _replace(files, config, _PALETTE, lambda css: keep_colors(css, colors_of(palette)))
        if css and follows_system(palette):
            self.is_dark_without_script = True
            files.append(File.generated(config, _DARK, content=dark_of_system(css)))
        return files

    def seen_at_end(self, page: Page) -> object:
        """Return what `on_post_page` puts into a page."""
        del page
        return self.is_dark_without_script

    @event_priority(-60)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Load what is dark where no script runs that would choose."""
        del page, config
        return _LINK.sub(_with_dark, output, 1) if self.is_dark_without_script else output

    @event_priority(-60)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Do the same for a page that is none of docs/."""
        del config
        is_page = self.is_dark_without_script and template_name.endswith(".html")
        return _LINK.sub(_with_dark, output_content, 1) if is_page else output_content


def _is_left_to_right(config: MkDocsConfig) -> bool:
    direction = config.theme.get("direction")
    return direction == "ltr" if direction else config.theme.get("language") not in _RIGHT_TO_LEFT


def _replace(files: Files, config: MkDocsConfig, pattern: str, change: Callable[[str], str]) -> str | None:
    """Change what a file of the theme has in it, and return it; of another version, it stays as it is."""
    found = [file for file in files if PurePosixPath(file.src_uri).match(pattern)]
    if len(found) != 1:
        return None
    content = change(found[0].content_string)
    files.remove(found[0])
    files.append(File.generated(config, found[0].src_uri, content=content))
    return content


def _with_dark(link: re.Match[str]) -> str:
    return f'{link[0]}<noscript><link rel="stylesheet" href="{link["base"]}{_DARK}"></noscript>'
