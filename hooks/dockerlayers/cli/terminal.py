"""What the text is written on."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from typing import TextIO

from dockerlayers.render.terminal.style import ENDLESS, Screen

_NARROWEST, _WIDEST = 20, 140


def find_screen(color: str, stdout: TextIO, environment: Mapping[str, str]) -> Screen:
    """Find out how wide the terminal is, and whether it is to have colours.

    What goes to a file or another command has lines without end, unless COLUMNS says how wide they may be.
    See https://no-color.org: set and not empty, NO_COLOR forbids colours.
    """
    is_terminal = stdout.isatty()
    columns = min(max(shutil.get_terminal_size((80, 24)).columns, _NARROWEST), _WIDEST)
    width = columns if is_terminal or environment.get("COLUMNS") else ENDLESS
    if color != "auto":
        return Screen(width=width, has_color=color == "always")
    is_forbidden = bool(environment.get("NO_COLOR")) or environment.get("TERM") == "dumb"
    return Screen(width=width, has_color=is_terminal and not is_forbidden)
