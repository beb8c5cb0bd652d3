"""What is found out about a command, by offsets into its script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import NamedTuple

from dockerlayers.programs.options import OptionUse, Range
from dockerlayers.texts.inline import Inline


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


class Reading(NamedTuple):
    """A simple command: what is said of it, and of its words one by one.

    `name` is that of its program, as it is written, "" where there is none. `sentence` is empty where nothing
    is known. `wrapped` is the command that it runs, as sudo or xargs do, `inner` are other commands among its
    words: the script of `sh -c`, or what find runs. `steps` are those of such a script, where it is nothing
    but commands that run one after the other. `written` says into which file it writes.
    `asks` says that it asks for a version or for help, and does nothing else.
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
    steps: tuple[Reading, ...] = ()
    written: Inline = ()
    asks: bool = False


class ScriptReading(NamedTuple):
    """A script: its commands, and what joins them. `top` are those that run one after the other for sure.

    Where not `is_all`, others run only on a condition or in a loop, or something was not understood.
    """

    readings: tuple[Reading, ...]
    joints: tuple[Said, ...]
    top: tuple[Reading, ...]
    is_all: bool


def list_all(readings: Iterable[Reading]) -> Iterator[Reading]:
    """List commands with those that are among their words."""
    for reading in readings:
        yield reading
        yield from list_all((reading.wrapped,) if reading.wrapped else ())
        yield from list_all(reading.inner)
