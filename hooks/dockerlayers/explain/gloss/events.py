"""The operators and commands of a script, in the order in which they stand, read one by one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from dockerlayers.explain.gloss.readings import Branch, Conditional, Node, Reading
from dockerlayers.syntax.shell.nodes import Operator, Script

_WRITES = frozenset({">", ">>", ">|"})


class EventReader:
    """Goes over operators and commands; `negated` are the starts of commands with `!` in front.

    `end` is where the last command ended, `taken` where the last operator did.
    """

    def __init__(self, script: Script, readings: Sequence[Reading]) -> None:
        self.text = script.text
        self.heredocs = script.heredocs
        events: list[Operator | Reading] = [*script.operators, *readings]
        self.events = sorted(events, key=attrgetter("start"))
        self.index = 0
        self.end = self.taken = 0
        self.operators: list[Operator] = []
        self.redirects = sorted(script.redirects, key=attrgetter("start"))
        self.functions: dict[str, tuple[Node, ...]] = {}
        self.is_in_function = False
        self.negated: set[int] = set()

    def is_at_end(self) -> bool:
        """Say whether nothing more follows; skip what stands among the words of a command."""
        while self.index < len(self.events) and self.is_inside(event := self.events[self.index]):
            self.index += 1
            if isinstance(event, Operator) and not self.is_in_heredoc(event):
                self.operators.append(event)
        return self.index == len(self.events)

    def is_inside(self, event: Operator | Reading) -> bool:
        """Say whether an event is part of a command that was read, or of a here-document."""
        return event.start < self.end or self.is_in_heredoc(event)

    def is_in_heredoc(self, event: Operator | Reading) -> bool:
        """Say whether an event is part of a here-document."""
        return any(body.start <= event.start < body.end for body in self.heredocs)

    def peek(self) -> str:
        """Return the operator that follows, "" for none or a command."""
        if self.is_at_end():
            return ""
        event = self.events[self.index]
        return event.text if isinstance(event, Operator) else ""

    def take(self) -> Operator:
        """Take the operator that follows."""
        event = self.events[self.index]
        assert isinstance(event, Operator)
        self.index += 1
        self.taken = event.end
        self.operators.append(event)
        return event

    def close(self, word: str) -> None:
        """Take the word that ends or divides a construct; a script that is not whole may lack it."""
        self.take_if(frozenset({word}))

    def take_if(self, words: frozenset[str]) -> None:
        """Take the operator that follows, where it is one of these."""
        if self.peek() in words:
            self.take()

    def redirect(self, nodes: list[Node]) -> list[Node]:
        """Put what a construct prints into the file behind it, where one stands there."""
        end = self.taken
        place = bisect_left(self.redirects, end, key=attrgetter("start"))
        one = self.redirects[place] if place < len(self.redirects) else None
        if not one or not one.target or self.text[end : one.start].strip(" \t"):
            return nodes
        if one.operator not in _WRITES or one.descriptor not in (None, "1"):
            return nodes
        return [Conditional(Branch.INTO, (), f"{one.operator} {one.target.text}", (tuple(nodes),))]

    def skip_words(self) -> int:
        """Go up to `do`; return where the words of `for` begin, the end of all where there are none."""
        start = -1
        while not self.is_at_end() and self.peek() != "do":
            event = self.events[self.index]
            self.index += 1
            if isinstance(event, Operator):
                self.operators.append(event)
                is_first = start < 0 and (event.text == "in" or event.text.startswith("(("))
                start = (event.start if event.text != "in" else event.end) if is_first else start
        return start if start >= 0 else len(self.text)
