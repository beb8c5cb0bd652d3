"""Mends what is run: forms, and instructions that another one makes useless."""

from __future__ import annotations

import json

from dockerlayers.checks.mending.edits import Mend, replace_lines, span_of
from dockerlayers.checks.mending.faults import Fault
from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.shell.nodes import ShellWord
from dockerlayers.syntax.shell.parser import parse_script

# fmt: off
_BUILTINS = frozenset((
    ".", ":", "[[", "{", "!", "alias", "bg", "cd", "eval", "exec", "exit", "export", "fg", "jobs", "read",
    "set", "shift", "source", "trap", "ulimit", "umask", "unset", "wait",
))
# fmt: on
_LONGEST = 8
"""So many lines are shown again without the empty ones among them; more would hide the change."""
_SHELL_SYNTAX = lazy_pattern(r"[*?\[{~]")


def mend_form(fault: Fault) -> Mend | None:
    """Write a shell form as JSON, if the shell does nothing for it but to split the words."""
    arguments = fault.instruction.arguments
    words = _plain_words(arguments.text)
    if not words:
        return None
    edits = []
    for index, word in enumerate(words):
        before = "[" if index == 0 else ""
        after = "]" if index == len(words) - 1 else ","
        # the first one takes an `exec` before it along
        start, end = arguments.start + (word.start if index else 0), arguments.start + word.end
        text = before + json.dumps(word.value, ensure_ascii=False) + after
        edits.append((span_of(arguments.origin, start, end), text))
    return fault.mend(*edits)


def _plain_words(text: str) -> list[ShellWord]:
    """Split a command that a shell is not needed for; else return nothing."""
    script = parse_script(text)
    is_one = script.is_whole and len(script.commands) == 1
    if not is_one or script.operators or script.comments or script.redirects:
        return []
    command = script.commands[0]
    words = list(command.words)
    if len(words) > 1 and words[0].text == "exec" and not words[1].text.startswith("-"):
        words = words[1:]
    if command.assignments or command.redirects or not words or words[0].value in _BUILTINS:
        return []
    if any(word.value is None or _SHELL_SYNTAX.search(word.text) for word in words):
        return []
    return words


def mend_repeated(fault: Fault) -> Mend:
    """Leave out the instruction that a later one replaces."""
    instruction = fault.instruction
    return replace_lines(fault.dockerfile.lines, instruction.line, instruction.end_line)


def mend_continuation(fault: Fault) -> Mend | None:
    """Leave out the empty lines between the lines that belong together."""
    end = fault.check.lines[0]
    lines = fault.dockerfile.lines
    empty = [number for number in range(fault.instruction.line, end + 1) if not lines[number - 1].strip()]
    if not empty or empty[-1] - empty[0] > _LONGEST:
        return None
    kept = [lines[number - 1] for number in range(empty[0], empty[-1] + 1) if number not in empty]
    return replace_lines(lines, empty[0], empty[-1], kept)
