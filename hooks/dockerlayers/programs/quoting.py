"""What stands in a word, behind its quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.shell.nodes import ShellWord

_EXPANDED_AT_ONCE = lazy_pattern(r'"(?:[^"\\`$]|\$(?!\()|\\.)*"', re.DOTALL)
_SUBSTITUTION = lazy_pattern(r"\$\([^()]*\)")
"""One with no other in it; quotes in it are its own."""
_UNIT = lazy_pattern(r'\\(?P<escaped>["\\$`])|(?P<continued>\\\n)|.', re.DOTALL)
"""A character in double quotes: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_03"""


def plain_text(word: ShellWord) -> str:
    """Return a word's text without its quotes, as far as it is known."""
    if word.value is not None:
        return word.value
    return take_quotes(word.text) if word.text.startswith('"') else word.text


def take_quotes(value: str) -> str:
    """Take off the quotes that are around all of a value."""
    is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
    is_one = is_quoted and value[0] not in _SUBSTITUTION.sub("", value[1:-1])
    return value[1:-1] if is_one else value


def inner_start(word: ShellWord, text: str) -> int | None:
    """Find where a word's plain text begins, or return None where the word is written in another way."""
    length = word.end - word.start
    if length == len(text):
        return word.start
    is_quoted = word.text == text or (word.text[0] in "'\"" and word.text[0] == word.text[-1])
    return word.start + 1 if length == len(text) + 2 and is_quoted else None


def place_script(word: ShellWord) -> tuple[str, Sequence[int]] | None:
    """Take a script out of its word, with the places of its characters and its end.

    Return None where a substitution, or a mixture of quotes, makes it another text than is written.
    """
    text = plain_text(word)
    is_at_once = _EXPANDED_AT_ONCE.fullmatch(word.text)
    if word.value is not None or (is_at_once and "\\" not in text):
        start = inner_start(word, text)
        if start is not None:
            return text, range(start, start + len(text) + 1)
    if not is_at_once or word.end - word.start != len(word.text):
        return None
    units = [unit for unit in _UNIT.finditer(word.text[1:-1]) if not unit["continued"]]
    places = [word.start + 1 + unit.start() for unit in units]
    return "".join(unit["escaped"] or unit[0] for unit in units), [*places, word.end - 1]


def show(text: str) -> str:
    """Return a word for a reader; nothing at all is shown by its quotes."""
    return text if text.strip() else "''"
