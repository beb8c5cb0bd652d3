"""The words of an instruction: `key=value` words, JSON arrays, and words between blanks."""

from __future__ import annotations

import json
import re
from functools import cache

from dockerlayers.errors import DockerfileError
from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.characters import SEPARATOR, SPACE
from dockerlayers.syntax.nodes import LogicalLine, Word, make_word

_JSON_STRING = lazy_pattern(r'"(?:[^"\\]|\\.)*"')
_LONE_SURROGATE = lazy_pattern("[\ud800-\udfff]")
_SPACES = lazy_pattern(f"[{SPACE}]*")


def skip_spaces(text: str, position: int, end: int) -> int:
    """Return the place of the first character, from `position` on, that is no blank."""
    match = _SPACES.match(text, position, end)
    return match.end() if match else position


def cut(line: LogicalLine, start: int, end: int) -> Word:
    """Cut a word out of a line."""
    return make_word((line.text[start:end], start, end, line))


def split_at_blanks(arguments: Word) -> tuple[Word, ...]:
    """Split at blanks; quotes mean nothing here."""
    text, start, end, line = arguments
    if not text:
        return ()
    words: list[Word] = []
    whole = line.text
    for match in SEPARATOR.finditer(whole, start, end):
        stop, following = match.span()
        words.append(make_word((whole[start:stop], start, stop, line)))
        start = following
    words.append(make_word((whole[start:end], start, end, line)))
    return tuple(words)


def split_quoted(arguments: Word, escape: str) -> tuple[Word, ...]:
    """Split at blanks outside quotes; quotes and escapes stay in the words.

    word = { character | escape , character | "'" , { character } , "'" | '"' , { character } , '"' }
    """
    _, position, end, line = arguments
    text = line.text
    whole = _whole_word(escape)
    words: list[Word] = []
    while position < end:
        first = position
        match = whole.match(text, position, end)
        if match:
            kept, position = match[0], match.end()
        else:
            # a quote that is not closed takes all of the rest; an escape at the very end vanishes
            kept = text[position : end - 1 if _dangling(escape).fullmatch(text, position, end) else end]
            position = end
        if kept:
            words.append(make_word((kept, first, position, line)))
        position = skip_spaces(text, position, end)
    return tuple(words)


# Both are atomic by a lookahead and what it captured: before Python 3.11.5 a possessive group loses its way
# where it holds alternatives (https://github.com/python/cpython/issues/106052).
@cache
def _whole_word(escape: str) -> re.Pattern[str]:
    """Match a word whose quotes are closed, up to a blank or the end."""
    return re.compile(f"(?=((?:{_pieces(escape)})+))\\1(?=[{SPACE}]|$)", re.DOTALL)


@cache
def _dangling(escape: str) -> re.Pattern[str]:
    """Match text that ends in an escape with nothing to escape, maybe in double quotes."""
    token = re.escape(escape)
    rest = f'"(?=((?:[^"{token}]|{token}.)*))\\2'
    return re.compile(f"(?=((?:{_pieces(escape)})*))\\1(?:{rest})?{token}", re.DOTALL)


def _pieces(escape: str) -> str:
    token = re.escape(escape)
    quoted = f"'[^']*'|\"(?:[^\"{token}]|{token}.)*\""
    return f"[^{SPACE}'\"{token}]+|{token}.|{quoted}"


def parse_json_array(arguments: Word) -> tuple[Word, ...] | None:
    """Parse the exec form; return None where the text is no JSON array.

    Raise DockerfileError when it is an array with something else than strings in it.
    """
    text, start, end, line = arguments
    if text[:1] != "[":
        return None
    try:
        values = json.loads(text, parse_int=len, parse_float=len, parse_constant=_refuse)
    except ValueError:
        return None
    except RecursionError:
        values = [None]
    if not all(isinstance(value, str) for value in values):
        raise DockerfileError(
            "when using JSON array syntax, arrays must be comprised of strings only",
            span=arguments.span,
        )
    places = _JSON_STRING.finditer(line.text, start, end)
    return tuple(
        Word(_LONE_SURROGATE.sub("\ufffd", value), match.start(), match.end(), line)
        for value, match in zip(values, places, strict=True)
    )


def _refuse(constant: str) -> None:
    raise ValueError(constant)  # NaN and Infinity are Python's JSON, not Go's
