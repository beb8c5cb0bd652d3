"""Words: what stands between blanks and operators."""

from __future__ import annotations

import re

from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.shell.cursor import NotUnderstoodError
from dockerlayers.syntax.shell.nodes import ShellWord
from dockerlayers.syntax.shell.pieces import PIECES, PieceReader, Value, join_values

_END_OF_WORD = " \t\n;&|()<>"
_PLAIN = lazy_pattern(r"""[^ \t\n;&|()<>'"\\`$]+""")
_JOINED = lazy_pattern(r"(?:\\\n)++(?=([ \t\n;&|()<>]|\Z)?)")
_ASSIGNMENT = lazy_pattern(r"[A-Za-z_]\w*(?:\[[^\]]*\])?\+?=", re.ASCII)


class WordReader(PieceReader):
    """Reads one word at a time."""

    @property
    def is_at_word(self) -> bool:
        """Say whether a word begins here."""
        character = self.peek()
        return bool(character) and (character not in _END_OF_WORD or self.is_at_process)

    @property
    def is_at_process(self) -> bool:
        """Say whether `<(` or `>(` stands here."""
        return self.looking_at("<(") or self.looking_at(">(")

    def read_word(self, *, may_be_array: bool = False) -> ShellWord:
        """Read the word that begins here.

        word = { character | escape | quoted | expansion | process | array | extended glob }
        """
        start = self.position
        values: list[Value] = []
        while self.position < self.end:
            plain = _PLAIN.match(self.text, self.position, self.end)
            if plain:
                self.position = plain.end()
                values.append(plain[0])
                if "{" in plain[0] and _is_template(plain[0]):
                    raise NotUnderstoodError
            elif not self.read_special(start, values, may_be_array):
                break
        return self.make_word(start, values)

    def make_word(self, start: int, values: list[Value]) -> ShellWord:
        """Make a word of its pieces' values."""
        if self.position == start:
            raise NotUnderstoodError
        return ShellWord(self.text[start : self.position], start, self.position, join_values(values))

    def read_special(self, start: int, values: list[Value], may_be_array: bool) -> bool:
        """Read a piece that is more than plain text; return False at the end of the word."""
        character = self.text[self.position]
        reader = PIECES.get(character)
        if reader:
            joined = _JOINED.match(self.text, self.position, self.end)
            if joined and joined[1] is not None:
                return False  # nothing but joined lines is left of the word
            if joined:
                self.position = joined.end()
            else:
                values.append(reader(self))
        elif character == "(" and self.position > start:
            values.append(self.read_word_group(start, may_be_array))
        elif self.is_at_process:
            self.position += 2
            self.read_substitution()
            values.append(None)
        else:
            return False
        return True

    def read_word_group(self, start: int, may_be_array: bool) -> Value:
        """Read the parenthesis in a word, where the shell has one there: `a=(x y)` or `*(x|y)`."""
        before = self.text[self.position - 1]
        if may_be_array and before == "=" and _ASSIGNMENT.fullmatch(self.text, start, self.position):
            self.read_array()
            return None
        if before not in "?*+@!":
            raise NotUnderstoodError
        first = self.position
        self.position += 1
        self.read_enclosed("(", ")")
        text = self.text[first : self.position]
        return None if any(character in text for character in "'\"\\$`") else text

    def read_array(self) -> None:
        """Read the elements of an array.

        array = "(" , { word | newline } , ")"
        """
        self.enter()
        self.position += 1
        self.skip_lines()
        while self.is_at_word:
            self.read_word()
            self.skip_lines()
        if not self.looking_at(")"):
            raise NotUnderstoodError
        self.position += 1
        self.leave()


def is_assignment(word: ShellWord) -> bool:
    """Say whether a word is a `NAME=value`."""
    return bool(_ASSIGNMENT.match(word.text))


def _is_template(text: str) -> bool:
    """Say whether text has a placeholder such as `{{ version }}`; `{{a,b},c}` is the shell's own."""
    return "{{" in text.rpartition(",")[2] or "{%" in text
