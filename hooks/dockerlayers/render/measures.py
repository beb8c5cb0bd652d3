"""What an engine measured of an image: a number with a bar in true proportion; nothing where it did not."""

from __future__ import annotations

from dockerlayers.elements import Markup, element
from dockerlayers.explain.annotations import Annotation
from dockerlayers.render.sizes import show_size
from dockerlayers.render.view import View


def bytes_of(view: View, row: Annotation) -> int | None:
    """Return what a row adds to the final image; None where that was not measured, or is nothing."""
    measured = view.measured
    if measured is None:
        return None
    base = view.breakdown.image.base
    if base and row.anchor == base.anchor:
        return measured.base_bytes
    layer = measured.find_layer(row.line) if row.number is not None else None
    return layer.byte_count if layer else None


def total_bytes(view: View) -> int | None:
    """Return the size of the final image; None where it was not measured, or its base image was another."""
    measured = view.measured
    if measured is None or measured.base_bytes is None:
        return None
    return measured.own_bytes + measured.base_bytes


def render_size(view: View, row: Annotation) -> Markup | None:
    """Render the size of a row at its mark."""
    size = bytes_of(view, row)
    return (
        element("span", show_size(size), render_meter(view, size), class_="bd-size")
        if size is not None
        else None
    )


def render_meter(view: View, size: int) -> Markup | None:
    """Render a bar as long as a size is of the whole; None where the whole is not known."""
    total = total_bytes(view)
    return element("i", class_="bd-meter", style=f"--w:{100 * size / total:.2f}%") if total else None


def name_total(view: View) -> str:
    """Say how large the image is, what the file itself adds where the base image is not known, or neither."""
    if view.measured is None:
        return view.label("unmeasured")
    total = total_bytes(view)
    if total is None:
        return view.label("own-size", size=show_size(view.measured.own_bytes))
    return show_size(total)
