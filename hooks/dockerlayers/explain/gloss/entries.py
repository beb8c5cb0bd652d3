"""What is known of a program: its options, its commands, and what they do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache

from dockerlayers.explain.inline import Template, parse_template


class Style(Enum):
    """How a program's options are written."""

    GNU = "gnu"
    """`-abc` is three of them; `-oVALUE`, `--long=VALUE` and `--long VALUE` take a value."""
    LONG = "long"
    """`-name` is one of them, as for java, find and go."""
    TAR = "tar"
    """As GNU, and a first operand without a dash is a cluster."""
    TEST = "test"
    """Only words that are known are options, as for `[`."""
    LITERAL = "literal"
    """As GNU, but a word that is not known for an option is an operand, as for echo."""
    NONE = "none"
    """There are no options at all."""


class Value(Enum):
    """Whether an option takes a value."""

    NONE = "none"
    REQUIRED = "required"
    OPTIONAL = "optional"
    """Only attached: `-j4`, `--long=VALUE`."""
    COMMAND = "command"
    """The words up to `;` or `+` are a command."""
    SCRIPT = "script"
    """The value is a shell script."""
    REST = "rest"
    """All words that follow are a command."""


@dataclass(frozen=True, kw_only=True)
class Option:
    """An option: what it does, with its value and (`bare`) without. `ends` says that it is the last one.

    `commands` are better sentences for its command, where the option is given: with operands, and without.
    """

    value: Value
    say: str
    bare: str | None
    commands: tuple[str, ...]
    ends: bool


@dataclass(frozen=True, kw_only=True)
class Case:
    """A sentence for certain operands: `when` is a pattern that they match, joined by one blank.

    It is for a command with all the `options`; what it calls the value is the first one's.
    """

    when: str
    options: tuple[str, ...]
    say: str


@dataclass(frozen=True, kw_only=True)
class Program:
    """A program, or one of its commands: what it does alone (`say`), and with its operands.

    `options` and `commands` are found by each of their names. What follows `wraps` operands is a command of
    its own. With `options_first`, what follows the first operand is no option. `assignments` says what an
    operand `NAME=value` does.
    """

    style: Style
    plus: bool
    options_first: bool
    wraps: int | None
    say: str
    operands: str | None
    assignments: str | None
    cases: tuple[Case, ...]
    options: Mapping[str, Option]
    commands: Mapping[str, Program]


@cache
def template(source: str) -> Template:
    """Parse a template once."""
    return parse_template(source)
