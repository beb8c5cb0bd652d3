"""A command's words held against what is known of its program."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from dockerlayers.patterns import lazy_pattern
from dockerlayers.programs.options import OptionReader, OptionUse, Rest
from dockerlayers.programs.quoting import plain_text
from dockerlayers.programs.types import Option, OptionStyle, Program
from dockerlayers.syntax.shell.nodes import ShellWord

MOST_WRAPPED = 32
"""How many programs may run each other, as in `sudo nice env …`; what a deeper one runs is not told."""

_ASSIGNMENT = lazy_pattern(r"[A-Za-z_]\w*\+?=")
_VARIABLE = lazy_pattern(r"\$\{?(\w+)(?:[^\w}][^}]*)?\}?")
_BRACKETS = {"[": "]", "[[": "]]"}
_CLUSTER = lazy_pattern(r"[A-Za-z]+")
OPTION_VARIABLES = ("ARGS", "ARGUMENTS", "FLAGS", "OPTIONS", "OPTS", "PARAMS")
"""Endings of the variables that hold options, so that such a word is no operand."""


class Match(NamedTuple):
    """What each word of a command is: `path` names the program and its command, `level` is what it does.

    `rests` are commands and scripts among the words, `wrapped` is the command that a wrapping program runs.
    Where not `is_trusted`, an unknown option makes it uncertain which words are operands.
    """

    path: tuple[ShellWord, ...]
    level: Program
    uses: tuple[OptionUse, ...]
    operands: tuple[ShellWord, ...]
    assignments: tuple[ShellWord, ...]
    rests: tuple[Rest, ...]
    wrapped: tuple[ShellWord, ...]
    is_trusted: bool

    @property
    def asking(self) -> Option | None:
        """The option that makes it a call which only asks, for the version or for help."""
        if self.wrapped or self.rests:
            return None
        return next((use.option for use in self.uses if use.option and use.option.asks), None)


@lru_cache(maxsize=1024)
def match_command(words: tuple[ShellWord, ...], program: Program) -> Match:
    """Hold the words of a command, its name first, against what is known of the program.

    command = name , { option | operand | command name } , [ wrapped command ]

    The last ones are kept: the practices ask for the commands of a file, and then its explanation does.
    """
    return _Matcher(words, program).match()


class _Matcher:
    def __init__(self, words: Sequence[ShellWord], program: Program) -> None:
        closing = _BRACKETS.get(plain_text(words[0]))
        self.words = words[:-1] if plain_text(words[-1]) == closing else words
        self.options = OptionReader(self.words, program)
        self.path = [words[0]]
        self.operands: list[ShellWord] = []
        self.assignments: list[ShellWord] = []
        self.wrapped: tuple[ShellWord, ...] = ()

    def match(self) -> Match:
        options = self.options
        self.read_bare_cluster()
        while options.index < len(self.words):
            if not options.read():
                self.read_operand(self.words[options.index])
        return Match(
            path=tuple(self.path),
            level=options.level,
            uses=tuple(options.uses),
            operands=tuple(self.operands),
            assignments=tuple(self.assignments),
            rests=tuple(options.rests),
            wrapped=(self.wrapped or options.remainder) if options.is_trusted else (),
            is_trusted=options.is_trusted,
        )

    def read_bare_cluster(self) -> None:
        """Read tar's first operand, whose letters are options."""
        if self.options.level.style is OptionStyle.TAR and len(self.words) > 1:
            name = plain_text(self.words[1])
            if _CLUSTER.fullmatch(name):
                self.options.read_cluster(name, is_bare=True)

    def may_be_options(self, word: ShellWord) -> bool:
        """Say whether a variable may stand for options: by its name, or where these are still to come."""
        variable = _VARIABLE.fullmatch(word.text)
        if not variable or self.options.is_ended:
            return False
        is_first = self.options.level.options_first and not self.operands
        return is_first or variable[1].upper().endswith(OPTION_VARIABLES)

    def read_operand(self, word: ShellWord) -> None:
        options = self.options
        level = options.level
        command = level.commands.get(plain_text(word)) if not self.operands else None
        asked = options.find_alone(plain_text(word)) if level.commands and not command else None
        if asked:
            options.use(plain_text(word), asked)
            return
        if self.may_be_options(word):
            options.index += 1
            return
        if level.assignments and _ASSIGNMENT.match(plain_text(word)):
            self.assignments.append(word)
        elif level.wraps == len(self.operands):
            self.wrapped = tuple(self.words[options.index :])
            options.index = len(self.words)
        elif command:
            self.path.append(word)
            options.enter(command)
        else:
            self.operands.append(word)
            options.is_ended = options.is_ended or level.options_first
        options.index += 1
