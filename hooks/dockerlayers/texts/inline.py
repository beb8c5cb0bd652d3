"""Inline text: the pieces of a sentence, and the templates that make them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import NamedTuple

from dockerlayers.patterns import lazy_pattern

_LONGEST = 56
_MARK = lazy_pattern(r"`(?P<code>[^`]+)`|\{(?P<slot>[a-z]+)\}")


class Piece(NamedTuple):
    """A stretch of text, or of code to be set as such."""

    text: str
    is_code: bool = False


Inline = tuple[Piece, ...]
Slot = str | int | Sequence[str | Piece]


make_piece: Callable[[tuple[str, bool]], Piece] = partial(tuple.__new__, Piece)
"""Make a Piece of its fields at once: half the time of its constructor, and a file has hundreds."""


def text(value: str) -> Inline:
    """Make plain text; the empty string makes nothing."""
    return (make_piece((value, False)),) if value else ()


def code(value: str) -> Inline:
    """Make a piece of code."""
    return (make_piece((value, True)),)


def shorten(value: str) -> str:
    """Bring an author's word to one line of moderate length."""
    value = " ".join(value.split())
    return value if len(value) <= _LONGEST else f"{value[: _LONGEST - 1].rstrip()}…"


def show_command(words: Sequence[str]) -> str:
    """Write a command's words for a reader, in quotes where blanks make it necessary."""
    return " ".join(_show_word(word) for word in words)


def _show_word(word: str) -> str:
    if word.split() == [word]:
        return word
    return f'"{word}"' if "'" in word else f"'{word}'"


def plain(inline: Inline) -> str:
    """Return the text with code between backticks, for a terminal or a test."""
    return "".join(f"`{piece.text}`" if piece.is_code else piece.text for piece in inline)


@dataclass(frozen=True, kw_only=True)
class Template:
    """A text with slots; `parts` are literal pieces and names of slots.

    `comma` stands between several values of one slot.
    """

    parts: tuple[Piece | str, ...]
    comma: str = ", "

    @cached_property
    def slots(self) -> frozenset[str]:
        """The names to be filled."""
        return frozenset(part for part in self.parts if isinstance(part, str))

    def fill(self, slots: Mapping[str, Slot]) -> Inline:
        """Put values into the slots; raise TypeError unless exactly the template's own are given."""
        if not slots and not self.slots:  # as most
            return self.literal
        if slots.keys() != self.slots:
            raise TypeError(f"slots {sorted(slots)} given, {sorted(self.slots)} needed")
        pieces: list[Piece] = []
        for part in self.parts:
            if isinstance(part, Piece):
                pieces.append(part)
                continue
            value = slots[part]
            pieces += _show(value) if isinstance(value, str) else _to_inline(value, self.comma)
        return tuple(pieces)

    @cached_property
    def literal(self) -> Inline:
        """The pieces between the slots."""
        return tuple(part for part in self.parts if isinstance(part, Piece))


def parse_template(source: str, comma: str = ", ") -> Template:
    """Parse a template.

    template = { text | "`" , code , "`" | "{" , slot , "}" }
    """
    parts: list[Piece | str] = []
    position = 0
    for match in _MARK.finditer(source):
        parts.extend(text(source[position : match.start()]))
        parts.append(match["slot"] or Piece(text=match["code"], is_code=True))
        position = match.end()
    parts.extend(text(source[position:]))
    return Template(parts=tuple(parts), comma=comma)


def join_inline(parts: Iterable[Inline], separator: str = " ") -> Inline:
    """Put parts behind each other, such as sentences; what is empty is left out."""
    found = [part for part in parts if part]
    if len(found) < 2:  # as mostly
        return found[0] if found else ()
    between = text(separator)
    pieces = [*found[0]]
    for part in found[1:]:
        pieces += between
        pieces += part
    return tuple(pieces)


def _to_inline(value: int | Sequence[str | Piece], comma: str) -> Inline:
    """Make a number text, several strings codes between commas; keep pieces as they are."""
    if isinstance(value, int):
        return text(str(value))
    pieces: list[Piece] = []
    for index, item in enumerate(value):
        if isinstance(item, Piece):
            pieces.append(item)
        else:
            pieces.extend(text(comma) if index else ())
            pieces.extend(_show(item))
    return tuple(pieces)


def _show(value: str) -> Inline:
    """Show an author's word, a long one cut."""
    return _show_short(value) if len(value) <= _LONGEST else code(shorten(value))


@lru_cache(maxsize=1024)
def _show_short(value: str) -> Inline:
    """Most words are said several times, in the sentence, alone and in the image; a long one is not kept."""
    return code(shorten(value))
