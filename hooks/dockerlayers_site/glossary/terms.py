"""The glossary: one Korean spelling and one meaning for each term."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

from dockerlayers.texts.texts import load_texts
from dockerlayers_site.names import suggest

TEXTS = frozenset({"ko", "en", "meaning", "source"})
LISTS = frozenset({"aliases", "forbidden"})
EXPLAINED, COMMON, ADDRESSES = "explained", "common", "addresses"
_KEYS = TEXTS | LISTS | {EXPLAINED, COMMON, ADDRESSES}
_PAGE = re.compile(r"[^#:\\]+\.md(?:#[A-Za-z0-9._-]+)?")
_NO_LETTER = re.compile(r"[^a-z0-9]+")
_BEGIN = re.compile(r"^[ \t]*\[\[[ \t]*term[ \t]*\]\]", re.MULTILINE)


class GlossaryError(Exception):
    """A glossary that contradicts itself or has a key that no one reads; `line` is where, from 1."""

    def __init__(self, text: str, line: int | None = None) -> None:
        super().__init__(text)
        self.line = line


@dataclass(frozen=True, kw_only=True)
class Term:
    """One term. `aliases` are other right names; `forbidden` are spellings that a text may not use.

    `explained` is a page of docs/ and a section of it, None where there is none. A `common` word is in the
    list of terms, and not explained where a page uses it. Of one whose `addresses` is false, the English name
    is in no address. `line` is where the term begins in its file.
    """

    ko: str
    en: str
    meaning: str
    source: str
    aliases: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    explained: str | None = None
    common: bool = False
    addresses: bool = True
    line: int = field(default=0, compare=False)

    @property
    def id(self) -> str:
        """The id of its entry: the English name, in small letters and hyphens."""
        return _NO_LETTER.sub("-", self.en.lower()).strip("-")

    @property
    def rejected(self) -> frozenset[str]:
        """All spellings to reject: the forbidden ones, and the term's own without its blanks."""
        return frozenset({*self.forbidden, self.ko.replace(" ", "")}) - {self.ko}


def load_terms(text: str | None = None) -> tuple[Term, ...]:
    """Read and check a glossary in TOML, by default the handbook's own.

    Raise `GlossaryError` for one that is wrong.
    """
    terms: list[Term] = []
    for entry, line in zip(_load(text).get("term", []), _lines_of_terms(text), strict=True):
        try:
            terms.append(_build_term(entry, line))
        except GlossaryError as error:
            raise GlossaryError(str(error), line) from error
    _check_whole(terms)
    return tuple(terms)


def load_synonyms(text: str | None = None) -> tuple[tuple[str, ...], ...]:
    """Read the words that a search takes for each other: each term's names, [[synonyms]] and [[related]].

    Raise `GlossaryError` for a glossary that is wrong.
    """
    return (*load_names(text), *_groups("related", text))


@cache
def load_english_names() -> Mapping[str, str]:
    """Return the English name of each Korean word that the glossary has one for; of several, the first.

    Addresses are made of them: a related word is no name.
    """
    names = {}
    for words in (*_names_of(term for term in load_terms() if term.addresses), *_groups("synonyms", None)):
        english = next((word for word in words if word.isascii()), None)
        names.update({word: english for word in words if english and not word.isascii()})
    return names


def load_names(text: str | None = None) -> tuple[tuple[str, ...], ...]:
    """Read the names that each thing has; raise `GlossaryError` for a glossary that is wrong."""
    return (*_names_of(load_terms(text)), *_groups("synonyms", text))


def _names_of(terms: Iterable[Term]) -> Iterator[tuple[str, ...]]:
    """Yield the names of each term that has several: that of a product may be one in both languages."""
    for term in terms:
        names = tuple(dict.fromkeys((term.ko, term.en, *term.aliases, *sorted(term.forbidden))))
        if len(names) > 1:
            yield names


