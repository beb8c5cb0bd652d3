"""The escapes in `$'…'`, as bash has them.

Source: https://www.gnu.org/software/bash/manual/html_node/ANSI_002dC-Quoting.html
"""

from __future__ import annotations

import re

from dockerlayers.patterns import lazy_pattern

_ESCAPE = lazy_pattern(
    r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8})|c(.)|(.))", re.DOTALL
)
_LETTERS = {
    "a": "\a",
    "b": "\b",
    "e": "\x1b",
    "E": "\x1b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
    "\\": "\\",
    "'": "'",
    '"': '"',
    "?": "?",
}


def decode_escapes(text: str) -> str | None:
    """Replace the escapes; return None where one is not a character by itself."""
    try:
        return _ESCAPE.sub(_decode, text)
    except (ValueError, OverflowError):
        return None


def _decode(match: re.Match[str]) -> str:
    octal, byte, short, long, control, letter = match.groups()
    if letter:
        return _LETTERS.get(letter, match[0])
    if control:
        return chr(ord(control.upper()) & 0x1F)
    if octal or byte:
        code = int(octal, 8) if octal else int(byte, 16)
        if not 0 < code < 0x80:  # a NUL ends the text, and other bytes are parts of characters
            raise ValueError(match[0])
        return chr(code)
    return chr(int(short or long, 16))
