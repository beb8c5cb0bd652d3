"""Hangul in two forms: composed (NFC), as people type it, and decomposed (NFD), as macOS names files.

And the one form of a file's name by which a build knows it.
"""

from __future__ import annotations

import re
import unicodedata

from dockerlayers.patterns import lazy_pattern

_LETTER = lazy_pattern(r"[\u1100-\u11ff]")
# A syllable may be composed but for its last consonant.
_DECOMPOSED = lazy_pattern(r"[\uac00-\ud7a3]?[\u1100-\u11ff]+")

_PAGE = lazy_pattern(r"\.(?:md|markdown|mdown|mkdn|mkd)$", re.IGNORECASE)


def compose(text: str) -> str:
    """Return a text in composed letters."""
    return unicodedata.normalize("NFC", text)


def known_name(path: str) -> str:
    """Return a path as a build knows it: in composed letters, and `GUIDE.MD` as a page, as on GitHub."""
    return _PAGE.sub(lambda suffix: suffix[0].lower(), compose(path))


def compose_hangul(text: str) -> str:
    """Return a text with its Hangul in composed letters, and all else as it is."""
    # The first question is answered twice as fast, the second in more cases.
    if unicodedata.is_normalized("NFC", text) or not _LETTER.search(text):
        return text
    return _DECOMPOSED.sub(lambda letters: compose(letters[0]), text)


def decompose(text: str) -> str:
    """Return a text in decomposed letters."""
    return unicodedata.normalize("NFD", text)
