"""Read JSON so that every value knows its place: what is wrong with one can be pointed at."""

from __future__ import annotations

import json
from json.decoder import scanstring  # type: ignore[attr-defined]  # what json itself reads strings with
from typing import NamedTuple

from dockerlayers.measured.errors import RecordError
from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.nodes import Span

_BLANKS = lazy_pattern(r"[ \t\r\n]*")
_PLAIN = lazy_pattern(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null")
_DEEPEST = 32


class Node(NamedTuple):
    """A value, and where in the text it begins."""

    value: Value
    start: int


Value = dict[str, Node] | list[Node] | str | int | float | bool | None


def place_error(text: str, start: int, message: str, hint: str | None = None) -> RecordError:
    """Return the error of what begins at an offset of the text."""
    line = text.count("\n", 0, start) + 1
    column = start - text.rfind("\n", 0, start)
    return RecordError(message, span=Span(line, column, line, column + 1), hint=hint)


def parse_json(text: str) -> Node:
    """Parse a JSON document; raise RecordError where it is none.

    value = object | array | string | number | "true" | "false" | "null"
    """
    parser = _Parser(text)
    node = parser.value(0)
    if parser.position < len(text):
        raise parser.error("something stands behind the end of the document")
    return node


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.skip()

    def error(self, message: str) -> RecordError:
        """Return an error at the present position."""
        return place_error(self.text, self.position, f"not JSON: {message}")

    def skip(self) -> None:
        blanks = _BLANKS.match(self.text, self.position)
        self.position = blanks.end() if blanks else self.position

    def next_is(self, character: str) -> bool:
        """Take a character, and the blanks behind it, if it is the next."""
        is_next = self.text.startswith(character, self.position)
        if is_next:
            self.position += 1
            self.skip()
        return is_next

    def must(self, character: str) -> None:
        if not self.next_is(character):
            raise self.error(f"{character!r} is missing here")

    def value(self, depth: int) -> Node:
        start = self.position
        if depth > _DEEPEST:
            raise self.error("too deeply nested")
        if self.next_is("{"):
            return Node(self.members(depth), start)
        if self.next_is("["):
            return Node(self.items(depth), start)
        return Node(self.string() if self.text.startswith('"', start) else self.plain(), start)

    def members(self, depth: int) -> dict[str, Node]:
        """Read the rest of an object.

        members = [ string , ":" , value , { "," , string , ":" , value } ] , "}"
        """
        found: dict[str, Node] = {}
        while not self.next_is("}"):
            if found:
                self.must(",")
            start = self.position
            key = self.string()
            if key in found:
                raise place_error(self.text, start, f"{key} is given twice")
            self.must(":")
            found[key] = self.value(depth + 1)
        return found

    def items(self, depth: int) -> list[Node]:
        """Read the rest of an array.

        items = [ value , { "," , value } ] , "]"
        """
        found: list[Node] = []
        while not self.next_is("]"):
            if found:
                self.must(",")
            found.append(self.value(depth + 1))
        return found

    def string(self) -> str:
        if not self.text.startswith('"', self.position):
            raise self.error("a string is missing here")
        try:
            text, self.position = scanstring(self.text, self.position + 1, True)
        except json.JSONDecodeError as error:
            self.position = error.pos
            raise self.error(error.msg) from None
        self.skip()
        return str(text)

    def plain(self) -> int | float | bool | None:
        found = _PLAIN.match(self.text, self.position)
        if not found:
            raise self.error("a value is missing here")
        self.position = found.end()
        self.skip()
        value: int | float | bool | None = json.loads(found[0])
        return value
