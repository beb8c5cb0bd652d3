"""Set a short text that has code in it."""

from __future__ import annotations

from dockerlayers.elements import element
from dockerlayers.patterns import lazy_pattern

_CODE = lazy_pattern(r"`([^`]+)`")


def mark_code(text: str) -> list[str]:
    """Set what stands between backticks as code."""
    return [element("code", one) if nth % 2 else one for nth, one in enumerate(_CODE.split(text))]
