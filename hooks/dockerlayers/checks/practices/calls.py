"""The programs that a RUN calls, with their options and operands."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple

from dockerlayers.syntax.shell.nodes import Script, ShellWord, SimpleCommand

_RUNNERS = frozenset(("command", "env", "exec", "nice", "nohup", "sudo", "time"))
_RUNNER_OPTIONS_WITH_VALUE = frozenset(("-u", "-g", "-n"))
_ASSIGNMENT = re.compile(r"[A-Za-z_][A-Za-z0-9_]*=")


class Call(NamedTuple):
    """A simple command: the program's name without its folder, and the words behind it.

    `runners` are what it is called through, such as sudo.
    """

    name: str
    words: tuple[ShellWord, ...]
    command: SimpleCommand
    runners: tuple[str, ...] = ()

    def operands(self, valued: frozenset[str] = frozenset()) -> list[ShellWord]:
        """List the words that are no options and no values of the options `valued`."""
        found: list[ShellWord] = []
        words = iter(self.words)
        for word in words:
            if word.text in valued:
                next(words, None)
            elif not word.text.startswith("-") or word.text == "-":
                found.append(word)
        return found

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


def list_calls(script: Script) -> Iterator[Call]:
    """List the programs that a script calls, as far as their names are plain."""
    for command in script.commands:
        words = list(command.words)
        runners: list[str] = []
        while words and (name := _name(words[0])) in _RUNNERS:
            runners.append(name)
            words = _skip_runner(words[1:])
        name = _name(words[0]) if words else ""
        if name:
            yield Call(name, tuple(words[1:]), command, tuple(runners))


def _name(word: ShellWord) -> str:
    return posixpath.basename(word.value or "")


def _skip_runner(words: list[ShellWord]) -> list[ShellWord]:
    position = 0
    while position < len(words):
        text = words[position].text
        if text.startswith("-"):
            position += 1 + (text in _RUNNER_OPTIONS_WITH_VALUE)
        elif _ASSIGNMENT.match(text):
            position += 1
        else:
            break
    return words[position:]


def operators_between(script: Script, first: SimpleCommand, second: SimpleCommand) -> list[str]:
    """List what stands between two commands that follow each other."""
    return [one.text for one in script.operators if first.end <= one.start and one.end <= second.start]
