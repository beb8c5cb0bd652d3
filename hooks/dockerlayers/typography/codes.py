"""Where a code word in running text may break: a short one nowhere, a long one where a reader would cut it.

The style sheet keeps code on one line. A word that is longer than that allows says so by an attribute, and
what must stay together in it stands in an element of its own: nothing is put between its letters, so that
search, scripts and copying find them as they were.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from html import unescape

from dockerlayers.elements import Markup, element, join
from dockerlayers.patterns import lazy_pattern

SHORT = 18
"""So many characters stay on one line: a bit more than half of a phone's."""
_WHOLE = 28
"""A piece of a long word that has so many may be kept whole: it fits beside what stands around it."""
LONG = "data-long"
"""The attribute of a code word that may break."""

_TAG = lazy_pattern(r"(<[^>]*>)")
_WORDS = lazy_pattern(r"\s+|\S+")
# Behind these a word may be cut: a flag has no place but its commas.
_FLAG_CUTS = lazy_pattern(r"(?<=,)(?=[^,])")
# Not before a Korean word: no line ends in the midst of one, nor of what it is written together with.
_CUTS = lazy_pattern(r"(?<=[,/])(?=[^,/\u0080-\U0010ffff])")
# Where that leaves too much, also behind these.
_MORE_CUTS = lazy_pattern(r"(?<=[=:&;._?])(?=[^=:&;._?])")
# Where a browser would break of itself.
_OWN_BREAK = lazy_pattern(r"[-?!%|)}\]](?=.)|/(?=[\u0080-\U0010ffff])")


def is_long(html: str) -> bool:
    """Say whether a code word, as HTML, has too many characters for one line."""
    return len(html) > SHORT and len(unescape(_TAG.sub("", html))) > SHORT


@lru_cache(maxsize=1024)
def cut_code(html: str) -> str:
    """Return a long code word, as HTML, with the places at which it may break.

    What stands in elements stays as it is.
    """
    cut, depth = "", 0
    for nth, piece in enumerate(_TAG.split(html)):
        if nth % 2:
            depth += -1 if piece.startswith("</") else 1
        cut += piece if nth % 2 or depth else _cut_text(piece)
    return cut


def _cut_text(html: str) -> Markup:
    return join(_cut_word(word) for word in _WORDS.findall(unescape(html)))


def _cut_word(word: str) -> Markup:
    """Return a word as HTML; between its pieces it may break, and within one only where that is too long."""
    pieces = [piece for part in _parts(word) for piece in _smaller(part)]
    return Markup(element("wbr").join(map(_keep, pieces)))


def _parts(word: str) -> list[str]:
    return (_FLAG_CUTS if word.startswith("-") else _CUTS).split(word)


def _smaller(part: str) -> Iterator[str]:
    """Yield a part, or pieces of it that are as long as they may be, where it is too long."""
    piece = ""
    for one in _MORE_CUTS.split(part) if len(part) > _WHOLE else [part]:
        if piece and len(piece) + len(one) > _WHOLE:
            yield piece
            piece = ""
        piece += one
    yield piece


def _keep(piece: str) -> Markup:
    """Return a piece as HTML: in an element that keeps it whole, if it would break of itself."""
    if len(piece) <= _WHOLE and _OWN_BREAK.search(piece):
        return element("span", piece)
    return join([piece])
