"""The mark that shows what a row leaves in the image, and the legend of marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from dockerlayers.elements import Markup, element
from dockerlayers.model.types import Effect
from dockerlayers.texts.texts import Texts

_VARIANTS = {Effect.LAYER: "layer", Effect.BASE: "base", Effect.METADATA: "meta", Effect.NOTHING: "none"}
_SPOKEN = {
    Effect.LAYER: "layer-spoken",
    Effect.BASE: "base-spoken",
    Effect.METADATA: "metadata-only",
    Effect.NOTHING: "nothing",
}
_MEANINGS = {**_SPOKEN, Effect.LAYER: "layer", Effect.BASE: "base"}


@cache
def render_mark(texts: Texts, effect: Effect, number: int | None) -> Markup:
    """Render a row's mark; words for a screen reader are in it."""
    hidden = element("span", f" {texts.label(_SPOKEN[effect])}", class_="bd-sr")
    return element("span", _text(texts, effect, number), hidden, class_=_class(effect))


def _text(texts: Texts, effect: Effect, number: int | None) -> str:
    if effect is Effect.LAYER:
        return texts.label("absent-mark") if number is None else f"L{number}"
    return texts.label("base-mark") if effect is Effect.BASE else ""


def _class(effect: Effect) -> str:
    return f"bd-mark bd-mark--{_VARIANTS[effect]}"


def render_legend(
    texts: Texts, effects: Sequence[Effect], has_absent: bool, keys: Iterable[Markup] = ()
) -> Markup:
    """Render the meaning of the marks that occur, and of what there is to press."""
    items = []
    for effect in effects:
        sample = element("span", _text(texts, effect, 1), class_=_class(effect), aria_hidden="true")
        items.append(element("li", sample, texts.label(_MEANINGS[effect])))
    if has_absent:
        sample = element("span", texts.label("absent-mark"), class_=_class(Effect.LAYER), aria_hidden="true")
        items.append(element("li", sample, texts.label("absent"), class_="bd-out"))
    items += keys
    return element(
        "ul", items, class_="bd-legend", aria_label=texts.label("legend"), data_search_exclude=True
    )
