"""The scripts and the styles: those that a page loads, and those that a redirect has in itself."""

from __future__ import annotations

from dockerlayers_site.pages.assets import read_assets

SCRIPT = "links.js"
STYLES = "links.css"
_REDIRECT_SCRIPT = "redirect.js"
_REDIRECT_STYLES = "redirect.css"


def load_assets() -> dict[str, str]:
    """Return the files that a page loads, by their names."""
    return read_assets(__package__, (SCRIPT, STYLES))


def load_redirect_assets() -> tuple[str, str]:
    """Return the script and the styles that stand in a redirect."""
    found = read_assets(__package__, (_REDIRECT_SCRIPT, _REDIRECT_STYLES))
    return found[_REDIRECT_SCRIPT], found[_REDIRECT_STYLES]
