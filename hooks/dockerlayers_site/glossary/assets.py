"""The styles of a term in a sentence, and the script that shows what it means."""

from __future__ import annotations

from collections.abc import Sequence

from dockerlayers.elements import embed_json
from dockerlayers_site.glossary.mark import list_meanings
from dockerlayers_site.glossary.terms import Term
from dockerlayers_site.pages.assets import read_assets
from dockerlayers_site.texts import SiteTexts

STYLES = "terms.css"
TIP_STYLES, TIP_SCRIPT = "tip.css", "tip.js"
"""What a page needs when its reader points at a term."""
_WORDS_PLACE, _MEANINGS_PLACE = "TERM_WORDS", "TERM_MEANINGS"
"""Where the script has its words, and what terms mean."""
_WORDS = ("term-again",)


def load_assets(texts: SiteTexts, terms: Sequence[Term]) -> dict[str, str]:
    """Return the files by their names, with what the script says, and what the terms mean."""
    assets = read_assets(__package__, (STYLES, TIP_STYLES, TIP_SCRIPT))
    words = {name: texts.words[name] for name in _WORDS}
    script = assets[TIP_SCRIPT].replace(_WORDS_PLACE, embed_json(words))
    return {**assets, TIP_SCRIPT: script.replace(_MEANINGS_PLACE, embed_json(list_meanings(terms)))}
