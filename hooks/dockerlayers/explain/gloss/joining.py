"""Korean sentences joined to one: each verb but the last in the form that goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from dockerlayers.explain.inline import Inline, Piece
from dockerlayers.explain.knowledge import load_labels, load_words

_FIRST = ord("\uac00")
_FINALS = 28
"""Hangul syllables stand in order, those that differ in their final consonant alone 28 together."""


def join_sentences(sentences: Sequence[Inline]) -> Inline:
    """Join sentences: one that says that it installs, one that it removes, become one that does both."""
    *firsts, last = sentences
    pieces = [piece for sentence in firsts for piece in go_on(sentence)]
    return (*pieces, *last)


def go_on(sentence: Inline) -> Inline:
    """Put the verb at the end of a sentence in the form that another sentence may follow."""
    *pieces, end = sentence
    return (*pieces, Piece(text=connect(end.text)))


def connect(text: str) -> str:
    """Turn the polite ending of a sentence into the one that goes on.

    The stem keeps its last vowel, gets back the consonant that it lost, or had the long form of the ending.
    """
    labels = load_labels()
    stem = text.removesuffix(labels["ending"])
    if stem.endswith(labels["ending-syllable"]):
        return stem[:-1] + labels["going-on"]
    syllable = stem[-1]
    plain = _stems().get(syllable) or chr(ord(syllable) - (ord(syllable) - _FIRST) % _FINALS)
    return stem[:-1] + plain + labels["going-on"]


@cache
def _stems() -> Mapping[str, str]:
    return {pair[0]: pair[1] for pair in load_words()["stems-in-l"]}
