"""What is found out about a command, by offsets into its script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import NamedTuple

from dockerlayers.programs.options import OptionUse, Range
from dockerlayers.texts.inline import Inline, Template


class Knowledge(Enum):
    """How much is known of a command."""

    PROGRAM = "program"
    """What its program does."""
    GENERAL = "general"
    """Only that a file, a function or what a variable holds is run."""
    NONE = "none"


class Said(NamedTuple):
    """Words, and what they do; see `annotations.Gloss`."""

    code: str
    ranges: tuple[Range, ...]
    say: Inline
    is_part: bool = False


class Merge(NamedTuple):
    """The template of a sentence whose only slot is for operands: it can be said once of several commands."""

    template: Template
    operands: tuple[str, ...]


class Reading(NamedTuple):
    """A simple command: what is said of it, and of its words one by one.

    `name` is that of its program, as it is written, "" where there is none. `sentence` is empty where nothing
    is known. `wrapped` is the command that it runs, as sudo or xargs do, `inner` are other commands among its
    words: the script of `sh -c`, or what find runs. `steps` are the parts of such a script, where it is all
    that the command does. `written` says into which file it writes. `asks` says that it asks for a version or
    for help, and does nothing else. `merge` is what its sentence is made of, where that is so simple.
    `operands` are shown as in a sentence, `is_fed` says that a here-document is its input, and `is_behind`
    that nothing waits for its end.
    """

    name: str
    start: int
    end: int
    knowledge: Knowledge
    sentence: Inline
    said: tuple[Said, ...]
    uses: tuple[OptionUse, ...] = ()
    wrapped: Reading | None = None
    inner: tuple[Reading, ...] = ()
    steps: tuple[Node, ...] = ()
    written: Inline = ()
    asks: bool = False
    merge: Merge | None = None
    operands: tuple[str, ...] = ()
    is_fed: bool = False
    is_behind: bool = False


class Branch(Enum):
    """On what a part of a script runs."""

    IF = "if"
    OK = "ok"
    """Behind `&&`, if what only finds out succeeded."""
    FAILED = "failed"
    """Behind `||`."""
    CASE = "case"
    FOR = "for"
    WHILE = "while"
    UNTIL = "until"
    INTO = "into"
    """On none: what the part prints goes into a file; its `text` is the redirection."""


class Pipe(NamedTuple):
    """Parts, each of which gets what the one before it prints."""

    parts: tuple[Node, ...]


class Conditional(NamedTuple):
    """A part of a script that runs on a condition, or again and again.

    `test` are the commands that decide, `text` is what stands there or, for a loop and for `case`, the words.
    `bodies` are the parts that may run: that behind `then` or `do`, that behind `else`, or those of `case`.
    """

    branch: Branch
    test: tuple[Node, ...]
    text: str
    bodies: tuple[tuple[Node, ...], ...]


Node = Reading | Pipe | Conditional


class ScriptReading(NamedTuple):
    """A script: its commands, what joins them, and how they hang together.

    `is_whole` says that all of it was understood.
    """

    readings: tuple[Reading, ...]
    joints: tuple[Said, ...]
    nodes: tuple[Node, ...]
    is_whole: bool


def list_all(readings: Iterable[Reading]) -> Iterator[Reading]:
    """List commands with those that are among their words."""
    for reading in readings:
        yield reading
        yield from list_all((reading.wrapped,) if reading.wrapped else ())
        yield from list_all(reading.inner)
