"""The styles of what notes bring to a page, and the script that draws diagrams."""

from __future__ import annotations

from dockerlayers.elements import embed_json
from dockerlayers_site.notes.diagrams import SCRIPT
from dockerlayers_site.pages.assets import read_assets
from dockerlayers_site.texts import SiteTexts

STYLES, DRAWING_STYLES = "notes.css", "drawings.css"
"""What every page has, and what one with drawings needs."""
_WORDS_PLACE = "DIAGRAM_WORDS"
"""Where the script has its words."""
_WORDS = ("diagram", "diagram-source", "diagram-failed")


def load_styles() -> dict[str, str]:
    """Return the styles of every page by their name."""
    return read_assets(__package__, [STYLES])


def load_drawing_styles() -> dict[str, str]:
    """Return the styles of drawings, likewise."""
    return read_assets(__package__, [DRAWING_STYLES])


def load_diagram_script(texts: SiteTexts) -> str:
    """Return the script that a page with diagrams loads, with the words that it says."""
    words = {name: texts.words[name] for name in _WORDS}
    return read_assets(__package__, (SCRIPT,))[SCRIPT].replace(_WORDS_PLACE, embed_json(words))
