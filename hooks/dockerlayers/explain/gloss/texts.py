"""What is said of programs: a file of texts for each file of facts, and a text for all that is in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from dockerlayers.patterns import lazy_pattern
from dockerlayers.programs.load import find_program
from dockerlayers.programs.tables import Table
from dockerlayers.programs.types import Key, Option, Program, Value
from dockerlayers.texts.texts import Texts

_OPERANDS = frozenset({"operands", "first", "others", "rest", "last"})
_VALUE = frozenset({"value"})
_LEVEL = frozenset({"does", "operands", "assignments", "cases", "options", "commands"})
_OPTION = frozenset({"does", "bare", "command", "command-operands"})
_MARK = lazy_pattern(r"`[^`]+`|\{(?P<slot>[a-z]+)\}")


@dataclass(frozen=True, kw_only=True)
class OptionText:
    """What an option does, with its value and (`bare`) without.

    `commands` are better sentences for its command, where the option is given: with operands, and without.
    """

    does: str
    bare: str | None
    commands: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ProgramText:
    """What a program or a command does alone (`does`), and with its operands.

    `cases` are found by their names, `options` and `commands` by the first of theirs. `assignments` says what
    an operand `NAME=value` does.
    """

    does: str
    operands: str | None
    assignments: str | None
    cases: Mapping[str, str]
    options: Mapping[str, OptionText]
    commands: Mapping[str, ProgramText]


def find_text(texts: Texts, key: Key) -> ProgramText:
    """Find what is said of a program or a command."""
    text = _load(texts, key[0])
    for name in key[1:]:
        text = text.commands[name]
    return text


def find_option_text(texts: Texts, option: Option) -> OptionText | None:
    """Find what is said of an option; one that only asks needs no text of its own."""
    above = option.key[:-1]
    return find_text(texts, above).options.get(option.key[-1]) if above else None


@cache
def _load(texts: Texts, stem: str) -> ProgramText:
    program = find_program(stem)
    assert program  # its facts led here
    name = f"programs/{stem}.toml"
    return build_text(Table(path=texts.path(name), values=texts.read(name)), program)


def build_text(table: Table, program: Program) -> ProgramText:
    """Build the texts of a program; raise DataError for what is wrong in them, or missing."""
    table.check_keys(_LEVEL)
    operands = _take_sentence(table, "operands", _OPERANDS)
    if operands and not list_slots(operands):
        raise table.error("operands", "operands has no slot")
    if ("assignments" in table.values) != program.assignments:
        raise table.error("assignments", "assignments is for a program that has them, and only for such")
    return ProgramText(
        does=_require_sentence(table, "does", frozenset()),
        operands=operands,
        assignments=_take_sentence(table, "assignments", frozenset({"name", "value"})),
        cases=_build_cases(table.take_table("cases"), program),
        options=_build_options(table.take_table("options"), program),
        commands=_build_commands(table.take_table("commands"), program),
    )


def _build_cases(table: Table, program: Program) -> dict[str, str]:
    _check_names(table, [case.name for case in program.cases], "case")
    slots = {case.name: _OPERANDS | _VALUE if case.options else _OPERANDS for case in program.cases}
    return {name: _require_sentence(table, name, slots[name]) for name in slots}


def _build_commands(table: Table, program: Program) -> dict[str, ProgramText]:
    commands = {one.key[-1]: one for one in program.commands.values()}
    _check_names(table, commands, "command")
    return {name: build_text(table.take_table(name), one) for name, one in commands.items()}


def _build_options(table: Table, program: Program) -> dict[str, OptionText]:
    options = {option.key[-1]: option for option in program.options.values()}
    asking = [name for name, option in options.items() if option.asks]
    _check_names(table, options, "option", may_lack=asking)
    return {name: _build_option(table, option) for name, option in options.items() if name in table.values}


def _check_names(table: Table, names: Iterable[str], what: str, may_lack: Iterable[str] = ()) -> None:
    """Hold the names of a table against the facts: none too many, none missing."""
    known = dict.fromkeys(names)
    table.check_keys(known.keys(), what)
    for name in known:
        if name not in table.values and name not in may_lack:
            raise table.error("", f"{what} {name} has no text")


def _build_option(table: Table, option: Option) -> OptionText:
    """Build the texts of an option: one sentence, or a table of them."""
    name = option.key[-1]
    if isinstance(table.values[name], str):
        does = _require_sentence(table, name, _value_slots(option, name))
        _check_bare(table, option, does, None, name)
        return OptionText(does=does, bare=None, commands=())
    own = table.take_table(name)
    own.check_keys(_OPTION)
    does, bare = _require_sentence(own, "does", _value_slots(option, name)), own.find_text("bare")
    _check_bare(own, option, does, bare, "bare")
    commands = (
        _take_sentence(own, "command-operands", _OPERANDS | _VALUE),
        _take_sentence(own, "command", _VALUE),
    )
    return OptionText(does=does, bare=bare, commands=tuple(text for text in commands if text))


def _value_slots(option: Option, name: str) -> frozenset[str]:
    takes = option.value in (Value.REQUIRED, Value.OPTIONAL, Value.COMMAND) or name == "-NUM"
    return _VALUE if takes else frozenset()


def _check_bare(table: Table, option: Option, does: str, bare: str | None, key: str) -> None:
    """Require a sentence without the value of an option whose value may be missing, and only there."""
    if option.value is Value.OPTIONAL and list_slots(does) and bare is None:
        raise table.error(key, "bare is missing: the value is optional and the text shows it")
    if option.value is not Value.OPTIONAL and bare is not None:
        raise table.error(key, "bare needs an optional value")


def _require_sentence(table: Table, key: str, slots: frozenset[str]) -> str:
    table.take_text(key)
    return _take_sentence(table, key, slots) or ""


def _take_sentence(table: Table, key: str, slots: frozenset[str]) -> str | None:
    """Return a template whose slots can be filled."""
    text = table.find_text(key)
    if not text or ("{" not in text and "}" not in text and "`" not in text):
        return text
    for slot in list_slots(text):
        if slot not in slots:
            raise table.error(key, f"there is no slot {{{slot}}} here", _name_slots(slots))
    if re.search("[`{}]", _MARK.sub("", text)):
        raise table.error(key, "a backtick or a brace belongs to nothing")
    return text


def _name_slots(slots: frozenset[str]) -> str | None:
    return f"there are {', '.join(sorted(slots))}" if slots else None


def list_slots(text: str) -> list[str]:
    """List the slots of a template."""
    return [match["slot"] for match in _MARK.finditer(text) if match["slot"]]
