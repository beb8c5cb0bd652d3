"""The mark that shows what a row leaves in the image."""

from __future__ import annotations

from functools import cache

from dockerlayers.elements import Markup, element
from dockerlayers.model.types import Effect
from dockerlayers.texts.texts import Texts

_VARIANTS = {Effect.LAYER: "layer", Effect.BASE: "base", Effect.METADATA: "meta", Effect.NOTHING: "none"}
_SPOKEN = {
    Effect.LAYER: "layer",
    Effect.BASE: "base-spoken",
    Effect.METADATA: "metadata-only",
    Effect.NOTHING: "nothing",
}


@cache
def render_mark(texts: Texts, effect: Effect, number: int | None) -> Markup:
    """Render a row's mark; what it shows by its shape alone has words for who points at it, or hears it."""
    text = mark_text(texts, effect, number)
    is_absent = effect is Effect.LAYER and number is None
    words = texts.label("absent-layer" if is_absent else _SPOKEN[effect])
    return element(
        "span",
        text,
        class_=f"bd-mark bd-mark--{_VARIANTS[effect]}",
        role=None if text else "img",
        title=words,
        data_search_exclude=True,
    )


def mark_text(texts: Texts, effect: Effect, number: int | None) -> str:
    """Return what is written in a mark: the number of the image's layer, or that there is the base image."""
    if effect is Effect.LAYER:
        return "" if number is None else f"L{number}"
    return texts.label("base-mark") if effect is Effect.BASE else ""
