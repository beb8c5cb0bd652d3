"""What is wrong with the Korean of a file of texts/ko/programs; each message names the table and the key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from dockerlayers_site.glossary import find_misspellings, load_terms, prose_of_toml

TERMS = load_terms()

_MARK = re.compile(r"`[^`]+`|\{(?P<slot>[a-z]+)\}")
_PARTICLE = re.compile(r" (?:을|를|이|가|은|는|과|와|의|에|에서|로|으로|도|만|까지|부터)(?=[ .,])")
# What counts is written to its number: its form does not hang on the number's last sound.
_COUNTER = re.compile(
    r"(?:개|번째|번|초|분|일|줄|자|칸|겹|단계|비트|바이트|밀리초|진법|MB)"
    r"(?=[ ,.]|을|를|이|가|에|의|씩|만|까지|부터|마다|보다|째|만큼|로|으로|든|는|은|동안)"
)
_LONGEST = 70
_OF_COMMANDS = frozenset({"does", "operands", "cases"})

Problems = Iterator[str]


def check_korean(text: str) -> Problems:
    """Yield what is wrong with the sentences of a file."""
    yield from _check_table(tomllib.loads(text), "")
    for misspelling in find_misspellings(prose_of_toml(text), TERMS):
        yield f"line {misspelling}"


def _check_table(table: Mapping[str, Any], path: str) -> Problems:
    for key, value in table.items():
        place = f"{path}{key}"
        if isinstance(value, dict):
            yield from _check_table(value, f"{place} ")
        else:
            yield from (f"{place}: {problem}" for problem in _check_sentence(value))
            if "options" not in place.split(" ") and not _OF_COMMANDS.isdisjoint(place.split(" ")):
                yield from (f"{place}: {problem}" for problem in _check_short(value))


def _check_sentence(text: str) -> Problems:
    rest = _MARK.sub("", text)
    if text != " ".join(text.split()):
        yield "blanks at an end, or two of them"
    if not text.endswith("니다."):
        yield "does not end in 니다."
    elif rest.count("니다.") > 1:
        yield "more than one sentence"
    for match in _MARK.finditer(text):
        behind = text[match.end() :]
        apart = behind[:1] in (" ", ",") or _COUNTER.match(behind)
        if match["slot"] and (not apart or _PARTICLE.match(behind)):
            yield f"behind {{{match['slot']}}} stands no blank and noun, nor what counts"


def _check_short(text: str) -> Problems:
    if "(" in _MARK.sub("", text):
        yield "a sentence of a command has no parentheses"
    if len(text) > _LONGEST:
        yield f"longer than {_LONGEST} characters"
