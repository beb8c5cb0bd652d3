"""Messages for a terminal: the place, the line, a caret under the word, a hint."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from dockerlayers.errors import DockerfileError
from dockerlayers.syntax.nodes import Span

_MAX_WIDTH = 160


def format_error(error: DockerfileError, line_text: str | None) -> str:
    """Write an error as `path:line:column: message`, with its line and a caret where that is given."""
    return format_message(str(error), span=error.span, line_text=line_text, hint=error.hint)


def format_message(said: str, *, span: Span | None, line_text: str | None, hint: str | None) -> str:
    """Write below what is said its line, with a caret, and the hint; what is not given is left out."""
    parts = [said]
    if line_text is not None and span:
        start = span.column - 1
        end = span.end_column - 1 if span.end_line == span.line else len(line_text)
        shown, start, end = _excerpt(line_text.rstrip(), start, end)
        parts += [f"    {shown}", f"    {caret(shown, start, end)}"]
    if hint:
        parts.append(f"    {hint}")
    return "\n".join(parts)


def _excerpt(text: str, start: int, end: int) -> tuple[str, int, int]:
    """Cut a long line around the place that is pointed at."""
    if len(text) <= _MAX_WIDTH:
        return text, start, end
    first = max(0, start - _MAX_WIDTH // 2)
    cut = text[first : first + _MAX_WIDTH]
    before, after = "… " if first else "", " …" if first + len(cut) < len(text) else ""
    shift = len(before) - first
    return before + cut + after, start + shift, min(end + shift, len(before + cut))


def point_at(span: Span, text: str) -> str:
    """Point from the line below at what a span covers; where it ends on another line, at all of the rest."""
    is_word = span.end_line == span.line and span.end_column > span.column
    return caret(text, span.column - 1, span.end_column - 1 if is_word else len(text))


def caret(text: str, start: int, end: int) -> str:
    """Point at `text[start:end]` from the line below; tabs stay tabs, wide characters take two columns."""
    return "".join(map(_blank, text[:start])) + "^" * max(1, sum(map(width, text[start:end])))


# Texts have few characters that differ, and a site can have thousands of messages.
@lru_cache(maxsize=4096)
def _blank(character: str) -> str:
    return "\t" if character == "\t" else " " * width(character)


@lru_cache(maxsize=4096)
def width(character: str) -> int:
    """How many columns a character takes in a terminal."""
    if "\u1160" <= character <= "\u11ff":
        return 0  # the vowel or the final of a syllable whose initial has two columns
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
