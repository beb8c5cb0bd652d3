"""Booleans as Go's strconv reads them."""

from __future__ import annotations

_BOOLEANS = {
    **dict.fromkeys(("1", "t", "T", "TRUE", "true", "True"), True),
    **dict.fromkeys(("0", "f", "F", "FALSE", "false", "False"), False),
}


def parse_boolean(text: str) -> bool | None:
    """Read a boolean; return None where the text is none."""
    return _BOOLEANS.get(text)
