"""The styles of a term in a sentence, and the script that shows what it means."""

from __future__ import annotations

from dockerlayers.elements import embed_json
from dockerlayers_site.pages.assets import read_assets
from dockerlayers_site.texts import SiteTexts

STYLES = "terms.css"
TIP_STYLES, TIP_SCRIPT = "tip.css", "tip.js"
"""What a page needs when its reader points at a term."""
_WORDS_PLACE = "TERM_WORDS"
"""Where the script has its words."""
_WORDS = ("term-again",)


def load_assets(texts: SiteTexts) -> dict[str, str]:
    """Return the files by their names, with what the script says."""
    assets = read_assets(__package__, (STYLES, TIP_STYLES, TIP_SCRIPT))
    words = {name: texts.words[name] for name in _WORDS}
    return {name: text.replace(_WORDS_PLACE, embed_json(words)) for name, text in assets.items()}
