"""Put the drawings that a page shows into the page; those that are alone in a paragraph are a figure."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from dockerlayers.elements import Markup
from dockerlayers_site.notes.drawing_file import DrawingError, is_drawing, read_drawing
from dockerlayers_site.notes.repair import Surroundings
from dockerlayers_site.notes.targets import local_path
from dockerlayers_site.pages.page_file import PageFile, page_file
from dockerlayers_site.pages.problem import Problem

FIGURE = "note-drawings"
_SUFFIX = ".svg"
_NO_WORDS = "the drawing {path} has no words for those who do not see it"
_HINT = "![what is seen](drawing.svg)"


class Drawings:
    """The drawings of one page; `problems` are those that cannot be put into it, and stay pictures.

    `keep` takes HTML and returns what stands for it in the tree.
    """

    def __init__(self, around: Surroundings, page: PageFile, keep: Callable[[Markup], str]) -> None:
        self.around = around
        self.page = page
        self.keep = keep
        self.problems: list[Problem] = []

    def draw(self, root: Element) -> None:
        """Draw what the tree points at."""
        parents = [one for one in root.iter() if any(child.tag == "img" for child in one)]
        for parent in parents:
            captions = [one.get("title") for one in parent if self.draw_one(one)]
            if len(captions) == len(parent) and parent.tag == "p" and not _has_words(parent):
                _make_figure(parent, " ".join(filter(None, captions)))

    def draw_one(self, picture: Element) -> bool:
        """Put a drawing in the place of its picture, and say whether it is one."""
        path = self.find(picture)
        svg = path.read_text(encoding="utf-8", errors="replace") if path else ""
        if path is None or not is_drawing(svg):
            return False
        label = picture.get("alt", "").strip()
        if not label:
            self.problems.append(self.page.report(_NO_WORDS.format(path=path.name), hint=_HINT))
        try:
            drawing = read_drawing(svg, label)
        except DrawingError as error:
            self.problems.append(self.report(error, path, svg))
            return False
        _replace(picture, self.keep(drawing))
        return True

    def find(self, picture: Element) -> Path | None:
        """Return the file of docs/ that a picture shows, if it may be a drawing."""
        address = picture.get("src", "")
        if picture.tag != "img" or not (local_path(address) or "").endswith(_SUFFIX):
            return None
        target = self.around.shelf.find(address, self.around.page)
        path = self.around.shelf.docs / target.uri if target and target.uri else None
        return path if path and path.is_file() else None

    def report(self, error: DrawingError, path: Path, svg: str) -> Problem:
        """Report what is wrong in the file of a drawing."""
        name = path.relative_to(self.around.shelf.root).as_posix()
        return page_file(name, svg).report(str(error), error.span, hint=error.hint)


def _has_words(element: Element) -> bool:
    return any((text or "").strip() for text in (element.text, *(one.tail for one in element)))


def _replace(picture: Element, placeholder: str) -> None:
    picture.tag = "span"
    title = picture.get("title")
    picture.attrib.clear()
    if title:
        picture.set("title", title)
    picture.text = placeholder


def _make_figure(paragraph: Element, caption: str) -> None:
    paragraph.tag = "figure"
    paragraph.set("class", FIGURE)
    for one in paragraph:
        one.attrib.clear()
    if caption:
        SubElement(paragraph, "figcaption").text = caption
