"""The script that makes reachable by keys what scrolls, and the styles that show that it does."""

from __future__ import annotations

from dockerlayers.elements import embed_json
from dockerlayers_site.pages.assets import read_assets
from dockerlayers_site.texts import SiteTexts

STYLES = "access.css"
SCRIPT = "access.js"
_WORDS_PLACE = "ACCESS_WORDS"
"""Where the script has its words."""
_WORDS = ("wide-table",)


def load_assets(texts: SiteTexts) -> dict[str, str]:
    """Return the files by their names, with what the script says."""
    assets = read_assets(__package__, (STYLES, SCRIPT))
    words = {name: texts.words[name] for name in _WORDS}
    return {name: text.replace(_WORDS_PLACE, embed_json(words)) for name, text in assets.items()}
