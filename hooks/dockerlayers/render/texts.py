"""The short texts of reports."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dockerlayers.texts import load_texts as read_texts

_UNITS = ("B", "kB", "MB", "GB", "TB")
_STEP = 1000


def text(name: str, **slots: str | int) -> str:
    """Return a text with its slots filled."""
    return load_texts()[name].format(**slots)


@cache
def load_texts() -> Mapping[str, str]:
    """Load all texts by name."""
    return {name: str(value) for name, value in read_texts("report.toml").items()}


def show_size(count: int) -> str:
    """Write a number of bytes as Docker does: three digits and a decimal unit."""
    value = float(count)
    for unit in _UNITS[:-1]:
        if value < _STEP:
            return f"{value:.3g}{unit}"
        value /= _STEP
    return f"{value:.3g}{_UNITS[-1]}"
