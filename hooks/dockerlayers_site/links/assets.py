"""The scripts and the styles: those that a page loads, and those that a redirect has in itself."""

from __future__ import annotations

from dockerlayers.elements import embed_json
from dockerlayers_site.pages.assets import read_assets
from dockerlayers_site.texts import SiteTexts

SCRIPT = "moves.js"
STYLES = "links.css"
PANEL_SCRIPT, PANEL_STYLES = "panel.js", "panel.css"
"""What a page needs when its reader copies a link."""
_WORDS_PLACE = "LINK_WORDS"
"""Where the script has its words."""
_WORDS = (
    "copy-link",
    "copy-link-of",
    "copy-as-link",
    "copy-as-markdown",
    "copy-as-html",
    "copy-as-text",
    "copied-link",
    "copied-markdown",
    "copied-html",
    "copied-text",
    "copy-refused",
)
_REDIRECT_SCRIPT = "redirect.js"
_REDIRECT_STYLES = "redirect.css"


def load_assets(texts: SiteTexts) -> dict[str, str]:
    """Return the files that a page loads, by their names; the script has the words that it says."""
    words = {name: texts.words[name] for name in _WORDS}
    found = read_assets(__package__, (SCRIPT, STYLES, PANEL_SCRIPT, PANEL_STYLES))
    return {**found, PANEL_SCRIPT: found[PANEL_SCRIPT].replace(_WORDS_PLACE, embed_json(words))}


def load_redirect_assets() -> tuple[str, str]:
    """Return the script and the styles that stand in a redirect."""
    found = read_assets(__package__, (_REDIRECT_SCRIPT, _REDIRECT_STYLES))
    return found[_REDIRECT_SCRIPT], found[_REDIRECT_STYLES]
