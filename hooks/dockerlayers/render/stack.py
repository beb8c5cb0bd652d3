"""The layers of an image, drawn as a stack of slabs. Equal heights: a height must not look like a size."""

from __future__ import annotations

from dockerlayers.explain.annotations import Annotation, Breakdown, Image
from dockerlayers.message import width
from dockerlayers.render.elements import Markup, element
from dockerlayers.render.labels import label

_PITCH = 40
_TOP = 30
_MIDDLE = 74
_TEXT = 160
_WIDTH = 344
_COLUMNS = 24
_MOST = 24


def render_stack(breakdown: Breakdown, root_id: str) -> Markup | None:
    """Draw the base image and the new layers above it; return None where there are none, or too many."""
    image = breakdown.image
    layers = image.layers
    if not 0 < len(layers) + (image.base is not None) <= _MOST:
        return None
    slabs = [] if image.base is None else [_base(image, image.base, root_id)]
    for index, row in enumerate(layers):
        slabs.append(_layer(row, _TOP + _PITCH * (len(layers) - 1 - index), root_id))
    height = _TOP + _PITCH * len(layers) + (62 if image.base else 0)
    drawing = element(
        "svg",
        slabs,
        class_="bd-stack",
        viewBox=f"0 0 {_WIDTH} {height}",
        role="group",
        aria_label=label("stack"),
    )
    return element("div", drawing, element("p", label("stack-note"), class_="bd-note"), class_="bd-fig")


def _layer(row: Annotation, y: int, root_id: str) -> Markup:
    name = short_name(row)
    pull = element(
        "g",
        _side(y, 8),
        _face(y),
        element("text", f"L{row.number}", class_="bd-num", x=_MIDDLE, y=f"{y + 4.5:g}"),
        class_="bd-pull",
    )
    texts = [_lead(y + 4), element("text", name, class_="bd-name", x=_TEXT, y=y + 8)]
    return _slab(row, "bd-slab", f"L{row.number} {name}", root_id, [pull, *texts])


def _base(image: Image, row: Annotation, root_id: str) -> Markup:
    y = _TOP + _PITCH * len(image.layers) + 4
    name = _cut(image.base_name or "")
    seam = element("path", class_="bd-seam", d=f"M12 {y + 10}l62 19l62-19M12 {y + 20}l62 19l62-19")
    texts = [
        _lead(y + 14),
        element("text", name, class_="bd-name", x=_TEXT, y=y + 11),
        element("text", label("base-layers"), class_="bd-subt", x=_TEXT, y=y + 29),
    ]
    spoken = f"{label('base')} {image.base_name}"
    pull = element("g", _side(y, 30), _face(y), seam, class_="bd-pull")
    return _slab(row, "bd-slab bd-slab--base", spoken, root_id, [pull, *texts])


def _slab(row: Annotation, class_: str, spoken: str, root_id: str, content: list[Markup]) -> Markup:
    return element(
        "a",
        content,
        class_=class_,
        href=f"#{root_id}-{row.anchor}",
        data_for=row.anchor,
        aria_label=f"{spoken}, {label('line', line=row.line)}",
    )


def _side(y: int, depth: int) -> Markup:
    return element("path", class_="bd-side", d=f"M12 {y}v{depth}l62 19l62-19v-{depth}l-62 19z")


def _face(y: int) -> Markup:
    return element("path", class_="bd-face", d=f"M74 {y - 19}l62 19l-62 19l-62-19z")


def _lead(y: int) -> Markup:
    return element("path", class_="bd-lead", d=f"M142 {y}H152")


def short_name(row: Annotation) -> str:
    """Name a row by the first words of its instruction; of its flags, only where COPY takes from."""
    instruction = row.instruction
    assert instruction
    flags = [flag.word.text for flag in instruction.flags if flag.name == "from"]
    return _cut(" ".join([instruction.name, *flags, instruction.arguments.text]))


def _cut(text: str) -> str:
    """Keep as many words as the drawing is wide."""
    kept = ""
    words = text.split()
    for word in words:
        longer = f"{kept} {word}".strip()
        if sum(map(width, longer)) > _COLUMNS:
            return f"{kept or word[: _COLUMNS - 1]} …" if kept else f"{word[: _COLUMNS - 1]}…"
        kept = longer
    return kept
