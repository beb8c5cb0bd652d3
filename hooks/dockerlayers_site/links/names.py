"""Propose ids and names in Latin letters: short, readable, in ASCII, and the same each time."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import chain, count

from dockerlayers.explain.roman import romanize
from dockerlayers.patterns import lazy_pattern

_WORD = lazy_pattern(r"[A-Za-z0-9]+|[\uac00-\ud7a3]+")
_APOSTROPHE = lazy_pattern(r"(?<=\w)['’](?=\w)")
_ASCII_WORD = lazy_pattern(r"[A-Za-z0-9]+")
_MOST_WORDS = 5
_LONGEST = 40
_DEFAULT = "section"
_LONGEST_NAME = 60
_DEFAULT_NAME = "page"


@cache
def load_particles() -> frozenset[str]:
    """Load the particles that no id has."""
    source = files(__package__).joinpath("particles.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(source)["particles"])


def propose_id(text: str, *, terms: Mapping[str, str], default: str = _DEFAULT) -> str:
    """Derive an id from a title: terms by their English name, other Hangul in Latin letters.

    `terms` maps a Korean term to its English name. `레이어 캐시 이해하기` becomes `layer-cache-ihaehagi`.
    """
    words: list[str] = []
    for word in _words(unicodedata.normalize("NFC", text), terms):
        if word not in words[-2:]:
            words.append(word)
    return _shorten(words[:_MOST_WORDS], _LONGEST) or default


def propose_name(name: str, *, terms: Mapping[str, str], default: str = _DEFAULT_NAME) -> str:
    """Derive the name of a page from that of its file: `2024-01-01 도커` becomes `2024-01-01-docker`.

    More of it is kept than of a title in an id: files of one folder often begin alike, and numbers tell them
    apart.
    """
    words: list[str] = []
    for word in _words(_fold(name), terms):
        if word.isdecimal() or word not in words[-2:]:
            words.append(word)
    return _shorten(words, _LONGEST_NAME) or default


class FreeIds:
    """Find ids that are not taken; for one that is taken once, that must never change."""

    def __init__(self, *taken: Container[str]) -> None:
        self.taken = taken
        # The number below which all are taken, for each id that was wanted.
        self._numbers: dict[str, int] = {}

    def find(self, wanted: str, *, own: str | None = None) -> str:
        """Return the id that is wanted, or the first with a number behind it that is not taken.

        `own` is an id that is free here, though it may be in the last of what is taken.
        """
        start = self._numbers.get(wanted, 1)
        number = next(number for number in count(start) if not self._is_taken(_numbered(wanted, number)))
        self._numbers[wanted] = number
        own_number = _number_of(own, wanted) if own and not _is_in(own, self.taken[:-1]) else None
        return _numbered(wanted, min(number, own_number or number))

    def _is_taken(self, id_: str) -> bool:
        return _is_in(id_, self.taken)


def _is_in(id_: str, taken: Iterable[Container[str]]) -> bool:
    return any(id_ in ids for ids in taken)


def _numbered(id_: str, number: int) -> str:
    return id_ if number == 1 else f"{id_}-{number}"


def _number_of(id_: str, wanted: str) -> int | None:
    """Return the number by which an id is made from another."""
    if id_ == wanted:
        return 1
    digits = id_.removeprefix(f"{wanted}-")
    return int(digits) if re.fullmatch(r"[2-9]|[1-9][0-9]+", digits) and digits != id_ else None


def _words(text: str, terms: Mapping[str, str]) -> Iterator[str]:
    plain = _APOSTROPHE.sub("", text)
    return chain.from_iterable(_translate(_phrases(plain, terms), terms))


def _fold(text: str) -> str:
    """Write letters of every width, and with every accent, as plain ones; Hangul stays composed."""
    return "".join(map(_fold_letter, unicodedata.normalize("NFKC", text)))


def _fold_letter(letter: str) -> str:
    if _WORD.fullmatch(letter):
        return letter
    return "".join(one for one in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(one))


def _phrases(text: str, terms: Mapping[str, str]) -> str:
    """Put English names in the place of terms of several words, which words alone would not show."""
    if " " not in text:
        return text
    for term in sorted((term for term in terms if " " in term), key=len, reverse=True):
        text = text.replace(term, f" {terms[term]} ")
    return text


def _translate(text: str, terms: Mapping[str, str]) -> Iterable[list[str]]:
    for match in _WORD.finditer(text):
        word = match[0]
        if word in load_particles() and text[match.start() - 1 : match.start()].strip():
            continue
        english = word if word.isascii() else _find_term(word, terms) or romanize(word)
        yield [part.lower() for part in _ASCII_WORD.findall(english)]


def _find_term(word: str, terms: Mapping[str, str]) -> str | None:
    """Return the English name of a word that is a term, with a particle behind it or none."""
    for end in range(len(word), 1, -1):
        if word[:end] in terms and (end == len(word) or word[end:] in load_particles()):
            return terms[word[:end]]
    return None


def _shorten(words: Iterable[str], longest: int) -> str:
    kept: list[str] = []
    for word in words:
        if kept and len("-".join([*kept, word])) > longest:
            break
        kept.append(word[:longest])
    return "-".join(kept)
