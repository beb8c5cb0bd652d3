"""The parse result: instructions, flags, words and heredocs, each with its place in the source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property, partial
from itertools import accumulate
from typing import NamedTuple

from dockerlayers.patterns import lazy_pattern

_LEADING_TABS = lazy_pattern(r"^\t+", re.MULTILINE)


class Span(NamedTuple):
    """A stretch of the source; lines and columns count from 1, the end column is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Stretch(NamedTuple):
    """A stretch of one physical line; line and columns count from 1, the end column is exclusive."""

    line: int
    column: int
    end_column: int


make_stretch: Callable[[tuple[int, int, int]], Stretch] = partial(tuple.__new__, Stretch)
"""Make a Stretch of its fields at once, as `make_word` does."""


class LogicalLine:
    """The text of one instruction, continuations joined, and where each piece of it stands in the source.

    `parts` are the texts of its physical lines, `numbers` their numbers, `column` where the first begins.
    """

    def __init__(self, parts: list[str], numbers: list[int], column: int) -> None:
        self.text = "".join(parts) if len(parts) > 1 else parts[0]
        self.parts = parts
        self.numbers = numbers
        self.column = column

    @cached_property
    def pieces(self) -> list[tuple[int, int, int]]:
        """Per physical line, the offset in `text` at which it begins, its number and its first column."""
        offsets = accumulate(map(len, self.parts[:-1]), initial=0)
        columns = [self.column, *[1] * (len(self.parts) - 1)]
        return list(zip(offsets, self.numbers, columns, strict=True))

    @cached_property
    def offsets(self) -> list[int]:
        """The offset in `text` at which each physical line begins."""
        return [offset for offset, _, _ in self.pieces]

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column, from 1, of the character at `offset`."""
        if len(self.parts) == 1:
            return self.numbers[0], self.column + offset
        index = bisect_right(self.offsets, offset) - 1
        start, line, column = self.pieces[index]
        return line, column + offset - start

    def stretches(self, start: int, end: int) -> list[Stretch]:
        """List where the text from `start` to `end` stands, line by line."""
        if len(self.parts) == 1:  # as most lines have it
            stop = min(end, len(self.text))
            column = self.column
            return [make_stretch((self.numbers[0], column + start, column + stop))] if start < stop else []
        return list(self._split(start, end))

    def _split(self, start: int, end: int) -> Iterator[Stretch]:
        for index in range(bisect_right(self.offsets, start) - 1, len(self.pieces)):
            offset, line, column = self.pieces[index]
            if offset >= end:
                return
            begin, stop = max(start - offset, 0), min(end - offset, len(self.parts[index]))
            if begin < stop:
                yield make_stretch((line, column + begin, column + stop))


class Word(NamedTuple):
    """A piece of an instruction, as written (quotes and escapes kept) except for flags, unquoted."""

    text: str
    start: int
    end: int
    origin: LogicalLine

    @property
    def span(self) -> Span:
        """Where the word stands in the source."""
        if self.end <= self.start:
            line, column = self.origin.position(self.start)
            return Span(line, column, line, column)
        line, column = self.origin.position(self.start)
        end_line, end_column = self.origin.position(self.end - 1)
        return Span(line, column, end_line, end_column + 1)


make_word: Callable[[tuple[str, int, int, LogicalLine]], Word] = partial(tuple.__new__, Word)
"""Make a Word of its fields at once: half the time of its constructor, and a file has hundreds."""


class Flag(NamedTuple):
    """A `--name=value` behind an instruction's keyword; `value` is None for a bare one."""

    name: str
    value: str | None
    word: Word

    @property
    def span(self) -> Span:
        """Where the flag stands in the source."""
        return self.word.span


class Pair(NamedTuple):
    """A `key=value` of ENV, LABEL or ARG; `value` is None for an ARG without one, `word` is all of it."""

    key: str
    value: str | None
    word: Word
    is_legacy: bool = False


