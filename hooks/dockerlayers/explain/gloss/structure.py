"""Which commands of a script run one after the other, and which only maybe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from dockerlayers.explain.gloss.readings import Reading
from dockerlayers.explain.knowledge import load_words
from dockerlayers.syntax.shell.nodes import Operator, Script

_CLOSERS: Mapping[str, str] = {
    "if": "fi",
    "for": "done",
    "while": "done",
    "until": "done",
    "select": "done",
    "case": "esac",
    "{": "}",
    "(": ")",
}
_PATTERN = "pattern"
"""Between `in` or `;;` and `)` in `case`, where operators join no commands."""


class Structure(NamedTuple):
    """The commands that run for sure (`top`), and whether they are all that matter.

    `operators` are those that join or frame commands, without the bars and parentheses of `case`'s patterns.
    """

    top: tuple[Reading, ...]
    is_all: bool
    operators: tuple[Operator, ...]


def find_structure(script: Script, readings: Sequence[Reading]) -> Structure:
    """Find out which commands of a script run for sure; those in a here-document are part of another."""
    walker = _Walker(is_whole=script.is_whole)
    events: list[Operator | Reading] = [*script.operators, *readings]
    for event in sorted(events, key=attrgetter("start")):
        if any(body.start <= event.start < body.end for body in script.heredocs):
            continue
        if isinstance(event, Operator):
            walker.pass_operator(event)
        else:
            walker.pass_command(event)
    return Structure(tuple(walker.top), walker.is_all, tuple(walker.operators))


class _Walker:
    """Goes through a script; `open` are the words that end the constructs around, innermost last."""

    def __init__(self, *, is_whole: bool) -> None:
        self.top: list[Reading] = []
        self.operators: list[Operator] = []
        self.open: list[str] = []
        self.is_all = is_whole
        self.is_maybe = False
        self.is_joined = False
        self.is_test = False
        self.end = 0

    def pass_operator(self, operator: Operator) -> None:
        text = operator.text
        innermost = self.open[-1] if self.open else ""
        if innermost == _PATTERN:
            self.pass_pattern(text)
            return
        if operator.start >= self.end:
            self.pass_joint(text)
        self.operators.append(operator)
        if text == innermost:
            self.open.pop()
        elif text in _CLOSERS:
            self.open.append(_CLOSERS[text])
        elif innermost == "esac" and (text == "in" or text.startswith(";;") or text == ";&"):
            self.open.append(_PATTERN)

    def pass_pattern(self, text: str) -> None:
        """Pass over a pattern of `case`, up to its parenthesis or the end of all."""
        if text in (")", "esac"):
            self.open.pop()
        if text == "esac":
            self.open.pop()

    def pass_joint(self, text: str) -> None:
        """Find out whether what follows runs for sure."""
        if text == "time":
            return
        self.is_joined = text in ("&&", "||", "|", "|&", "!")
        if self.open or text in (";", "&"):
            self.is_maybe = False
        elif text in ("||", "!") or (text == "&&" and self.is_test):
            self.is_maybe = True
        elif not self.is_joined:
            self.is_all = False

    def pass_command(self, reading: Reading) -> None:
        """Put a command where it belongs; one among the words of another belongs nowhere."""
        if reading.start < self.end:
            return
        words = load_words()
        self.is_maybe = self.is_maybe and self.is_joined
        self.is_joined = False
        self.is_test = reading.name in words["tests"]
        self.end = reading.end
        if not self.open and not self.is_maybe:
            self.top.append(reading)
        elif reading.name not in words["fallbacks"]:
            self.is_all = False
