"""Read a drawing: an SVG that is put into the page, where it can have the page's colours.

An SVG says that it is one by the class `drawing` at its root. Of SVG it has what draws: no script, no style,
no id, no address. Its classes are those of `drawings.css`, and what shows it says in words what is seen.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from dockerlayers.elements import Child, Markup, element
from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.nodes import Span
from dockerlayers_site.names import suggest
from dockerlayers_site.pages.page_file import span_of

CLASS = "note-drawing"
_IS_DRAWING = lazy_pattern(r"""<svg\b[^<>]*\sclass=["']drawing["']""")
_ELEMENTS = frozenset("svg g rect circle ellipse line polyline polygon path text tspan".split())  # noqa: SIM905
_OF_ROOT = ("viewBox", "font-size")
"""What the page keeps of the root: else it takes its place from the page's styles."""
_WITH_WORDS = frozenset({"text", "tspan"})
_FOR_FILES = frozenset({"title", "desc"})
"""What names a file that is opened by itself; on a page, the author's words name it."""
_ATTRIBUTES = frozenset(
    """
    class xmlns viewBox
    x y x1 y1 x2 y2 dx dy cx cy r rx ry width height d points transform fill stroke stroke-width
    stroke-dasharray stroke-linecap stroke-linejoin font-family font-size font-weight text-anchor
    """.split()  # noqa: SIM905
)
_ASKS = lazy_pattern(r"url\s*\(|image-set\s*\(|\\", re.IGNORECASE)


class DrawingError(Exception):
    """Something in a drawing that cannot be in a page, and where."""

    def __init__(self, text: str, span: Span, hint: str | None = None) -> None:
        super().__init__(text)
        self.span = span
        self.hint = hint


def is_drawing(svg: str) -> bool:
    """Say whether an SVG is to be put into the page."""
    return bool(_IS_DRAWING.search(svg))


def read_drawing(svg: str, label: str) -> Markup:
    """Return a drawing as it stands in a page, with a name for those who do not see it.

    Raise DrawingError for what is no XML, and for what is not allowed.
    """
    reader = _DrawingReader(label)
    try:
        reader.parser.Parse(svg, True)
    except expat.ExpatError as error:
        text = f"this is no XML: {expat.ErrorString(error.code)}"
        raise DrawingError(text, span_of(error.lineno, error.offset + 1, "")) from error
    return reader.drawing


@dataclass(kw_only=True)
class _Open:
    """An element whose end has not come yet."""

    name: str
    values: Mapping[str, str]
    children: list[Child] = field(default_factory=list)


class _DrawingReader:
    def __init__(self, label: str) -> None:
        self.label = label
        self.drawing = Markup()
        self.open: list[_Open] = []
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self.refuse_doctype
        self.parser.StartElementHandler = self.begin
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text

    def refuse_doctype(self, name: str, *_: object) -> None:
        raise self.error("a drawing has no document type", " ".join(("<!DOCTYPE", name)))

    def begin(self, name: str, values: dict[str, str]) -> None:
        if name not in _ELEMENTS | _FOR_FILES:
            raise self.error(f"a drawing has no element {name}", f"<{name}", suggest(name, sorted(_ELEMENTS)))
        for key, value in values.items():
            if key not in _ATTRIBUTES:
                hint = suggest(key, sorted(_ATTRIBUTES))
                raise self.error(f"a drawing has no attribute {key}", f"<{name}", hint)
            if _ASKS.search(value):
                raise self.error(f"a drawing takes nothing from elsewhere: {key}={value}", f"<{name}")
        self.open.append(_Open(name=name, values=values))

    def end(self, name: str) -> None:
        done = self.open.pop()
        if not self.open:
            self.drawing = self.write_root(done)
        elif name not in _FOR_FILES:
            self.open[-1].children.append(element(name, *done.children, **_written(done.values)))

    def text(self, text: str) -> None:
        # Else it only indents the file.
        if self.open[-1].name in _WITH_WORDS:
            self.open[-1].children.append(text)

    def write_root(self, root: _Open) -> Markup:
        kept = {name: root.values[name] for name in _OF_ROOT if name in root.values}
        named = _written({**kept, "class": CLASS, "role": "img", "aria-label": self.label})
        # Its labels are words of the text around it, and its name is read where it stands.
        return element("svg", *root.children, **named, data_search_exclude=True)

    def error(self, text: str, written: str, hint: str | None = None) -> DrawingError:
        place = span_of(self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1, written)
        return DrawingError(text, place, hint)


def _written(values: Mapping[str, str]) -> dict[str, str]:
    """Return attributes as `element` takes them."""
    return {"class_" if key == "class" else key: value for key, value in values.items() if key != "xmlns"}
