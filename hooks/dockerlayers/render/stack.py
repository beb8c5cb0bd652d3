"""The layers of an image, the newest above, each with a link to its line and, where measured, its size.

A bar is as long as its size is of the whole; where nothing was measured there is none, as equal bars would
look like equal sizes.
"""

from __future__ import annotations

from dockerlayers.elements import Child, Markup, element
from dockerlayers.explain.annotations import Annotation, Image
from dockerlayers.message import width
from dockerlayers.model.types import Effect
from dockerlayers.render.mark import mark_text
from dockerlayers.render.measures import bytes_of, render_meter
from dockerlayers.render.view import View
from dockerlayers.sizes import show_size

_COLUMNS = 60


def render_stack(view: View, image: Image) -> Markup | None:
    """Render the layers from the top to the base image; None where there are none."""
    rows = [*enumerate(image.layers, 1)]
    entries = [_layer(view, image, row, number) for number, row in reversed(rows)]
    entries += [_base(view, image, image.base)] if image.base else []
    return (
        element("ol", entries, class_="bd-stack", reversed=True, aria_label=view.label("stack"))
        if entries
        else None
    )


def _layer(view: View, image: Image, row: Annotation, number: int) -> Markup:
    return _entry(view, image, row, mark_text(view.texts, Effect.LAYER, number), "layer", short_name(row))


def _base(view: View, image: Image, row: Annotation) -> Markup:
    size = bytes_of(view, row) if image is view.breakdown.image else None
    note = None if image.base_is_known or size else [" ", element("span", view.label("base-layers"))]
    return _entry(view, image, row, view.label("base-mark"), "base", [image.base_name, note])


def _entry(view: View, image: Image, row: Annotation, mark: str, variant: str, name: Child) -> Markup:
    """Link to a row; the style draws its mark. Of another target's image no size is known."""
    size = bytes_of(view, row) if image is view.breakdown.image else None
    shown = None if size is None else [" ", element("span", show_size(size)), render_meter(view, size)]
    link = view.link(row.anchor, name, shown, title=view.label("line", line=row.line), data_of=mark)
    return element("li", link, class_=f"bd-l-{variant}", data_for=view.key_of(row))


def short_name(row: Annotation) -> str:
    """Name a row by the first words of its instruction; of its flags, only where COPY takes from."""
    instruction = row.instruction
    assert instruction
    flags = [flag.word.text for flag in instruction.flags if flag.name == "from"]
    return cut(" ".join([instruction.name, *flags, instruction.arguments.text]), _COLUMNS)


def cut(text: str, columns: int) -> str:
    """Keep as many words as are so many columns wide; of a very long one, its beginning."""
    kept = ""
    for word in text.split():
        longer = f"{kept} {word}".strip()
        if _columns(longer) > columns:
            return f"{kept} …" if 2 * _columns(kept) > columns else f"{longer[: columns - 1]}…"
        kept = longer
    return kept


def _columns(text: str) -> int:
    return len(text) if text.isascii() else sum(map(width, text))
