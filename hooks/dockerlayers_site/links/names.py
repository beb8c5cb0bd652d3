"""Propose an id for a section: short, readable, in ASCII, and the same each time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from itertools import chain, count

from dockerlayers.explain.roman import romanize

_WORD = re.compile(r"[A-Za-z0-9]+|[\uac00-\ud7a3]+")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
_ASCII_WORD = re.compile(r"[A-Za-z0-9]+")
_PARTICLES = frozenset(
    """
    은 는 이 가 을 를 의 에 와 과 도 로 으로 에서 에게 부터 까지 만 란 이란 라는 이라는 보다 처럼 마다 이나 나
    들 들의 들은 들을
    """.split()  # noqa: SIM905
)
_MOST_WORDS = 5
_LONGEST = 40
_DEFAULT = "section"


def propose_id(text: str, *, terms: Mapping[str, str], default: str = _DEFAULT) -> str:
    """Derive an id from a title: terms by their English name, other Hangul in Latin letters.

    `terms` maps a Korean term to its English name. `레이어 캐시 이해하기` becomes `layer-cache-ihaehagi`.
    """
    plain = _APOSTROPHE.sub("", unicodedata.normalize("NFC", text))
    words: list[str] = []
    for word in chain.from_iterable(_translate(_phrases(plain, terms), terms)):
        if word not in words[-2:]:
            words.append(word)
    return _shorten(words) or default


def free_id(wanted: str, taken: Collection[str]) -> str:
    """Return the id that is wanted, or the first with a number behind it that is not taken."""
    candidates = chain((wanted,), (f"{wanted}-{number}" for number in count(2)))
    return next(candidate for candidate in candidates if candidate not in taken)


def _phrases(text: str, terms: Mapping[str, str]) -> str:
    """Put English names in the place of terms of several words, which words alone would not show."""
    for term in sorted((term for term in terms if " " in term), key=len, reverse=True):
        text = text.replace(term, f" {terms[term]} ")
    return text


def _translate(text: str, terms: Mapping[str, str]) -> Iterable[list[str]]:
    for match in _WORD.finditer(text):
        word = match[0]
        if word in _PARTICLES and text[match.start() - 1 : match.start()].strip():
            continue
        english = word if word.isascii() else _find_term(word, terms) or romanize(word)
        yield [part.lower() for part in _ASCII_WORD.findall(english)]


def _find_term(word: str, terms: Mapping[str, str]) -> str | None:
    """Return the English name of a word that is a term, with a particle behind it or none."""
    for end in range(len(word), 1, -1):
        if word[:end] in terms and (end == len(word) or word[end:] in _PARTICLES):
            return terms[word[:end]]
    return None


def _shorten(words: list[str]) -> str:
    kept: list[str] = []
    for word in words[:_MOST_WORDS]:
        if kept and len("-".join([*kept, word])) > _LONGEST:
            break
        kept.append(word[:_LONGEST])
    return "-".join(kept)
