"""Load what is known of programs: a TOML file each, read when its program is first met."""

from __future__ import annotations

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


_FOLDER = files("dockerlayers.explain")


@cache
def find_program(name: str) -> Program | None:
    """Find what is known of a program, or return None."""
    path = index_programs().get(name)
    if path is None:
        return None
    return build_program(tomllib.loads(path.read_text(encoding="utf-8")))


@cache
def index_programs() -> Mapping[str, Traversable]:
    """Find each program's file by its names, without reading it."""
    index = {path.name.removesuffix(".toml"): path for path in _FOLDER.joinpath("programs").iterdir()}
    for stem, names in load_aliases().items():
        index.update(dict.fromkeys(names, index[stem]))
    return index


def load_aliases() -> dict[str, list[str]]:
    """Load the other names of programs, by the names of their files."""
    return tomllib.loads(_FOLDER.joinpath("aliases.toml").read_text(encoding="utf-8"))


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
        cases=tuple(_build_case(case) for case in table.get("cases", [])),
        options=dict(_options(table)),
        commands={},
    )
    commands = {
        name: build_program(one, program) for one in table.get("commands", []) for name in one["names"]
    }
    return Program(**{**vars(program), "commands": commands})


def _build_case(table: Mapping[str, Any]) -> Case:
    return Case(when=table.get("when", ".*"), options=tuple(table.get("with", ())), say=table[LANGUAGE])


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
    if _INFORMING & set(table["names"]) and table.get("value", "none") == "none":
        return (table[LANGUAGE],)
    return tuple(table[key] for key in _OF_COMMANDS if key in table)
