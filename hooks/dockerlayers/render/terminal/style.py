"""Pieces of styled text, broken into lines and painted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from dockerlayers.patterns import lazy_pattern
from dockerlayers.render.terminal.characters import measure

_BLANKS = lazy_pattern(r" +|[^ ]+")
_WIDE = r"\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef"
# A wide letter, beside which a line may be broken, or what stands between two.
_UNITS = lazy_pattern(f"[{_WIDE}]|[^{_WIDE}]+")
_BLANKS_AND_CODE = lazy_pattern(r" +|(?:`[^`]*`|[^ ])+")


class Style(Enum):
    """What a piece of text is, and the code that a terminal shows it with.

    Only what is legible on dark and on light: no yellow, no cyan, no blue.
    """

    PLAIN = ""
    STRONG = "1"
    MUTED = "2"
    LAYER = "1;7"
    STRING = "32"
    FLAG = "35"
    FAULT = "1;31"


class Chunk(NamedTuple):
    """A stretch of text in one style; it holds no control character and no tab."""

    text: str
    style: Style = Style.PLAIN


Line = tuple[Chunk, ...]


ENDLESS = 1_000_000
"""The columns of what is no screen: lines for a file, or for another command, are not broken."""


@dataclass(frozen=True, kw_only=True)
class Screen:
    """What is written on: how many columns it has, and whether it knows colours."""

    width: int = 80
    has_color: bool = False


def paint(line: Iterable[Chunk], screen: Screen) -> str:
    """Write a line; blanks at its end are left out."""
    pieces = [piece for piece in line if piece.text]
    while pieces and not pieces[-1].text.strip(" "):
        pieces.pop()
    if pieces:
        pieces[-1] = pieces[-1]._replace(text=pieces[-1].text.rstrip(" "))
    if not screen.has_color:
        return "".join(piece.text for piece in pieces)
    return "".join(_paint(piece) for piece in pieces)


def _paint(piece: Chunk) -> str:
    return f"\x1b[{piece.style.value}m{piece.text}\x1b[0m" if piece.style.value else piece.text


def pad(line: Sequence[Chunk], columns: int) -> Line:
    """Fill a line with blanks up to a width."""
    return (*line, Chunk(" " * (columns - line_width(line))))


def line_width(line: Iterable[Chunk]) -> int:
    """Count the columns that a line takes."""
    return sum(measure(piece.text) for piece in line)


def wrap(pieces: Iterable[Chunk], columns: int, *, hanging: int = 0) -> list[Line]:
    """Break text into lines at its blanks; Korean also within a word that is longer than a line.

    Code between backticks is of a piece where it has the room. Addresses and names are never broken: what is
    longer than a line goes on beyond it. All lines but the first are indented by `hanging`.
    """
    hanging = min(hanging, columns // 2)
    wrapper = _Wrapper(columns, hanging)
    for word in _words(pieces, _BLANKS_AND_CODE):
        if line_width(word) <= columns - hanging:
            wrapper.add(word)
        else:
            for part in _words(word, _BLANKS):
                wrapper.add(part)
    return wrapper.finish()


def _words(pieces: Iterable[Chunk], pattern: re.Pattern[str]) -> Iterator[list[Chunk]]:
    """Split at blanks; pieces with no blank between them are one word."""
    word: list[Chunk] = []
    for piece in pieces:
        for match in pattern.finditer(piece.text):
            part = Chunk(match[0], piece.style)
            if word and (part.text[0] == " ") != (word[-1].text[0] == " "):
                yield word
                word = []
            word.append(part)
    if word:
        yield word


class _Wrapper:
    """Fills lines with words; `blank` are the blanks before the next one, lost where a line is broken."""

    def __init__(self, columns: int, hanging: int) -> None:
        self.columns = columns
        self.hanging = hanging
        self.lines: list[Line] = []
        self.line: list[Chunk] = []
        self.blank: list[Chunk] = []
        self.used = 0

    def add(self, word: list[Chunk]) -> None:
        """Add a word, or the blanks between two."""
        if word[0].text[0] == " ":
            self.blank = word
            return
        size = line_width(word)
        if not self.line:
            self.put([piece._replace(text=piece.text[: self.columns // 2]) for piece in self.blank])
        elif self.used + line_width(self.blank) + size > self.columns:
            self.break_line()
        else:
            self.put(self.blank)
        self.blank = []
        if self.used + size <= self.columns:
            self.put(word)
        else:
            self.add_letters(word)

    def put(self, pieces: list[Chunk]) -> None:
        """Put pieces on the line."""
        self.line += pieces
        self.used += line_width(pieces)

    def add_letters(self, word: list[Chunk]) -> None:
        """Add a word that is longer than a line, broken beside its wide letters alone."""
        for piece in word:
            for unit in _UNITS.findall(piece.text):
                size = measure(unit)
                if self.used + size > self.columns and self.used > self.hanging:
                    self.break_line()
                self.put([piece._replace(text=unit)])

    def break_line(self) -> None:
        self.lines.append(tuple(self.line))
        self.line = [Chunk(" " * self.hanging)]
        self.used = self.hanging

    def finish(self) -> list[Line]:
        return [*self.lines, tuple(self.line)]
