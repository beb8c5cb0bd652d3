"""Short texts with code and numbers in them, as HTML."""

from __future__ import annotations

from functools import lru_cache

from dockerlayers.elements import Child, Markup, element, join
from dockerlayers.explain.annotations import Breakdown
from dockerlayers.patterns import lazy_pattern
from dockerlayers.texts.inline import Inline

# One that is longer than a narrow column is broken like any word.
_OPTION = lazy_pattern(r"(?<!\S)(--\S{1,22})(?!\S)")


def list_counts(breakdown: Breakdown) -> list[str]:
    """Count what a Dockerfile makes: stages, layers, and what is but metadata."""
    texts = breakdown.texts
    return [
        texts.label("fragment") if breakdown.is_fragment else texts.label("stages", n=breakdown.stage_count),
        texts.label("layers", n=len(breakdown.image.layers)),
        texts.label("metadata", n=breakdown.image.metadata_count),
    ]


@lru_cache(maxsize=1024)
def render_inline(inline: Inline) -> Markup:
    """Render pieces of text and code; much is said of several lines, and again after an edit."""
    return join([render_code(piece.text) if piece.is_code else piece.text for piece in inline])


@lru_cache(maxsize=1024)
def render_code(text: str) -> Markup:
    """Render code whose options are each of a piece."""
    return element("code", render_pieces(text))


def render_pieces(text: str) -> Child:
    """Keep the options in code each of a piece: browsers break lines behind dashes."""
    if "--" not in text:
        return text
    return [keep_whole(one) if nth % 2 else one for nth, one in enumerate(_OPTION.split(text))]


def keep_whole(*content: Child, class_: str = "") -> Markup:
    """Render what goes to a line of its own rather than being broken."""
    return element("span", content, class_=f"{class_} bd-whole".strip())