def _groups(key: str, text: str | None) -> tuple[tuple[str, ...], ...]:
    return tuple(_build_group(key, entry) for entry in _load(text).get(key, []))


# It is asked for several times a build, for names, synonyms and related words.
@lru_cache(maxsize=4)
def _load(text: str | None) -> dict[str, list[dict[str, object]]]:
    data = tomllib.loads(_text_of(text))
    if not data or data.keys() - {"term", "synonyms", "related"}:
        raise GlossaryError(
            f"expected a list [[term]] and nothing else, found {', '.join(data) or 'nothing'}"
        )
    return data


def _text_of(text: str | None) -> str:
    if text is not None:
        return text
    return files(__package__).joinpath("terms.toml").read_text(encoding="utf-8")


def _lines_of_terms(text: str | None) -> list[int]:
    """Return the line in which each term begins: TOML's reader does not tell."""
    whole = _text_of(text)
    return [whole.count("\n", 0, begin.start()) + 1 for begin in _BEGIN.finditer(whole)]


def _build_group(key: str, entry: Mapping[str, object]) -> tuple[str, ...]:
    if entry.keys() != {"words"}:
        raise GlossaryError(f"[[{key}]]: expected the key words alone, found {', '.join(sorted(entry))}")
    words = _list(f"[[{key}]]", "words", entry["words"])
    if len(set(words)) != len(words) or len(words) < 2:
        raise GlossaryError(f"[[{key}]]: {', '.join(words)} is not a list of different words")
    return words


def _build_term(entry: Mapping[str, object], line: int) -> Term:
    name = entry.get("ko", "a term without ko")
    if unknown := entry.keys() - _KEYS:
        raise GlossaryError(
            f"{name}: unknown key {', '.join(sorted(unknown))}; {suggest(min(unknown), sorted(_KEYS))}"
        )
    if missing := TEXTS - entry.keys():
        raise GlossaryError(f"{name}: missing {', '.join(sorted(missing))}")
    texts = {key: _text(name, key, entry[key]) for key in TEXTS}
    lists = {key: _list(name, key, entry[key]) for key in LISTS & entry.keys()}
    if not texts["meaning"].endswith(load_texts().grammar.rules["ending"]):
        raise GlossaryError(f"{name}: the meaning does not end in the polite form")
    term = Term(
        **texts,  # type: ignore[arg-type]  # mypy can't follow keys from a set
        **lists,  # type: ignore[arg-type]
        explained=_page(name, entry.get(EXPLAINED)),
        common=_switch(name, COMMON, entry.get(COMMON, False)),
        addresses=_switch(name, ADDRESSES, entry.get(ADDRESSES, True)),
        line=line,
    )
    if not term.id:
        raise GlossaryError(f"{name}: en has no letter for an address: {term.en}")
    return term


def _page(name: object, value: object) -> str | None:
    if value is not None and not (isinstance(value, str) and _PAGE.fullmatch(value)):
        raise GlossaryError(f"{name}: {EXPLAINED} is no page such as run/ports.md#reading: {value}")
    return None if value is None else str(value)


def _switch(name: object, key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise GlossaryError(f"{name}: {key} is neither true nor false: {value}")
    return value


def _text(name: object, key: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise GlossaryError(f"{name}: {key} is not a text")
    return value


def _list(name: object, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise GlossaryError(f"{name}: {key} is not a list of texts")
    return tuple(_text(name, key, item) for item in value)


def _check_whole(terms: Sequence[Term]) -> None:
    for key in ("ko", "en", "id"):
        seen: set[str] = set()
        for term in terms:
            value = getattr(term, key)
            if value in seen:
                raise GlossaryError(f"{value}: {key} stands twice", term.line)
            seen.add(value)
    right = {spelling for term in terms for spelling in (term.ko, *term.aliases)}
    for term in terms:
        if both := term.rejected & right:
            text = f"{term.ko}: {', '.join(sorted(both))} is forbidden here and right elsewhere"
            raise GlossaryError(text, term.line)
