"""Titles and indented paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dockerlayers.render.terminal.characters import measure
from dockerlayers.render.terminal.style import Chunk, Line, Screen, Style, wrap

INDENT = 2


def write_title(title: str, screen: Screen) -> Iterator[Line]:
    """Write the title of a section, and an empty line before it."""
    yield ()
    yield from wrap([Chunk(title, Style.STRONG)], screen.width)


def write_indented(pieces: Iterable[Chunk], screen: Screen, *, extra: int = 0) -> Iterator[Line]:
    """Write a paragraph."""
    indent = Chunk(" " * (INDENT + extra))
    for line in wrap(pieces, screen.width - measure(indent.text)):
        yield (indent, *line)


def write_whole(text: str, *, extra: int = 0) -> Iterator[Line]:
    """Write an address or a line of code: broken, it could be neither clicked nor copied."""
    yield (Chunk(" " * (INDENT + extra)), Chunk(text, Style.MUTED))
