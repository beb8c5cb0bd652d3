"""Sizes and times for a reader."""

from __future__ import annotations

_UNITS = ("B", "kB", "MB", "GB", "TB")
_STEP = 1000
_LONG = 10


def show_size(count: int) -> str:
    """Write a number of bytes as Docker does: three digits and a decimal unit."""
    value = float(count)
    for unit in _UNITS[:-1]:
        if value < _STEP:
            return f"{value:.3g}{unit}"
        value /= _STEP
    return f"{value:.3g}{_UNITS[-1]}"


def show_seconds(seconds: float) -> str:
    """Write a number of seconds without the unit: a tenth counts where there are few."""
    return f"{seconds:.1f}" if seconds < _LONG else f"{seconds:.0f}"
