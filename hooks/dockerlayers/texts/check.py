"""Hold the texts of a language against the Korean ones: what is missing, and what nobody would say."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from dockerlayers.data import list_tables
from dockerlayers.model.suggestions import suggest
from dockerlayers.patterns import lazy_pattern
from dockerlayers.texts import DEFAULT
from dockerlayers.texts.texts import Texts

_NO_WORDS = ("source", "version", "facts", "hadolint")
_GRAMMAR = "grammar.toml"
_ANY_GRAMMAR = ("comma", "quoted", "range")
"""What every language says in its grammar; more is for a grammar of its own."""
_FREE = ("labels.toml", "report.toml", "advice.toml", "programs/")
"""Where a text may do without a slot."""
_SLOT = lazy_pattern(r"\{[a-z]+\}")


def list_missing(texts: Texts) -> Iterator[str]:
    """Name the texts that a language lacks, which are said in Korean: the file and the key of each."""
    for name in list_files():
        own = read_words(texts, name)
        for key in _korean(name):
            if key not in own:
                yield f"{texts.path(name)}: {key}"


def list_faults(texts: Texts) -> Iterator[str]:
    """Say what is wrong with the texts of a language: keys that nothing asks for, slots that do not fit."""
    for name in list_files():
        korean = _korean(name)
        for key, text in read_words(texts, name).items():
            base = key if key in korean else key.partition("#")[0]
            if base not in korean and name != _GRAMMAR:
                nearest = suggest(base, korean)
                hint = f" (did you mean {nearest}?)" if nearest else ""
                yield f"{texts.path(name)}: {key}: no such text{hint}"
            elif base in korean:
                yield from _check_slots(f"{texts.path(name)}: {key}", name, text, korean[base], key != base)


def _check_slots(place: str, name: str, text: str, korean: str, is_form: bool) -> Iterator[str]:
    slots, known = set(_SLOT.findall(text)), set(_SLOT.findall(korean))
    for slot in sorted(slots - known):
        yield f"{place}: there is no slot {slot} here"
    for slot in sorted(known - slots):
        if not is_form and not name.startswith(_FREE):
            yield f"{place}: the slot {slot} is missing"


def list_files() -> list[str]:
    """List the files of the first language, by their names below its folder."""
    start = f"texts/{DEFAULT}/"
    return [path.removeprefix(start) for path in list_tables(start.rstrip("/"))]


def _korean(name: str) -> Mapping[str, str]:
    words = read_words(Texts(DEFAULT), name)
    return {key: words[key] for key in _ANY_GRAMMAR} if name == _GRAMMAR else words


def read_words(texts: Texts, name: str) -> dict[str, str]:
    """Read the texts of one file of this language alone, by their keys; none where there is no file."""
    try:
        table = texts.load(texts.path(name))
    except FileNotFoundError:
        return {}
    return dict(_flatten(table, "", () if name.startswith("programs/") else _NO_WORDS))


def _flatten(table: Mapping[str, Any], start: str, ignored: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield texts by their keys; a text may stand in place of a table with `does`."""
    for name, value in table.items():
        if isinstance(value, dict) and name not in ignored:
            yield from _flatten(value, f"{start}{name}.", ignored)
        elif name not in ignored:
            yield f"{start}{name}".removesuffix(".does"), str(value)
