"""Integers as Go's strconv reads them: a text of any length, a range of so many bits."""

from __future__ import annotations

import re

from dockerlayers.patterns import lazy_pattern

_INTEGER = lazy_pattern(r"[+-]?[0-9]+", re.ASCII)
_MAX_DIGITS = 40


def parse_integer(text: str, bits: int = 64) -> int | None:
    """Read a signed decimal integer; return None where the text is none or needs more bits."""
    if not _INTEGER.fullmatch(text):
        return None
    digits = text.lstrip("+-").lstrip("0") or "0"
    if len(digits) > _MAX_DIGITS:  # Python refuses to convert thousands of them
        return None
    number = -int(digits) if text[0] == "-" else int(digits)
    return number if -(2 ** (bits - 1)) <= number < 2 ** (bits - 1) else None


def parse_unsigned(text: str, bits: int, base: int = 10) -> int | None:
    """Read an unsigned integer; return None where the text is none or needs more bits."""
    if not text or text.strip("0123456789"[:base]):
        return None
    digits = text.lstrip("0") or "0"
    if len(digits) > _MAX_DIGITS:
        return None
    number = int(digits, base)
    return number if number < 2**bits else None
