"""Korean: sentences joined to one, each verb but the last in the form that goes on."""

from __future__ import annotations

from collections.abc import Mapping

from dockerlayers.texts.grammars.neutral import Grammar
from dockerlayers.texts.inline import Inline, Piece

_FIRST = ord("\uac00")
_FINALS = 28
"""Hangul syllables stand in order, those that differ in their final consonant alone 28 together."""


class KoreanGrammar(Grammar):
    """Joins polite sentences; nouns have no plural, and no particle follows a slot."""

    has_forms = False

    def __init__(self, rules: Mapping[str, str]) -> None:
        super().__init__(rules)
        self.stems = {pair[0]: pair[1] for pair in rules["stems-in-l"].split()}

    def go_on(self, sentence: Inline) -> Inline:
        """Put the verb at the end of a sentence in the form that another sentence may follow."""
        *pieces, end = sentence
        return (*pieces, Piece(text=self.connect(end.text)))

    def connect(self, text: str) -> str:
        """Turn the polite ending of a sentence into the one that goes on.

        The stem keeps its last vowel, gets back the consonant that it lost, or had the long form of the
        ending.
        """
        rules = self.rules
        stem = text.removesuffix(rules["ending"])
        if stem.endswith(rules["ending-syllable"]):
            return stem[:-1] + rules["going-on"]
        syllable = stem[-1]
        plain = self.stems.get(syllable) or chr(ord(syllable) - (ord(syllable) - _FIRST) % _FINALS)
        return stem[:-1] + plain + rules["going-on"]
