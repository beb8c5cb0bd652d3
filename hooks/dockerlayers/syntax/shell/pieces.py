"""The pieces of a word: quotes, escapes and expansions."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TypeAlias

from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.shell.cursor import Cursor, NotUnderstoodError
from dockerlayers.syntax.shell.escapes import decode_escapes

Value: TypeAlias = str | None
"""What a piece of a word becomes; None where only the shell knows."""

PARENTHESIS = frozenset(")")
_QUOTED = lazy_pattern(r'"([^"\\$`]*+)"')
_QUOTED_PLAIN = lazy_pattern(r'[^"\\$`]++')
_ANSI = lazy_pattern(r"\$'(?=((?:[^'\\]|\\.)*))\1'", re.DOTALL)
_VARIABLE = lazy_pattern(r"\$(?:[A-Za-z_]\w*|[0-9@*#?$!-])", re.ASCII)
_PARAMETER = lazy_pattern(r"\$\{(?:[#!]?(?:\w+|[@*?$!#-])|[#!])(\}|[#%/^,])?", re.ASCII)
_ENCLOSED_PLAIN = lazy_pattern(r"""[^()\[\]{}'"\\$`]++""")


def join_values(values: list[Value]) -> Value:
    """Join the values of pieces; one that is not known makes the whole unknown."""
    known = [value for value in values if value is not None]
    return "".join(known) if len(known) == len(values) else None


class PieceReader(Cursor, ABC):
    """Reads one piece of a word at a time, and the commands in its substitutions."""

    @abstractmethod
    def read_commands(self, closers: frozenset[str], *, may_be_empty: bool = False) -> str:
        """Read commands up to one of `closers`, and return it."""

    @abstractmethod
    def skip_lines(self) -> None:
        """Skip blanks, comments and line ends."""

    @abstractmethod
    def read_backticks(self, *, in_quotes: bool) -> None:
        """Read a substitution in backticks."""

    def read_escape(self) -> Value:
        """Read a backslash and what it escapes; a joined line is nothing."""
        escaped = self.text[self.position + 1 : min(self.position + 2, self.end)]
        self.position += 1 + len(escaped)
        return "" if escaped == "\n" else escaped or "\\"

    def read_single_quoted(self) -> Value:
        """Read text in single quotes."""
        start = self.position + 1
        close = self.text.find("'", start, self.end)
        if close < 0:
            raise NotUnderstoodError
        self.position = close + 1
        return self.text[start:close]

    def read_double_quoted(self) -> Value:
        """Read text in double quotes, and the expansions in it."""
        simple = _QUOTED.match(self.text, self.position, self.end)
        if simple:
            self.position = simple.end()
            return simple[1]
        self.position += 1
        values: list[Value] = []
        while not self.looking_at('"'):
            values.append(self.read_quoted_piece())
        self.position += 1
        return join_values(values)

    def read_quoted_piece(self) -> Value:
        """Read a piece of what stands in double quotes, or in a here-document."""
        plain = _QUOTED_PLAIN.match(self.text, self.position, self.end)
        if plain:
            self.position = plain.end()
            return plain[0]
        match self.peek():
            case "\\":
                value = self.read_escape()
                return value if value in ("", "$", "`", '"', "\\") else f"\\{value}"
            case "$":
                return self.read_dollar(in_quotes=True)
            case "`":
                self.read_backticks(in_quotes=True)
                return None
            case '"':  # in a here-document it is a character like others
                self.position += 1
                return '"'
        raise NotUnderstoodError

    def read_dollar(self, *, in_quotes: bool = False) -> Value:
        """Read an expansion, a quote that begins with a dollar sign, or just that sign."""
        variable = _VARIABLE.match(self.text, self.position, self.end)
        if variable:
            self.position = variable.end()
            return None
        reader = _DOLLARS.get(self.text[self.position + 1 : min(self.position + 2, self.end)])
        if reader:
            reader(self, in_quotes)
            return None
        if not in_quotes and self.looking_at("$'"):
            return self.read_ansi_quoted()
        self.position += 1
        if self.looking_at("\\\n"):
            return None  # a name may follow the joined line
        return self.read_double_quoted() if not in_quotes and self.looking_at('"') else "$"

    def read_ansi_quoted(self) -> Value:
        """Read text in `$'…'`."""
        match = _ANSI.match(self.text, self.position, self.end)
        if not match:
            raise NotUnderstoodError
        self.position = match.end()
        return decode_escapes(match[1])

    def read_parameter(self, in_quotes: bool) -> None:
        """Read `${…}`; in double quotes, single ones mean nothing but in a pattern."""
        match = _PARAMETER.match(self.text, self.position, self.end)
        if not match:
            raise NotUnderstoodError
        self.position = match.end()
        if match[1] != "}":
            self.read_enclosed("", "}", has_single_quotes=not in_quotes or match[1] is not None)

    def read_parenthesized(self, _: bool) -> None:
        """Read `$((…))` or `$(…)`; the first may be the second that begins with a subshell."""
        if self.looking_at("$((") and self.read_arithmetic(3):
            return
        self.position += 2
        self.read_substitution()

    def read_old_arithmetic(self, _: bool) -> None:
        """Read `$[…]`."""
        self.position += 2
        self.read_enclosed("[", "]")

    def read_substitution(self) -> None:
        """Read the commands up to the closing parenthesis, and it."""
        self.enter()
        self.read_commands(PARENTHESIS, may_be_empty=True)
        self.position += 1
        self.leave()

    def read_arithmetic(self, skip: int) -> bool:
        """Read up to `))`, or stay here and return False where only a single parenthesis closes."""
        start, sizes = self.position, self.found.sizes()
        if start in self.found.not_arithmetic:
            return False
        self.position += skip
        self.read_enclosed("(", ")")
        if self.looking_at(")"):
            self.position += 1
            return True
        self.found.forget(sizes)
        self.found.not_arithmetic.add(start)
        self.position = start
        return False

    def read_enclosed(self, opening: str, closing: str, *, has_single_quotes: bool = True) -> None:
        """Read up to the closing character that belongs to the one before, and past it."""
        self.enter()
        level = 1
        while level:
            plain = _ENCLOSED_PLAIN.match(self.text, self.position, self.end)
            if plain:
                self.position = plain.end()
            character = self.peek()
            if not character:
                raise NotUnderstoodError
            reader = PIECES.get(character)
            if not reader or (character == "'" and not has_single_quotes):
                self.position += 1
                level += (character == opening) - (character == closing)
            else:
                reader(self)
        self.leave()


def _read_unquoted_backticks(reader: PieceReader) -> None:
    reader.read_backticks(in_quotes=False)


PIECES: dict[str, Callable[[PieceReader], Value]] = {
    "'": PieceReader.read_single_quoted,
    '"': PieceReader.read_double_quoted,
    "\\": PieceReader.read_escape,
    "$": PieceReader.read_dollar,
    "`": _read_unquoted_backticks,
}

_DOLLARS: dict[str, Callable[[PieceReader, bool], None]] = {
    "(": PieceReader.read_parenthesized,
    "{": PieceReader.read_parameter,
    "[": PieceReader.read_old_arithmetic,
}
