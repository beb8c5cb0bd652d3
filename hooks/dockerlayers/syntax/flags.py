"""What Docker reads byte by byte: the flags of an instruction, and the type of a health check.

It takes each byte for a character. A letter outside of ASCII becomes two to four others, and one with the
byte 0x85 or 0xA0 in it, such as `정`, ends the flag in its midst, as Latin-1 has blanks there.

Source: https://github.com/moby/buildkit/blob/v0.32.2/frontend/dockerfile/parser/split_command.go
"""

from __future__ import annotations

from bisect import bisect_right

from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.nodes import Flag, LogicalLine, Word
from dockerlayers.syntax.words import cut, skip_spaces

_BLANK = "\t\n\v\f\r \x85\xa0"
_BLANKS = lazy_pattern(f"[{_BLANK}]*")
_PLAIN_FLAG = lazy_pattern(f"--[^{_BLANK}'\"\\\\]+(?=[{_BLANK}]|$)")
_FIRST_WORD = lazy_pattern(f"[^{_BLANK}]*")
_LETTER_BEGINS = lazy_pattern("[^\x80-\xbf]")
_LEFT_OVER = "\ufffd"


def split_flags(line: LogicalLine, position: int, end: int) -> tuple[tuple[Flag, ...], Word]:
    """Take the flags that begin at `position`; return them and the arguments.

    flags = { "--" , { character | quoted | escape , character } , blanks } , [ "--" , blanks ]
    """
    if not line.text.startswith("--", position, end):
        return (), _arguments(line, position, end)
    flags: list[Flag] = []
    read = _ByteLine(line, position, end)
    start = 0
    while read.text.startswith("--", start):
        word, stop = _read_flag(read.text, start)
        after = read.skip_blanks(stop)
        if word == "--":
            start = after
            break
        name, equals, value = word[2:].partition("=")
        flags.append(
            Flag(name, value if equals else None, Word(word, read.place(start), read.place(stop), line))
        )
        start = after
    return tuple(flags), read.rest(start)


def split_type(arguments: Word) -> tuple[Word, Word]:
    """Split the type of a health check off its command, of which no blank is dropped that is not ASCII."""
    _, start, end, line = arguments
    read = _ByteLine(line, start, end)
    first = _FIRST_WORD.match(read.text)
    stop = first.end() if first else 0
    written = read.text[:stop].encode("latin-1").decode("utf-8", "replace")
    return Word(written, start, read.place(stop), line), read.rest(read.skip_blanks(stop), trim=False)


class _ByteLine:
    """A part of a line, each byte of it a character; `text` is the part itself where all is ASCII."""

    def __init__(self, line: LogicalLine, start: int, end: int) -> None:
        self.line = line
        self.start = start
        self.end = end
        text = line.text[start:end]
        self.is_ascii = text.isascii()
        self.text = text if self.is_ascii else text.encode("utf-8", "surrogatepass").decode("latin-1")

    def skip_blanks(self, offset: int) -> int:
        match = _BLANKS.match(self.text, offset)
        return match.end() if match else offset

    def place(self, offset: int) -> int:
        """Return the place in the line behind the letter that the byte before `offset` belongs to."""
        letters = offset if self.is_ascii else len(_LETTER_BEGINS.findall(self.text, 0, offset))
        return self.start + letters

    def rest(self, offset: int, *, trim: bool = True) -> Word:
        """Return all from `offset` on; what is left of a letter is no letter."""
        place, line = self.place(offset), self.line
        if not self.is_ascii and "\x80" <= self.text[offset : offset + 1] < "\xc0":
            place -= 1
            line = _replace(line, place, _LEFT_OVER)
        return _arguments(line, place, self.end) if trim else cut(line, place, self.end)


def _arguments(line: LogicalLine, start: int, end: int) -> Word:
    return cut(line, skip_spaces(line.text, start, end), end)


def _replace(line: LogicalLine, offset: int, letter: str) -> LogicalLine:
    """Return the line with another letter at `offset`."""
    index = bisect_right(line.offsets, offset) - 1
    at = offset - line.offsets[index]
    parts = list(line.parts)
    parts[index] = f"{parts[index][:at]}{letter}{parts[index][at + 1 :]}"
    return LogicalLine(parts, line.numbers, line.column)


def _read_flag(text: str, position: int) -> tuple[str, int]:
    """Read one flag word, without its quotes; the escape here is always a backslash."""
    plain = _PLAIN_FLAG.match(text, position)
    if plain:
        return plain[0], plain.end()
    characters: list[str] = []
    quote = ""
    while position < len(text):
        character = text[position]
        if not quote and character in _BLANK:
            break
        if character == "\\":
            position += 1
            characters.append(text[position : position + 1])
        elif character == quote:
            quote = ""
        elif not quote and character in "'\"":
            quote = character
        else:
            characters.append(character)
        position += 1
    return "".join(characters), min(position, len(text))
