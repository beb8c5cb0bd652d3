"""Hangul in Latin letters, syllable by syllable, for addresses.

Source: Revised Romanization of Korean, without what neighbouring sounds change,
https://www.korean.go.kr/front_eng/roman/roman_01.do
"""

from __future__ import annotations

import re

_SYLLABLE = re.compile("[\uac00-\ud7a3]")
_FIRST, _FINALS = 0xAC00, 28
_INITIAL = (
    "g",
    "kk",
    "n",
    "d",
    "tt",
    "r",
    "m",
    "b",
    "pp",
    "s",
    "ss",
    "",
    "j",
    "jj",
    "ch",
    "k",
    "t",
    "p",
    "h",
)
_VOWEL = (
    *("a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi"),
    *("yu", "eu", "ui", "i"),
)
_FINAL = (
    *("", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t"),
    *("ng", "t", "t", "k", "t", "p", "t"),
)


def romanize(text: str) -> str:
    """Write the Hangul syllables of a text in Latin letters, and leave the rest."""
    return text if text.isascii() else _SYLLABLE.sub(_romanize, text)


def _romanize(match: re.Match[str]) -> str:
    rest, final = divmod(ord(match[0]) - _FIRST, _FINALS)
    initial, vowel = divmod(rest, len(_VOWEL))
    return _INITIAL[initial] + _VOWEL[vowel] + _FINAL[final]
