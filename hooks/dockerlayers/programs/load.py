"""Load what is known of programs: a TOML file each, read when its program is first met.

CONTRIBUTING.md says how one is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import TypeVar

from dockerlayers.data import list_stems
from dockerlayers.patterns import lazy_pattern
from dockerlayers.programs.tables import Table, open_table
from dockerlayers.programs.types import Asked, Case, Key, Option, OptionStyle, Program, Value

_SOURCED = frozenset({"source", "version"})
_LEVEL = _SOURCED | {
    "style",
    "plus",
    "wraps",
    "options-first",
    "elsewhere",
    "anywhere",
    "assignments",
    "options",
    "commands",
    "cases",
}
_COMMAND = _LEVEL | {"names"}
_OPTION = _SOURCED | {"names", "value", "ends", "asks"}
_CASE = _SOURCED | {"when", "with"}
_WRITTEN = lazy_pattern(r"[^\s=]+(?:=|==)?(?: \S.*)?|=|==|!=|=~")
"""An option's name: what is in front of `=`, or the option with a certain value."""
_VERSION = lazy_pattern(r"\d+(?:\.\d+)*$")
_IN_BIN = lazy_pattern(r"(?:.*/)?s?bin/([\w.+\[-]+)")
_TRIPLET = lazy_pattern(r"^[a-z0-9_]+-linux-(?:gnu|musl)\w*-(?=(?:gcc|g\+\+|as|ld|ar|strip)$)")
"""What stands before the tools that compile for another machine."""
_UNDASHED = (OptionStyle.TEST, OptionStyle.LONG)
_ADDRESS = lazy_pattern(r"https://\S+")
_Named = TypeVar("_Named", Option, Program)


@cache
def find_program(name: str) -> Program | None:
    """Find what is known of a program, or return None; raise DataError for a file that is wrong."""
    index = index_programs()
    stem = index.get(name) or index.get(_VERSION.sub("#", name))
    return None if stem is None else build_program(open_table(f"programs/facts/{stem}.toml"), stem)


def find_called(word: str) -> Program | None:
    """Find a program by what a command calls it: its name, also for another machine, or a path to it.

    The path is one in bin or sbin, unless the program has a name that nothing else has.
    """
    found = find_program(word) or find_program(_TRIPLET.sub("", word))
    if found or "/" not in word:
        return found
    if in_bin := _IN_BIN.fullmatch(word):
        return find_program(in_bin[1])
    elsewhere = find_program(word.rpartition("/")[2])
    return elsewhere if elsewhere and elsewhere.anywhere else None


@cache
def index_programs() -> Mapping[str, str]:
    """Find the name of each program's file by the program's names, without reading the file."""
    stems = list_stems("programs/facts")
    return dict(zip(stems, stems, strict=True)) | read_aliases(open_table("programs/aliases.toml"), stems)


def read_aliases(table: Table, stems: Iterable[str]) -> dict[str, str]:
    """Read the other names of programs, each with the name of its file; raise DataError for a wrong one."""
    table.check_keys(frozenset(stems), "program")
    found = dict.fromkeys(stems, "")
    for stem in table.values:
        for name in table.take_texts(stem):
            if name in found:
                raise table.error(stem, f"{name} is the name of another program")
            found[name] = stem
    return {name: stem for name, stem in found.items() if stem}


def build_program(table: Table, stem: str) -> Program:
    """Build a program of its table; raise DataError for what is wrong in it."""
    table.check_keys(_LEVEL)
    if not _ADDRESS.fullmatch(table.take_text("source")):
        raise table.error("source", "source is no https address")
    return _build_level(table, (stem,), None)


def _build_level(table: Table, key: Key, above: Program | None) -> Program:
    """Build a program or a command; a command's words are written as those of the program."""
    program = Program(
        key=key,
        style=table.take_choice("style", above.style if above else OptionStyle.GNU),
        plus=table.take_flag("plus", default=above is not None and above.plus),
        options_first=table.take_flag("options-first"),
        wraps=table.find_count("wraps"),
        assignments=table.take_flag("assignments"),
        elsewhere=table.take_flag("elsewhere"),
        anywhere=table.take_flag("anywhere"),
        cases=(),
        options={},
        commands={},
    )
    options = _build_all(table, "options", lambda one, names: _build_option(one, names, program))
    commands = _build_all(table, "commands", lambda one, names: _build_command(one, names, program))
    cases = tuple(_build_case(one, options) for one in table.take_tables("cases"))
    return Program(**{**vars(program), "cases": cases, "options": options, "commands": commands})


def _build_all(
    table: Table, key: str, build: Callable[[Table, tuple[str, ...]], _Named]
) -> dict[str, _Named]:
    """Build what is listed in a table, and find each by all its names, none of which may stand twice."""
    found: dict[str, _Named] = {}
    for one in table.take_tables(key):
        names = one.take_texts("names")
        if not names:
            raise one.error("names", "names is missing")
        built = build(one, names)
        for name in names:
            if name in found:
                raise one.error("names", f"{name} stands twice")
            found[name] = built
    return found


def _build_command(table: Table, names: tuple[str, ...], above: Program) -> Program:
    table.check_keys(_COMMAND)
    return _build_level(table, (*above.key, names[0]), above)


def _build_option(table: Table, names: tuple[str, ...], program: Program) -> Option:
    table.check_keys(_OPTION)
    for name in names:
        if name[0] not in ("-", "+" if program.plus else "-") and program.style not in _UNDASHED:
            raise table.error("names", f"option {name} does not begin with a dash")
        if not _WRITTEN.fullmatch(name):
            raise table.error("names", f"option {name} is written without its value")
    return Option(
        key=(*program.key, names[0]),
        value=table.take_choice("value", Value.NONE),
        ends=table.take_flag("ends"),
        asks=table.find_choice("asks", Asked),
    )


def _build_case(table: Table, options: Mapping[str, Option]) -> Case:
    table.check_keys(_CASE)
    names, when = table.take_texts("with"), table.find_text("when")
    if when is None and not names:
        raise table.error("when", "when is missing, and with as well")
    try:
        re.compile(when or "")
    except re.error as error:
        raise table.error("when", f"when is no pattern: {error}") from error
    for name in names:
        if name not in options:
            raise table.error("with", f"{name} is no option here")
    written = () if when is None else (when,)
    return Case(name=" ".join((*names, *written)), when=".*" if when is None else when, options=names)
