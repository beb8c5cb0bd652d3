"""Short texts with code and numbers in them, as HTML."""

from __future__ import annotations

from dockerlayers.explain.inline import Inline
from dockerlayers.explain.knowledge import load_labels
from dockerlayers.render.elements import Markup, element, join


def label(name: str, **slots: str | int) -> str:
    """Return a label with its slots filled."""
    text = load_labels()[name]
    return text.format(**slots) if slots else text


def render_inline(inline: Inline) -> Markup:
    """Render pieces of text and code."""
    return join(element("code", piece.text) if piece.is_code else piece.text for piece in inline)


def line_range(line: int, last: int) -> str:
    """Name a line, or the lines from one to another."""
    return label("lines", line=line, last=last) if last > line else label("line", line=line)
