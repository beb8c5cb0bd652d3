"""The words of an instruction: flags, `key=value` words, JSON arrays, and words between blanks."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import NamedTuple

from dockerlayers.errors import DockerfileError
from dockerlayers.syntax.characters import SEPARATOR, SPACE
from dockerlayers.syntax.nodes import Flag, LogicalLine, Word

_JSON_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACES = re.compile(f"[{SPACE}]*")
_PLAIN_FLAG = re.compile(f"--[^{SPACE}'\"\\\\]+(?=[{SPACE}]|$)")


class Stretch(NamedTuple):
    """The part of a logical line that is parsed, and the escape token that holds there."""

    line: LogicalLine
    start: int
    end: int
    escape: str

    @property
    def text(self) -> str:
        """What is written there."""
        return self.line.text[self.start : self.end]

    def word(self, start: int, end: int) -> Word:
        """Cut a word out of the line."""
        return Word(self.line.text[start:end], start, end, self.line)


def skip_spaces(text: str, position: int, end: int) -> int:
    """Return the place of the first character, from `position` on, that is no blank."""
    match = _SPACES.match(text, position, end)
    return match.end() if match else position


def split_flags(stretch: Stretch) -> tuple[tuple[Flag, ...], int]:
    """Take the flags at the front; return them and where the arguments begin.

    flags = { blanks , "--" , { character | quoted | escape , character } } , [ "--" , blanks ]
    """
    text, end = stretch.line.text, stretch.end
    flags: list[Flag] = []
    position = skip_spaces(text, stretch.start, end)
    while text.startswith("--", position, end):
        word, after = _read_flag(text, position, end)
        if word == "--":
            return tuple(flags), skip_spaces(text, after, end)
        name, equals, value = word[2:].partition("=")
        flags.append(Flag(name, value if equals else None, Word(word, position, after, stretch.line)))
        position = skip_spaces(text, after, end)
    return tuple(flags), position


def _read_flag(text: str, position: int, end: int) -> tuple[str, int]:
    """Read one flag word, without its quotes; the escape here is always a backslash."""
    plain = _PLAIN_FLAG.match(text, position, end)
    if plain:
        return plain[0], plain.end()
    characters: list[str] = []
    quote = ""
    while position < end:
        character = text[position]
        if not quote and character in SPACE:
            break
        if character == "\\":
            position += 1
            characters.append(text[position] if position < end else "")
        elif character == quote:
            quote = ""
        elif not quote and character in "'\"":
            quote = character
        else:
            characters.append(character)
        position += 1
    return "".join(characters), min(position, end)


def split_at_blanks(stretch: Stretch) -> tuple[Word, ...]:
    """Split at blanks; quotes mean nothing here."""
    line, start, end, _ = stretch
    words: list[Word] = []
    for match in SEPARATOR.finditer(line.text, start, end):
        words.append(stretch.word(start, match.start()))
        start = match.end()
    if stretch.start < end:
        words.append(stretch.word(start, end))
    return tuple(words)


def split_quoted(stretch: Stretch) -> tuple[Word, ...]:
    """Split at blanks outside quotes; quotes and escapes stay in the words.

    word = { character | escape , character | "'" , { character } , "'" | '"' , { character } , '"' }
    """
    text, end = stretch.line.text, stretch.end
    whole = _whole_word(stretch.escape)
    words: list[Word] = []
    position = skip_spaces(text, stretch.start, end)
    while position < end:
        first = position
        match = whole.match(text, position, end)
        if match:
            kept, position = match[0], match.end()
        else:
            kept, position = _read_quoted(text, position, end, stretch.escape)
        if kept:
            words.append(Word(kept, first, position, stretch.line))
        position = skip_spaces(text, position, end)
    return tuple(words)


@cache
def _whole_word(escape: str) -> re.Pattern[str]:
    """Match a word whose quotes are closed, up to a blank or the end."""
    token = re.escape(escape)
    single, double = "'[^']*'", f'"(?:[^"{token}]|{token}.)*"'
    plain = f"[^{SPACE}'\"{token}]+|{token}."
    return re.compile(f"(?:{plain}|{single}|{double})++(?=[{SPACE}]|$)", re.DOTALL)


def _read_quoted(text: str, position: int, end: int, escape: str) -> tuple[str, int]:
    """Read a word the long way: a quote that is not closed takes all of the rest."""
    first = position
    quote = ""
    dropped = False
    while position < end:
        character = text[position]
        if not quote:
            if character in SPACE:
                break
            if character in "'\"":
                quote = character
        elif character == quote:
            quote = ""
        if character == escape and quote != "'":
            dropped = position + 1 == end  # an escape at the very end vanishes
            position += 1
        position += 1
    position = min(position, end)
    return text[first : position - 1] if dropped else text[first:position], position


def parse_json_array(stretch: Stretch) -> tuple[Word, ...] | None:
    """Parse the exec form; return None where the text is no JSON array.

    Raise DockerfileError when it is an array with something else than strings in it.
    """
    line, start, end, _ = stretch
    if not line.text.startswith("[", start, end):
        return None
    try:
        values = json.loads(stretch.text, parse_int=len, parse_float=len, parse_constant=_refuse)
    except ValueError:
        return None
    except RecursionError:
        values = [None]
    if not all(isinstance(value, str) for value in values):
        raise DockerfileError(
            "when using JSON array syntax, arrays must be comprised of strings only",
            span=stretch.word(start, end).span,
        )
    places = _JSON_STRING.finditer(line.text, start, end)
    return tuple(
        Word(_LONE_SURROGATE.sub("\ufffd", value), match.start(), match.end(), line)
        for value, match in zip(values, places, strict=True)
    )


def _refuse(constant: str) -> None:
    raise ValueError(constant)  # NaN and Infinity are Python's JSON, not Go's
