"""Load what is known of programs: a TOML file each, read when its program is first met."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from dockerlayers.explain.gloss.entries import Case, Option, Program, Style, Value
from dockerlayers.texts import LANGUAGE

_OF_COMMANDS = (f"command-{LANGUAGE}-operands", f"command-{LANGUAGE}")
_INFORMING = frozenset({"--version", "--help"})
_TABLE = re.compile(r"^\[", re.MULTILINE)
_NAMES = re.compile(r'^names\s*=\s*\[(?:"[^"]*"|[^\]"])*\]', re.MULTILINE)


@cache
def find_program(name: str) -> Program | None:
    """Find what is known of a program, or return None."""
    path = index_programs().get(name)
    if path is None:
        return None
    return build_program(tomllib.loads(path.read_text(encoding="utf-8")))


@cache
def index_programs() -> Mapping[str, Traversable]:
    """Find each program's file by its names; no more of it than the names is parsed."""
    index: dict[str, Traversable] = {}
    for path in files("dockerlayers.explain").joinpath("programs").iterdir():
        text = path.read_text(encoding="utf-8")
        table = _TABLE.search(text)
        names = _NAMES.search(text, 0, table.start() if table else len(text))
        stem = path.name.removesuffix(".toml")
        index.update(dict.fromkeys(tomllib.loads(names[0])["names"] if names else [stem], path))
    return index


def build_program(table: Mapping[str, Any], above: Program | None = None) -> Program:
    """Build a program or a command of its table; a command's words are written as those of the program."""
    style = Style(table["style"]) if "style" in table else above.style if above else Style.GNU
    program = Program(
        style=style,
        plus=table.get("plus", above.plus if above else False),
        options_first=table.get("options-first", False),
        wraps=table.get("wraps"),
        say=table[LANGUAGE],
        operands=table.get(f"{LANGUAGE}-operands"),
        assignments=table.get(f"assignments-{LANGUAGE}"),
        cases=tuple(Case(when=case["when"], say=case[LANGUAGE]) for case in table.get("cases", [])),
        options=dict(_options(table)),
        commands={},
    )
    commands = {
        name: build_program(one, program) for one in table.get("commands", []) for name in one["names"]
    }
    return Program(**{**vars(program), "commands": commands})


def _options(table: Mapping[str, Any]) -> Iterator[tuple[str, Option]]:
    for one in table.get("options", []):
        option = Option(
            value=Value(one.get("value", "none")),
            say=one[LANGUAGE],
            bare=one.get(f"{LANGUAGE}-bare"),
            commands=_of_command(one),
            ends=one.get("ends", False),
        )
        for name in one["names"]:
            yield name, option


def _of_command(table: Mapping[str, Any]) -> tuple[str, ...]:
    """List an option's sentences for its command; one that only informs says all that the command does."""
    if _INFORMING & set(table["names"]):
        return (table[LANGUAGE],)
    return tuple(table[key] for key in _OF_COMMANDS if key in table)
