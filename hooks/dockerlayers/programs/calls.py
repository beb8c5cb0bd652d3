"""The programs that a script calls, also those that others run: `sudo`, `timeout 5`, `sh -c "…"`, `xargs`."""

from __future__ import annotations

import posixpath
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from dockerlayers.patterns import lazy_pattern
from dockerlayers.programs.load import find_called
from dockerlayers.programs.match import MOST_WRAPPED, Match, match_command
from dockerlayers.programs.options import Rest, find_asking
from dockerlayers.programs.quoting import place_script
from dockerlayers.syntax.shell.nodes import Script, ShellWord, SimpleCommand
from dockerlayers.syntax.shell.parser import parse_kept, parse_script

_EXPANDED = lazy_pattern(r"[$`]")


class Call(NamedTuple):
    """A program that is called: its name without its folder, and the words behind it.

    `runners` are what it is called through, such as sudo, the outermost first; `assignments` are variables
    that it gets. `command` is the simple command that it is part of, in offsets into the outermost script.
    `match` is None where nothing is known of the program.
    """

    name: str
    words: tuple[ShellWord, ...]
    command: SimpleCommand
    runners: tuple[str, ...] = ()
    assignments: tuple[ShellWord, ...] = ()
    match: Match | None = None

    def operands(self) -> list[ShellWord]:
        """List the words that are no options and no values of options, the name of its command first."""
        if self.match:
            return [*self.match.path[1:], *self.match.operands]
        return [word for word in self.words if not word.text.startswith("-") or word.text == "-"]

    @property
    def options(self) -> list[str]:
        """List the words that begin as options do."""
        return [word.text for word in self.words if word.text.startswith("-")]

    def has_option(self, *names: str) -> bool:
        """Say whether an option is given: a long one by its name, a letter also among others."""
        letters = {name[1] for name in names if len(name) == 2}
        for option in self.options:
            if option.partition("=")[0] in names:
                return True
            if option[1:2] != "-" and not letters.isdisjoint(option[1:].partition("=")[0]):
                return True
        return False

    def list_values(self, *names: str) -> list[str]:
        """List the values that options with these names have, as far as the shell changes nothing in them."""
        uses = self.match.uses if self.match else ()
        values = [use.value or "" for use in uses if use.code in names]
        return [value for value in values if not _EXPANDED.search(value)]


class CallPair(NamedTuple):
    """Two calls whose commands follow each other in one script, and the operators between them."""

    first: Call
    second: Call
    operators: tuple[str, ...]


class ScriptCalls(NamedTuple):
    """The programs that a script calls, and those of them that follow each other."""

    calls: tuple[Call, ...]
    pairs: tuple[CallPair, ...]


@lru_cache(maxsize=256)
def find_calls(text: str) -> ScriptCalls:
    """Find the programs that a script calls, as far as their names are plain.

    What only asks for a version or for help is no call; nor is what runs on another machine or in another
    root directory. The last ones are kept: an edit leaves most scripts of a file as they were.
    """
    collector = _Collector()
    collector.read_script(parse_kept(text), _Place())
    return ScriptCalls(tuple(collector.calls), tuple(collector.pairs))


class _Place(NamedTuple):
    """Where words are called: through which programs, with which variables."""

    runners: tuple[str, ...] = ()
    assignments: tuple[ShellWord, ...] = ()

    def enter(self, runner: str, assignments: tuple[ShellWord, ...]) -> _Place:
        return _Place((*self.runners, runner), (*self.assignments, *assignments))


class _Collector:
    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.pairs: list[CallPair] = []

    def read_script(self, script: Script, place: _Place, offsets: Sequence[int] | None = None) -> None:
        """Read a script, or with `offsets` one in a word: where its characters stand in the outermost."""
        commands = script.commands if offsets is None else [_move(one, offsets) for one in script.commands]
        mains = [self.read_command(one, place) for one in commands]
        for (first, second), between in zip(pairwise(mains), _list_between(script), strict=True):
            if first and second:
                self.pairs.append(CallPair(first, second, between))

    def read_command(self, command: SimpleCommand, place: _Place) -> Call | None:
        inner = place._replace(assignments=(*place.assignments, *command.assignments))
        return self.read_words(command.words, command, inner)

    def read_words(self, words: tuple[ShellWord, ...], command: SimpleCommand, place: _Place) -> Call | None:
        """Read the words of a call; return it, or what it runs in its own place."""
        name = posixpath.basename(words[0].value or "") if words else ""
        program = find_called(words[0].value or "") if name else None
        match = match_command(words, program) if program else None
        if not name or (match.asking if match else find_asking(words)):
            return None
        if len(place.runners) > MOST_WRAPPED:
            return None
        if match and match.wrapped and not match.level.elsewhere:
            return self.read_words(match.wrapped, command, place.enter(name, match.assignments))
        call = Call(name, words[1:], command, place.runners, place.assignments, match)
        self.calls.append(call)
        for rest in match.rests if match else ():
            self.read_rest(rest, command, place.enter(name, ()))
        return call

    def read_rest(self, rest: Rest, command: SimpleCommand, place: _Place) -> None:
        """Read the command or the script that an option leaves, where it is certain what the script is."""
        if rest.words:
            self.read_words(rest.words, command, place)
        placed = place_script(rest.script) if rest.script else None
        if placed:
            text, offsets = placed
            self.read_script(parse_script(text), place, offsets)


def _list_between(script: Script) -> Iterator[tuple[str, ...]]:
    """List the operators between each two commands that follow each other."""
    starts = [operator.start for operator in script.operators]
    for one, other in pairwise(script.commands):
        first, last = bisect_left(starts, one.end), bisect_left(starts, other.start)
        yield tuple(operator.text for operator in script.operators[first:last])


def _move(command: SimpleCommand, offsets: Sequence[int]) -> SimpleCommand:
    """Return a command of a script whose characters, and the end behind them, stand at `offsets`."""

    def move(words: tuple[ShellWord, ...]) -> tuple[ShellWord, ...]:
        return tuple(one._replace(start=offsets[one.start], end=offsets[one.end]) for one in words)

    return command._replace(
        words=move(command.words),
        assignments=move(command.assignments),
        start=offsets[command.start],
        end=offsets[command.end],
    )
