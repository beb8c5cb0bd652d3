"""What is wrong with a file of explain/programs; each message names the file and the entry."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from dockerlayers_site.glossary import find_misspellings, load_terms, prose_of_toml

PROGRAMS = Path(__file__).parents[2] / "hooks/dockerlayers/explain/programs"
TERMS = load_terms()

_STYLES = {"gnu", "long", "tar", "test", "literal", "none"}
_VALUES = {"none", "required", "optional", "command", "script", "rest"}
_OPERANDS = {"operands", "first", "others", "rest", "last"}
_LEVEL = {
    "source",
    "version",
    "style",
    "plus",
    "wraps",
    "options-first",
    "options",
    "commands",
    "cases",
}
_KEYS = {
    "program": _LEVEL,
    "command": _LEVEL | {"names"},
    "option": {"names", "value", "ends", "source", "version"},
    "case": {"when", "with", "source", "version"},
}
_TEXTS = {
    "program": {"ko": set(), "ko-operands": _OPERANDS, "assignments-ko": {"name", "value"}},
    "command": {"ko": set(), "ko-operands": _OPERANDS, "assignments-ko": {"name", "value"}},
    "option": {
        "ko": {"value"},
        "ko-bare": set(),
        "command-ko": {"value"},
        "command-ko-operands": {*_OPERANDS, "value"},
    },
    "case": {"ko": {*_OPERANDS, "value"}},
}
"""The texts of each table, and the slots that each may have."""
_MARK = re.compile(r"`[^`]+`|\{(?P<slot>[a-z]+)\}")
_PARTICLE = re.compile(r" (?:을|를|이|가|은|는|과|와|의|에|에서|로|으로|도|만|까지|부터)(?=[ .,])")
_LONGEST = 70

Problems = Iterator[str]


def check_programs(folder: Path = PROGRAMS) -> list[str]:
    """Return all that is wrong with the files of a folder."""
    return [
        f"{path.name}: {problem}"
        for path in sorted(folder.iterdir())
        for problem in check_text(path.read_text(encoding="utf-8"), path.stem)
    ]


def check_aliases(aliases: Mapping[str, Sequence[str]], stems: Collection[str]) -> Problems:
    """Yield what is wrong with the other names of programs, whose files have these stems."""
    seen = set(stems)
    for stem, names in aliases.items():
        if stem not in stems:
            yield f"there is no program {stem}"
        for name in names:
            if name in seen:
                yield f"{name} is the name of another program"
            seen.add(name)


def check_text(text: str, stem: str) -> Problems:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        yield f"no TOML: {error}"
        return
    if not re.fullmatch(r"https://\S+", str(table.get("source", ""))):
        yield "source is missing or no https address"
    yield from _check_level("program", table, stem, frozenset())
    for misspelling in find_misspellings(prose_of_toml(text), TERMS):
        yield f"line {misspelling}"


def _check_level(kind: str, table: Mapping[str, Any], entry: str, plus: frozenset[str]) -> Problems:
    plus = frozenset("+") if table.get("plus") else plus
    yield from _check_keys(kind, table, entry)
    yield from _check_settings(table, entry)
    yield from _check_twice((_names(one) for one in table.get("options", [])), entry, "option")
    yield from _check_twice((_names(one) for one in table.get("commands", [])), entry, "command")
    for one in table.get("options", []):
        style = str(table.get("style", "gnu"))
        yield from _check_option(one, f"{entry} {_title(one)}", plus, style)
    for one in table.get("cases", []):
        options = {name for option in table.get("options", []) for name in _names(option)}
        yield from _check_case(one, f"{entry} case {one.get('when', one.get('with'))}", options)
    for one in table.get("commands", []):
        if not _names(one):
            yield f"{entry} {_title(one)}: names is missing"
        yield from _check_level("command", one, f"{entry} {_title(one)}", plus)


def _title(table: Mapping[str, Any]) -> str:
    return (_names(table) or ["(no names)"])[0]


def _names(table: Mapping[str, Any]) -> list[str]:
    names = table.get("names")
    return names if isinstance(names, list) and all(isinstance(name, str) and name for name in names) else []


def _check_keys(kind: str, table: Mapping[str, Any], entry: str) -> Problems:
    texts = _TEXTS[kind]
    for key, value in table.items():
        own = re.sub(r"^[a-z]{2}(?=$|-)|(?<=assignments-)[a-z]{2}$|(?<=^command-)[a-z]{2}(?=$|-)", "ko", key)
        if own in texts:
            yield from (f"{entry}: {key}: {problem}" for problem in _check_sentence(key, value, texts[own]))
            if kind != "option" and isinstance(value, str) and key.endswith(("ko", "ko-operands")):
                yield from (f"{entry}: {key}: {problem}" for problem in _check_short(value))
        elif key not in _KEYS[kind]:
            yield f"{entry}: unknown key {key}"
    if "ko" not in table:
        yield f"{entry}: ko is missing"
    if "names" in table and not _names(table):
        yield f"{entry}: names is no list of words"


def _check_settings(table: Mapping[str, Any], entry: str) -> Problems:
    if table.get("style", "gnu") not in _STYLES:
        yield f"{entry}: style is none of {', '.join(sorted(_STYLES))}"
    for key in ("plus", "options-first"):
        if not isinstance(table.get(key, False), bool):
            yield f"{entry}: {key} is true or false"
    wraps = table.get("wraps", 0)
    if not isinstance(wraps, int) or isinstance(wraps, bool) or wraps < 0:
        yield f"{entry}: wraps is a number of operands"
    if "ko-operands" in table and not _slots(str(table["ko-operands"])):
        yield f"{entry}: ko-operands has no slot"


def _check_twice(lists: Iterable[Sequence[str]], entry: str, what: str) -> Problems:
    seen: set[str] = set()
    for names in lists:
        for name in names:
            if name in seen:
                yield f"{entry}: {what} {name} stands twice"
            seen.add(name)


def _check_option(table: Mapping[str, Any], entry: str, plus: frozenset[str], style: str) -> Problems:
    yield from _check_keys("option", table, entry)
    if not _names(table):
        yield f"{entry}: names is missing"
    if not isinstance(table.get("ends", False), bool):
        yield f"{entry}: ends is true or false"
    value = table.get("value", "none")
    if value not in _VALUES:
        yield f"{entry}: value is none of {', '.join(sorted(_VALUES))}"
    takes = value in ("required", "optional", "command") or "-NUM" in _names(table)
    if not takes and "value" in _slots(str(table.get("ko", ""))):
        yield f"{entry}: ko has a slot for a value, but the option takes none"
    if value == "optional" and "value" in _slots(str(table.get("ko", ""))) and "ko-bare" not in table:
        yield f"{entry}: ko-bare is missing: the value is optional and ko shows it"
    if value != "optional" and "ko-bare" in table:
        yield f"{entry}: ko-bare needs an optional value"
    for name in _names(table):
        if name[0] not in {"-", *plus} and style not in ("test", "long"):
            yield f"{entry}: option {name} does not begin with a dash"
        if not re.fullmatch(r"[^\s=]+(?:=|==)?(?: \S.*)?|=|==|!=|=~", name):
            yield f"{entry}: option {name} is written without its value"


def _check_case(table: Mapping[str, Any], entry: str, options: Collection[str]) -> Problems:
    yield from _check_keys("case", table, entry)
    given = table.get("with", [])
    if "when" in table or not given:
        try:
            re.compile(table["when"])
        except (KeyError, TypeError, re.error) as error:
            yield f"{entry}: when is no pattern: {error}"
    if not isinstance(given, list) or not set(given) <= set(options):
        yield f"{entry}: with is no list of options of this level"
    if not given and "value" in _slots(str(table.get("ko", ""))):
        yield f"{entry}: ko has a slot for a value, but no option gives it"


def _slots(text: str) -> list[str]:
    return [match["slot"] for match in _MARK.finditer(text) if match["slot"]]


def _check_sentence(key: str, text: object, slots: set[str]) -> Problems:
    if not isinstance(text, str):
        yield "no text"
        return
    for slot in _slots(text):
        if slot not in slots:
            yield f"there is no slot {{{slot}}} here"
    rest = _MARK.sub("", text)
    if re.search("[`{}]", rest):
        yield "a backtick or a brace that belongs to nothing"
    if "ko" in key.split("-"):
        yield from _check_korean(text, rest)


def _check_korean(text: str, rest: str) -> Problems:
    if text != " ".join(text.split()):
        yield "blanks at an end, or two of them"
    if not text.endswith("니다."):
        yield "does not end in 니다."
    elif rest.count("니다.") > 1:
        yield "more than one sentence"
    for match in _MARK.finditer(text):
        behind = text[match.end() :]
        if match["slot"] and (behind[:1] not in (" ", ",") or _PARTICLE.match(behind)):
            yield f"behind {{{match['slot']}}} stands no blank and noun"


def _check_short(text: str) -> Problems:
    rest = _MARK.sub("", text)
    if "(" in rest:
        yield "a sentence of a command has no parentheses"
    if len(text) > _LONGEST:
        yield f"longer than {_LONGEST} characters"
