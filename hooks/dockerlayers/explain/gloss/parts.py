"""What the shell itself does for a command: variables, redirections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dockerlayers.explain.gloss.readings import Said
from dockerlayers.patterns import lazy_pattern
from dockerlayers.programs.options import Range
from dockerlayers.programs.quoting import plain_text, show, take_quotes
from dockerlayers.syntax.shell.nodes import Redirect, ShellWord, SimpleCommand
from dockerlayers.texts.inline import Inline
from dockerlayers.texts.texts import Texts

_ASSIGNMENT = lazy_pattern(r"(.+?)(\+?)=(.*)", re.DOTALL)


def list_shell_parts(texts: Texts, command: SimpleCommand) -> Iterator[Said]:
    """List what the shell does for a command: variables for it alone, redirections."""
    key = "command" if command.words else "alone"
    for word in command.assignments:
        yield _say_variable(texts, word, key)
    for redirect in command.redirects:
        said = _say_redirect(texts, redirect)
        if said:
            yield said


def _say_variable(texts: Texts, word: ShellWord, key: str) -> Said:
    """Say what an assignment sets, for one command or (without one) for the shell."""
    match = _ASSIGNMENT.fullmatch(plain_text(word))
    assert match  # else it would be no assignment
    name, append, value = match.groups()
    value = take_quotes(value)
    if append:
        say = texts.say_shell(f"assignment.{key}-append", name=name, value=show(value))
    elif value:
        say = texts.say_shell(f"assignment.{key}", name=name, value=show(value))
    else:
        say = texts.say_shell(f"assignment.{key}-empty", name=name)
    return Said(name, list_ranges([word]), say, is_part=True)


def _say_redirect(texts: Texts, redirect: Redirect) -> Said | None:
    target = plain_text(redirect.target) if redirect.target else ""
    descriptor = redirect.descriptor or ""
    is_usual = descriptor == ("0" if redirect.operator.startswith("<") else "1")
    operator = ("" if is_usual else descriptor) + redirect.operator
    entry = texts.find_shell(f"redirect.{operator} {target}") or texts.find_shell(f"redirect.{operator}")
    if not entry:
        return None
    say = entry.template.fill({"target": show(target)} if entry.template.slots else {})
    return Said(operator, ((redirect.start, redirect.end),), say, is_part=True)


def say_written(texts: Texts, command: SimpleCommand) -> Inline:
    """Say into which file a command writes what it prints; nothing where it writes none."""
    for redirect in command.redirects:
        target = plain_text(redirect.target) if redirect.target else ""
        entry = texts.find_shell(f"written.{redirect.operator}")
        if entry and redirect.descriptor in (None, "1") and not target.startswith("/dev/"):
            return entry.template.fill({"target": show(target)})
    return ()


def list_ranges(words: Sequence[ShellWord]) -> tuple[Range, ...]:
    """List where words stand."""
    return tuple((word.start, word.end) for word in words)