make_pair: Callable[[tuple[str, str | None, Word, bool]], Pair] = partial(tuple.__new__, Pair)
"""Make a Pair of its fields at once, as `make_word` does."""


class Form(Enum):
    """How arguments are written: as a JSON array, as a shell command, or as the instruction's own words."""

    EXEC = "exec"
    SHELL = "shell"
    WORDS = "words"


class Heredoc(NamedTuple):
    """A here-document: the body runs from `first_line` to the one before `last_line`, the terminator."""

    name: str
    content: str
    expand: bool
    chomp: bool
    file_descriptor: int
    first_line: int
    last_line: int

    @property
    def body(self) -> str:
        """The content without the leading tabs of each line that `<<-` takes off."""
        return _LEADING_TABS.sub("", self.content) if self.chomp else self.content

    @property
    def span(self) -> Span:
        """The first line of the body."""
        return Span(self.first_line, 1, self.first_line, len(self.content.split("\n", 1)[0]) + 1)


class Comment(NamedTuple):
    """A whole-line comment; `text` is without the `#` and the blanks around."""

    text: str
    line: int


make_comment: Callable[[tuple[str, int]], Comment] = partial(tuple.__new__, Comment)
"""Make a Comment of its fields at once, as `make_word` does."""


class Directive(NamedTuple):
    """A parser directive, such as `# syntax=docker/dockerfile:1`."""

    name: str
    value: str
    span: Span


class Instruction(NamedTuple):
    """One instruction as it stands in the source.

    `name` is the keyword in upper case, whether or not Docker knows it. `arguments` is the text after
    keyword and flags. `words` are the arguments, split by the instruction's own rule: the strings of a JSON
    array, the whole command of a shell form as one word, or words. `pairs` belongs to ENV, LABEL and ARG,
    `trigger` to ONBUILD. `comments` are the comment lines directly above it.
    """

    name: str
    keyword: Word
    flags: tuple[Flag, ...]
    arguments: Word
    words: tuple[Word, ...]
    form: Form
    pairs: tuple[Pair, ...]
    heredocs: tuple[Heredoc, ...]
    trigger: Instruction | None
    comments: tuple[Comment, ...]
    line: int
    end_line: int

    def find_flag(self, name: str) -> Flag | None:
        """Find a flag by its name."""
        for flag in self.flags:
            if flag.name == name:
                return flag
        return None

    @property
    def original(self) -> str:
        """The instruction's logical line: continuations joined, heredoc bodies left out."""
        return self.keyword.origin.text

    @property
    def span(self) -> Span:
        """The instruction's logical line, from its keyword to its last character."""
        return Word(self.original, self.keyword.start, len(self.original), self.keyword.origin).span


_InstructionFields = tuple[
    str,
    Word,
    tuple[Flag, ...],
    Word,
    tuple[Word, ...],
    Form,
    tuple[Pair, ...],
    tuple[Heredoc, ...],
    Instruction | None,
    tuple[Comment, ...],
    int,
    int,
]
make_instruction: Callable[[_InstructionFields], Instruction] = partial(tuple.__new__, Instruction)
"""Make an Instruction of its fields at once, as `make_word` does."""


class EmptyContinuation(NamedTuple):
    """An instruction, ending at `line`, with a blank line inside its continuation."""

    line: int


@dataclass(frozen=True, kw_only=True, eq=False)
class Dockerfile:
    """A parsed Dockerfile. `lines` are the physical lines of `source` without their line ends.

    `omissions` are the lines with nothing but `...`, where a fragment was asked for.
    """

    source: str
    lines: tuple[str, ...]
    directives: tuple[Directive, ...]
    escape: str
    instructions: tuple[Instruction, ...]
    comments: tuple[Comment, ...]
    empty_continuations: tuple[EmptyContinuation, ...]
    omissions: tuple[int, ...] = ()
