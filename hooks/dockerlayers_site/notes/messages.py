"""What an author must know about a note."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Message:
    """A message about a line of a note, counted from 0; `find` is the text in the line that it points at."""

    text: str
    line: int
    hint: str | None = None
    find: str = ""
