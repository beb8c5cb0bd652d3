"""Hangul in Latin letters: the Revised Romanization of Korean, by rule.

The rules are those of the National Institute of Korean Language, https://korean.go.kr/front_eng/roman/roman_01.do:
letters follow the sound of a word, so that a final consonant depends on what comes behind it. What only a
dictionary knows, such as an added ㄴ, is left out; tense sounds are not shown, as the rules say.
"""

from __future__ import annotations

from dockerlayers.patterns import lazy_pattern

_FIRST, _LAST = 0xAC00, 0xD7A3
_WORD = lazy_pattern(r"[\uac00-\ud7a3]+")
_INITIALS = "g kk n d tt r m b pp s ss - j jj ch k t p h".split()  # noqa: SIM905
_VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()  # noqa: SIM905
# Final consonants by their number; a pair is written as two letters.
_FINALS = "- g kk gs n nj nh d l lg lm lb ls lt lp lh m b bs s ss ng j ch k t p h".split()  # noqa: SIM905
_SILENT = "-"

# What a final sounds like at the end of a word or before a consonant.
_CLOSED = {
    "-": "", "g": "k", "kk": "k", "gs": "k", "n": "n", "nj": "n", "nh": "n", "d": "t", "l": "l", "lg": "k",
    "lm": "m", "lb": "l", "ls": "l", "lt": "l", "lp": "p", "lh": "l", "m": "m", "b": "p", "bs": "p", "s": "t",
    "ss": "t", "ng": "ng", "j": "t", "ch": "t", "k": "k", "t": "t", "p": "p", "h": "t",
}  # fmt: skip
# What moves over to a vowel behind it, and what stays.
_CARRIED = {
    "-": ("", ""), "g": ("", "g"), "kk": ("", "kk"), "gs": ("k", "s"), "n": ("", "n"), "nj": ("n", "j"),
    "nh": ("", "n"), "d": ("", "d"), "l": ("", "r"), "lg": ("l", "g"), "lm": ("l", "m"), "lb": ("l", "b"),
    "ls": ("l", "s"), "lt": ("l", "t"), "lp": ("l", "p"), "lh": ("", "r"), "m": ("", "m"), "b": ("", "b"),
    "bs": ("p", "s"), "s": ("", "s"), "ss": ("", "ss"), "ng": ("ng", ""), "j": ("", "j"), "ch": ("", "ch"),
    "k": ("", "k"), "t": ("", "t"), "p": ("", "p"), "h": ("", ""),
}  # fmt: skip
# ㄷ and ㅌ before ㅣ (gachi, together).
_PALATAL = {"d": ("", "j"), "t": ("", "ch"), "lt": ("l", "ch")}
# A final with ㅎ before a consonant that it makes stronger (joko, good and).
_STRONGER = {"g": "k", "d": "t", "j": "ch"}
_WITH_H = {"h": "", "nh": "n", "lh": "l"}
# A stop before a nasal becomes one (baengma, white horse).
_NASAL = {"k": "ng", "t": "n", "p": "m"}


def romanize(text: str) -> str:
    """Write the Hangul in a text in Latin letters; the rest of it stays."""
    return _WORD.sub(lambda word: _romanize_word(word[0]), text)


def _romanize_word(word: str) -> str:
    syllables = [_split(character) for character in word]
    parts: list[str] = []
    onset = _INITIALS[syllables[0][0]]
    for index, (_, vowel, final) in enumerate(syllables):
        behind = syllables[index + 1] if index + 1 < len(syllables) else None
        coda, following = _join(final, behind) if behind else (_CLOSED[final], "")
        parts += [onset.replace(_SILENT, ""), vowel, coda]
        onset = following
    return "".join(parts)


def _split(character: str) -> tuple[int, str, str]:
    """Return the number of the initial consonant, the vowel and the final consonant of a syllable."""
    initial, rest = divmod(ord(character) - _FIRST, 21 * 28)
    return initial, _VOWELS[rest // 28], _FINALS[rest % 28]


def _join(final: str, behind: tuple[int, str, str]) -> tuple[str, str]:
    """Return what a final consonant and the initial one behind it sound like together."""
    initial, vowel = _INITIALS[behind[0]], behind[1]
    if initial == _SILENT:
        return _PALATAL[final] if vowel == "i" and final in _PALATAL else _CARRIED[final]
    if final in _WITH_H and initial in _STRONGER:
        return _WITH_H[final], _STRONGER[initial]
    if final in _WITH_H and initial == "s":
        return _WITH_H[final], "s"
    return _assimilate(_CLOSED[final], initial)


def _assimilate(coda: str, initial: str) -> tuple[str, str]:
    match coda, initial:
        case ("k" | "t" | "p", "n" | "m"):
            return _NASAL[coda], initial
        case ("k" | "t" | "p", "r"):
            return _NASAL[coda], "n"
        case ("m" | "ng", "r"):
            return coda, "n"
        case ("n" | "l", "r") | ("l", "n"):
            return "l", "l"
        case ("t", "h"):
            return "", "t"
    return coda, initial
