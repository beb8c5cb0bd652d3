"""The glossary: one Korean spelling and one meaning for each term."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from dockerlayers.texts.texts import load_texts

TEXTS = frozenset({"ko", "en", "meaning", "source"})
LISTS = frozenset({"aliases", "forbidden"})


class GlossaryError(Exception):
    """A glossary that contradicts itself or has a key that no one reads."""


@dataclass(frozen=True, kw_only=True)
class Term:
    """One term. `aliases` are other right names; `forbidden` are spellings that a text may not use."""

    ko: str
    en: str
    meaning: str
    source: str
    aliases: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()

    @property
    def rejected(self) -> frozenset[str]:
        """All spellings to reject: the forbidden ones, and the term's own without its blanks."""
        return frozenset({*self.forbidden, self.ko.replace(" ", "")}) - {self.ko}


def load_terms(text: str | None = None) -> tuple[Term, ...]:
    """Read and check a glossary in TOML, by default the handbook's own.

    Raise `GlossaryError` for one that is wrong.
    """
    terms = tuple(_build_term(entry) for entry in _load(text).get("term", []))
    _check_whole(terms)
    return terms


def load_synonyms(text: str | None = None) -> tuple[tuple[str, ...], ...]:
    """Read the words that a search takes for each other: each term's names, [[synonyms]] and [[related]].

    Raise `GlossaryError` for a glossary that is wrong.
    """
    return (*_load_names(text), *_groups("related", text))


@cache
def load_english_names() -> Mapping[str, str]:
    """Return the English name of each Korean word that the glossary has one for; of several, the first.

    Addresses are made of them: a related word is no name.
    """
    names = {}
    for words in _load_names():
        english = next((word for word in words if word.isascii()), None)
        names.update({word: english for word in words if english and not word.isascii()})
    return names


def _load_names(text: str | None = None) -> tuple[tuple[str, ...], ...]:
    """Read the names that each thing has."""
    of_terms = [(term.ko, term.en, *term.aliases, *sorted(term.forbidden)) for term in load_terms(text)]
    return (*of_terms, *_groups("synonyms", text))


def _groups(key: str, text: str | None) -> tuple[tuple[str, ...], ...]:
    return tuple(_build_group(key, entry) for entry in _load(text).get(key, []))


# It is asked for several times a build, for names, synonyms and related words.
@lru_cache(maxsize=4)
def _load(text: str | None) -> dict[str, list[dict[str, object]]]:
    if text is None:
        text = files(__package__).joinpath("terms.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    if not data or data.keys() - {"term", "synonyms", "related"}:
        raise GlossaryError(
            f"expected a list [[term]] and nothing else, found {', '.join(data) or 'nothing'}"
        )
    return data


def _build_group(key: str, entry: Mapping[str, object]) -> tuple[str, ...]:
    if entry.keys() != {"words"}:
        raise GlossaryError(f"[[{key}]]: expected the key words alone, found {', '.join(sorted(entry))}")
    words = _list(f"[[{key}]]", "words", entry["words"])
    if len(set(words)) != len(words) or len(words) < 2:
        raise GlossaryError(f"[[{key}]]: {', '.join(words)} is not a list of different words")
    return words


def _build_term(entry: Mapping[str, object]) -> Term:
    name = entry.get("ko", "a term without ko")
    if unknown := entry.keys() - TEXTS - LISTS:
        raise GlossaryError(f"{name}: unknown key {', '.join(sorted(unknown))}")
    if missing := TEXTS - entry.keys():
        raise GlossaryError(f"{name}: missing {', '.join(sorted(missing))}")
    texts = {key: _text(name, key, entry[key]) for key in TEXTS}
    lists = {key: _list(name, key, entry[key]) for key in LISTS & entry.keys()}
    if not texts["meaning"].endswith(load_texts().grammar.rules["ending"]):
        raise GlossaryError(f"{name}: the meaning does not end in the polite form")
    return Term(**texts, **lists)  # type: ignore[arg-type]  # mypy can't follow keys from a set


def _text(name: object, key: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise GlossaryError(f"{name}: {key} is not a text")
    return value


def _list(name: object, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise GlossaryError(f"{name}: {key} is not a list of texts")
    return tuple(_text(name, key, item) for item in value)


def _check_whole(terms: tuple[Term, ...]) -> None:
    for key in ("ko", "en"):
        if twice := _first_repeated(getattr(term, key) for term in terms):
            raise GlossaryError(f"{twice}: {key} stands twice")
    right = {spelling for term in terms for spelling in (term.ko, *term.aliases)}
    for term in terms:
        if both := term.rejected & right:
            raise GlossaryError(f"{term.ko}: {', '.join(sorted(both))} is forbidden here and right elsewhere")


def _first_repeated(values: Iterable[str]) -> str | None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            return value
        seen.add(value)
    return None
