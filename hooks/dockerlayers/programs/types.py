"""What is known of a program: its options, its commands, and how it reads its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class OptionStyle(Enum):
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


class Asked(Enum):
    """What a call only asks for, in place of the program's work."""

    VERSION = "version"
    HELP = "help"


Key = tuple[str, ...]
"""The first names that lead to what is known: the program's, its commands', the option's."""


@dataclass(frozen=True, kw_only=True)
class Option:
    """An option, and whether it takes a value; `ends` says that it is the last one.

    `asks` says what a call with it only asks for, None for any other.
    """

    key: Key
    value: Value
    ends: bool = False
    asks: Asked | None = None


@dataclass(frozen=True, kw_only=True)
class Case:
    """Certain operands: `when` is a pattern that they match, joined by one blank.

    It is for a command with all the `options`; `name` tells it from the other cases.
    """

    name: str
    when: str
    options: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class Program:
    """A program, or one of its commands; there is one object for each.

    `options` and `commands` are found by each of their names. What follows `wraps` operands is a command of
    its own; with `elsewhere`, that sees other files than those of the image. With `options_first`, what
    follows the first operand is no option; with `anywhere`, a path to it in any folder is known by its last
    name; with `plus`, options may begin with a plus sign as well; with `assignments`, an operand `NAME=value`
    sets something.
    """

    key: Key
    style: OptionStyle
    plus: bool
    options_first: bool
    wraps: int | None
    assignments: bool
    elsewhere: bool
    anywhere: bool
    cases: tuple[Case, ...]
    options: Mapping[str, Option]
    commands: Mapping[str, Program]
