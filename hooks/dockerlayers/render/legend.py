"""What the marks, the lanes and the states mean: once on a page, behind a question mark in each breakdown."""

from __future__ import annotations

from functools import lru_cache

from dockerlayers.elements import Markup, element
from dockerlayers.model.types import Effect
from dockerlayers.render.mark import mark_text
from dockerlayers.texts.texts import Texts

_MARKS = {
    "layer": (Effect.LAYER, "legend-layer"),
    "base": (Effect.BASE, "legend-base"),
    "meta": (Effect.METADATA, "legend-meta"),
    "none": (Effect.NOTHING, "legend-none"),
}
_STATES = {
    "changed": ("state-changed", "legend-changed"),
    "rebuild": ("state-rebuild", "legend-rebuild"),
    "maybe": ("state-maybe", "legend-maybe"),
    "cached": ("state-cached", "legend-cached"),
}


def legend_id(root_id: str) -> str:
    """Return the id of the legend that the first breakdown of a page brings along."""
    return f"{root_id}-legend"


@lru_cache(maxsize=16)
def render_legend(texts: Texts, own_id: str) -> Markup:
    """Render the legend under an id; it opens without a script, and is printed where it stands.

    The style draws the samples; what is written in one is in `data-of`.
    """
    marks = [
        _entry(texts, name, mark_text(texts, effect, 1), meaning)
        for name, (effect, meaning) in _MARKS.items()
    ]
    others = [_entry(texts, "absent", "", "legend-absent"), _entry(texts, "lane", "", "legend-lane")]
    states = [_entry(texts, name, texts.label(text), meaning) for name, (text, meaning) in _STATES.items()]
    return element(
        "ul",
        [*marks, *others, *states],
        class_="bd-legend",
        id=own_id,
        popover="auto",
        aria_label=texts.label("legend"),
        data_search_exclude=True,
    )


def _entry(texts: Texts, name: str, text: str, meaning: str) -> Markup:
    return element("li", texts.label(meaning), class_=f"bd-l-{name}", data_of=text)
