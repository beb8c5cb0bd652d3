"""How the commands of a script hang together: what runs for sure, what on a condition, what in a pipe."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dockerlayers.explain.gloss.events import EventReader
from dockerlayers.explain.gloss.readings import Branch, Conditional, Node, Pipe, Reading
from dockerlayers.explain.knowledge import load_words
from dockerlayers.patterns import lazy_pattern
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
_BETWEEN = frozenset({"then", "elif", "else", "do", ";;", ";&", ";;&"})
_ENDS = frozenset({*_CLOSERS.values(), *_BETWEEN})
_PIPES = frozenset({"|", "|&"})
_PREFIXES = frozenset({"!", "time", "coproc"})
_LONGEST_NAME = 200
_NAME_AHEAD = lazy_pattern(r"""([^\s;&|()<>'"`$]+)[ \t]*$""")
_NAME_BEHIND = lazy_pattern(r"\s*([^\s({]+)")
_SEPARATORS = frozenset({";", "&"})


class Structure(NamedTuple):
    """A script as its parts, one behind the other; `is_whole` says that all of it was understood.

    `operators` are those that join or frame commands, without the bars and parentheses of `case`'s patterns.
    """

    nodes: tuple[Node, ...]
    is_whole: bool
    operators: tuple[Operator, ...]


def find_structure(script: Script, readings: Sequence[Reading]) -> Structure:
    """Find out how commands hang together; those in a here-document are part of another."""
    builder = _Builder(script, readings)
    nodes = builder.read_list()
    return Structure(tuple(nodes), script.is_whole, tuple(builder.operators))


class _Builder(EventReader):
    """Reads operators and commands, in the order in which they stand, by the shell's grammar.

    list = { pipeline , [ "&&" | "||" | ";" | "&" ] } , pipeline = command , { "|" , command }
    """

    def read_list(self) -> list[Node]:
        """Read pipelines up to a word that ends or divides a construct."""
        nodes: list[Node] = []
        before = ""
        while not self.is_at_end() and self.peek() not in _ENDS:
            found = self.read_pipeline()
            following = self.peek()
            if following == "&":
                found = [one._replace(is_behind=True) if isinstance(one, Reading) else one for one in found]
            nodes = self.join(nodes, before, found)
            before = following
            if before in _SEPARATORS or before in ("&&", "||"):
                self.take()
        return nodes

    def read_pipeline(self) -> list[Node]:
        """Read commands with bars between them."""
        is_negated = False
        while self.peek() in _PREFIXES:
            is_negated ^= self.take().text == "!"
        parts = [self.read_command()]
        first = parts[0][0] if parts[0] else None
        if is_negated and isinstance(first, Reading):
            self.negated.add(first.start)
        while self.peek() in _PIPES:
            self.take()
            parts.append(self.read_command())
        nodes = [node for part in parts for node in part]  # arithmetic is no node
        return [Pipe(tuple(nodes))] if len(parts) > 1 and len(nodes) > 1 else nodes

    def read_command(self) -> list[Node]:
        """Read a command, a construct, or a function's definition, which does nothing yet."""
        if self.is_at_end():
            return []
        event = self.events[self.index]
        if isinstance(event, Reading):
            self.index += 1
            self.end = event.end
            return [event] if self.is_in_function else [*self.functions.get(event.name, (event,))]
        self.take()
        if (
            event.text == "("
            and self.peek() == ")"
            and not self.text[event.end : self.events[self.index].start].strip()
        ):
            self.read_function(
                _NAME_AHEAD.search(self.text, max(event.start - _LONGEST_NAME, 0), event.start)
            )
            return []
        if event.text == "function":
            self.read_function(_NAME_BEHIND.match(self.text, event.end))
            return []
        reader = _READERS.get(event.text)
        return self.redirect(reader(self, event)) if reader else []

    def read_function(self, name: re.Match[str] | None) -> None:
        """Read a function's body, which does nothing before it is called; its own calls are not followed."""
        self.take_if(frozenset({"("}))
        self.take_if(frozenset({")"}))
        outer, self.is_in_function = self.is_in_function, True
        body = tuple(self.read_command())
        self.is_in_function = outer
        self.functions[name[1] if name else "("] = body

    def read_group(self, opener: Operator) -> list[Node]:
        """Read what stands in braces or parentheses."""
        nodes = self.read_list()
        self.close(_CLOSERS[opener.text])
        return nodes

    def read_if(self, opener: Operator) -> list[Node]:
        """Read an `if` with all its branches; an `elif` is an `if` in what stands behind `else`."""
        start = opener.end
        test = self.read_list()
        then = self.events[self.index].start if not self.is_at_end() else len(self.text)
        self.close("then")
        bodies = [tuple(self.read_list())]
        if self.peek() == "elif":
            bodies.append(tuple(self.read_if(self.take())))
        elif self.peek() == "else":
            self.take()
            bodies.append(tuple(self.read_list()))
        self.close("fi")
        return [Conditional(Branch.IF, tuple(test), _trim(self.text[start:then]), tuple(bodies))]

    def read_loop(self, opener: Operator) -> list[Node]:
        """Read `for`, `while` and the like."""
        is_for = opener.text in ("for", "select")
        test = [] if is_for else self.read_list()
        start = self.skip_words() if is_for else opener.end
        words = self.text[start : self.events[self.index].start if not self.is_at_end() else None]
        self.close("do")
        body = tuple(self.read_list())
        self.close("done")
        branch = Branch.FOR if is_for else Branch(opener.text)
        return [Conditional(branch, tuple(test), _trim(words), (body,))]

    def read_case(self, opener: Operator) -> list[Node]:
        """Read `case`; of its patterns only the commands behind them count."""
        start = opener.end
        while not self.is_at_end() and self.peek() != "in":
            self.index += 1
        words = self.text[start : self.events[self.index].start if not self.is_at_end() else None]
        self.close("in")
        bodies = []
        while not self.is_at_end() and self.peek() != "esac":
            is_behind_pattern = self.peek() == ")"
            self.index += 1
            if is_behind_pattern:
                bodies.append(tuple(self.read_list()))
                self.take_if(_BETWEEN)
        self.close("esac")
        return [Conditional(Branch.CASE, (), _trim(words), tuple(bodies))]

    def join(self, nodes: list[Node], operator: str, found: list[Node]) -> list[Node]:
        """Put a pipeline behind others: on a condition behind `||`, and behind a test with `&&`."""
        last = nodes[-1] if nodes else None
        if operator == "||" and last:
            kept = nodes[:-1] if self.is_test(last) else nodes
            return [*kept, Conditional(Branch.FAILED, (last,), self.show(last), (tuple(found),))]
        if operator == "&&" and last and self.is_test(last):
            return [*nodes[:-1], Conditional(Branch.OK, (last,), self.show(last), (tuple(found),))]
        if operator == "&&" and isinstance(last, Conditional) and last.branch is Branch.OK:
            return [*nodes[:-1], last._replace(bodies=((*last.bodies[0], *found),))]
        return [*nodes, *found]

    def is_test(self, node: Node) -> bool:
        """Say whether a command only finds out, so that what follows `&&` runs on a condition."""
        return isinstance(node, Reading) and (
            node.name in load_words()["tests"] or node.start in self.negated
        )

    def show(self, node: Node) -> str:
        """Return what stands for a command in the script, "" for anything else."""
        if not isinstance(node, Reading):
            return ""
        text = self.text[node.start : node.end]
        return f"! {text}" if node.start in self.negated else text


_READERS = {
    "if": _Builder.read_if,
    "for": _Builder.read_loop,
    "select": _Builder.read_loop,
    "while": _Builder.read_loop,
    "until": _Builder.read_loop,
    "case": _Builder.read_case,
    "{": _Builder.read_group,
    "(": _Builder.read_group,
}


def _trim(text: str) -> str:
    return text.strip().rstrip(";").strip()
