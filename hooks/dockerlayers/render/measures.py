"""What an engine measured of an image: a number with a bar in true proportion; nothing where it did not."""

from __future__ import annotations

from dockerlayers.elements import Child, Markup, element
from dockerlayers.explain.annotations import Annotation
from dockerlayers.explain.measures import layer_of, say_origin, say_times, say_waste, waste_of
from dockerlayers.measured.types import Measured
from dockerlayers.render.labels import render_inline
from dockerlayers.render.view import View
from dockerlayers.sizes import show_size
from dockerlayers.texts.texts import Texts


def bytes_of(view: View, row: Annotation) -> int | None:
    """Return what a row adds to the final image; None where that was not measured, or is nothing."""
    measured = view.measured
    if measured is None:
        return None
    base = view.breakdown.image.base
    if base and row.anchor == base.anchor:
        return measured.base_bytes
    layer = layer_of(measured, row)
    return layer.byte_count if layer else None


def total_bytes(measured: Measured | None) -> int | None:
    """Return the size of the final image; None where it was not measured, or its base image was another."""
    if measured is None or measured.base_bytes is None:
        return None
    return measured.own_bytes + measured.base_bytes


def render_size(view: View, row: Annotation) -> Markup | None:
    """Render the size of a row at its mark."""
    size = bytes_of(view, row)
    return (
        element("span", show_size(size), render_meter(view, size), class_="bd-size", data_search_exclude=True)
        if size is not None
        else None
    )


def render_meter(view: View, size: int) -> Markup | None:
    """Render a bar as long as a size is of the whole, or of what the file adds where no more is known."""
    whole = total_bytes(view.measured) or (view.measured.own_bytes if view.measured else 0)
    return element("i", class_="bd-meter", style=f"--w:{100 * size / whole:.2f}%") if whole else None


def name_total(texts: Texts, measured: Measured | None) -> str:
    """Say how large the image is, what the file itself adds where the base image is not known, or neither."""
    if measured is None:
        return texts.label("unmeasured")
    total = total_bytes(measured)
    return texts.label("own-size", size=show_size(measured.own_bytes)) if total is None else show_size(total)


def render_waste(view: View, row: Annotation) -> list[Markup]:
    """Render what a row wastes, each with its cause."""
    return [
        element("span", render_inline(say_waste(view.texts, one)), class_="bd-wasted")
        for one in waste_of(view.measured, row)
    ]


def render_measured(view: View) -> Markup | None:
    """Render how long builds took, and when and by what that was measured."""
    if view.measured is None:
        return None
    times = [element("li", render_inline(say)) for say in say_times(view.texts, view.measured)]
    return element(
        "div",
        element("p", view.label("measures"), class_="bd-h"),
        element("ul", times, class_="bd-times"),
        render_origin(view.texts, view.measured, view.record),
        class_="bd-measured",
    )


def render_origin(texts: Texts, measured: Measured, record: str | None) -> list[Markup]:
    """Render when and on what something was measured, with a link to the record."""
    link = element("a", texts.label("record"), href=record) if record else None
    first, *others = say_origin(texts, measured)
    notes: list[list[Child]] = [[render_inline(first), " " if link else None, link]]
    notes += [[render_inline(other)] for other in others]
    return [element("p", note, class_="bd-note") for note in notes]
