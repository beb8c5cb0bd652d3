"""Characters that a terminal would obey, or be misled by, made visible."""

from __future__ import annotations

import unicodedata

from dockerlayers.message import width

_TAB = 4
_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPES = ((0x100, "\\x{:02x}"), (0x10000, "\\u{:04x}"))
_BIDIRECTIONAL = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSAFE = ("Cc", "Cs", "Zl", "Zp")
_STAND_IN = "\ufffd"


def visible(text: str) -> str:
    r"""Write characters that a terminal obeys as escapes, such as `\x1b`."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_escape(character) if _is_unsafe(character) else character for character in text)


def masked(text: str) -> str:
    """Put one stand-in for each character that a terminal obeys, tabs apart: columns stay what they are."""
    return "".join(
        _STAND_IN if _is_unsafe(character) and character != "\t" else character for character in text
    )


def expand_tabs(text: str, column: int = 0) -> str:
    """Put blanks for tabs, up to the next column that four divides; the text begins at `column`."""
    if "\t" not in text:
        return text
    parts: list[str] = []
    for character in text:
        part = " " * (_TAB - column % _TAB) if character == "\t" else character
        parts.append(part)
        column += measure(part)
    return "".join(parts)


def measure(text: str) -> int:
    """Count the columns that a text takes."""
    return len(text) if text.isascii() else sum(map(width, text))


def _is_unsafe(character: str) -> bool:
    """Say whether a terminal would obey it: controls, breaks of lines, marks that turn the writing around."""
    return unicodedata.category(character) in _UNSAFE or character in _BIDIRECTIONAL


def _escape(character: str) -> str:
    if character in _NAMED:
        return _NAMED[character]
    return next(form for limit, form in _ESCAPES if ord(character) < limit).format(ord(character))
