"""The layers of an image as a stack of slabs, and a link to the line of each beside it.

The drawing says nothing that the links do not, and is hidden from screen readers. Its slabs are equally high:
a height must not look like a size. It is drawn in twentieths of a rem, the links are as high as its pitch.
"""

from __future__ import annotations

from dockerlayers.elements import Child, Markup, element
from dockerlayers.explain.annotations import Annotation, Image
from dockerlayers.message import width
from dockerlayers.render.view import View

_FEW = 12
_MOST = 40
_WIDTH = 148
_COLUMNS = 60


def render_stack(view: View, image: Image) -> Markup | None:
    """Render the layers from the top to the base image; None where there are none."""
    rows = [(f"L{number}", row) for number, row in enumerate(image.layers, 1)]
    entries = [_link(view, row, mark, short_name(row)) for mark, row in reversed(rows)]
    entries += [_base(view, image, image.base)] if image.base else []
    if not entries:
        return None
    variant = "bd-fig" if len(entries) <= _FEW else "bd-fig bd-fig--many"
    names = element("ol", entries, class_="bd-names", reversed=True, aria_label=view.label("stack"))
    drawing = _draw(view, image, 40 if len(entries) <= _FEW else 26) if len(entries) <= _MOST else None
    return element("div", drawing, names, class_=variant)


def _base(view: View, image: Image, row: Annotation) -> Markup:
    note = None if image.base_is_known else element("small", view.label("base-layers"))
    return _link(view, row, view.label("base-mark"), [image.base_name, note], "bd-base")


def _link(view: View, row: Annotation, mark: str, name: Child, class_: str | None = None) -> Markup:
    content = [
        element("span", mark, class_="bd-chip"),
        element("span", name, class_="bd-name"),
        element("span", class_="bd-tell"),
        element("span", f"{view.texts.grammar.comma}{view.label('line', line=row.line)}", class_="bd-sr"),
    ]
    return element("li", view.link(row.anchor, content, data_for=view.key_of(row)), class_=class_)


def _draw(view: View, image: Image, pitch: int) -> Markup:
    """Draw the slabs from the bottom up, so that each lies on the one before."""
    count = len(image.layers)
    slabs = (
        []
        if image.base is None
        else [_slab(view, image.base, count * pitch + 30, 30, "bd-slab bd-slab--base")]
    )
    slabs += [_slab(view, row, (count - 1 - n) * pitch + 30, 8) for n, row in enumerate(image.layers)]
    height = count * pitch + (82 if image.base else 60 - pitch)
    return element(
        "svg",
        slabs,
        class_="bd-stack",
        viewBox=f"0 0 {_WIDTH} {height}",
        preserveAspectRatio="none",
        style=f"height:{height / 20:g}rem",
        aria_hidden="true",
    )


def _slab(view: View, row: Annotation, y: int, depth: int, class_: str = "bd-slab") -> Markup:
    side = element("path", class_="bd-side", d=f"M12 {y}v{depth}l62 19l62-19v-{depth}l-62 19z")
    face = element("path", class_="bd-face", d=f"M74 {y - 19}l62 19l-62 19l-62-19z")
    return element("g", side, face, class_=class_, data_for=view.key_of(row))


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
