"""What the text is written on."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from typing import TextIO

from dockerlayers.render.terminal.style import Screen

_NARROWEST, _WIDEST = 20, 140


def find_screen(color: str, stdout: TextIO, environment: Mapping[str, str]) -> Screen:
    """Find out how wide the terminal is, and whether it is to have colours.

    See https://no-color.org: set and not empty, NO_COLOR forbids them.
    """
    columns = min(max(shutil.get_terminal_size((80, 24)).columns, _NARROWEST), _WIDEST)
    if color != "auto":
        return Screen(width=columns, has_color=color == "always")
    is_forbidden = bool(environment.get("NO_COLOR")) or environment.get("TERM") == "dumb"
    return Screen(width=columns, has_color=stdout.isatty() and not is_forbidden)
