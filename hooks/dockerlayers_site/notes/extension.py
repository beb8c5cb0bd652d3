"""A Python-Markdown extension: pages are read with GitHub's structure."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from typing import Any, ClassVar
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER

from dockerlayers.elements import Markup
from dockerlayers_site.notes.anchors import extra_anchors
from dockerlayers_site.notes.drawings import Drawings
from dockerlayers_site.notes.gaps import drop_address
from dockerlayers_site.notes.repair import LinkRepair, Surroundings
from dockerlayers_site.pages.html import HEADINGS
from dockerlayers_site.pages.origins import RewritingExtension
from dockerlayers_site.pages.page_file import PageFile
from dockerlayers_site.pages.problem import Problem
from dockerlayers_site.safety.extension import SafeHtml
from dockerlayers_site.texts import load_site_texts

# Behind pymdownx.snippets (32), which brings in what is to be read as well; before superfences, which takes
# code out of the page (31.05). There, placeholders are marked with two other characters than later.
_REWRITE = 31.5
_PLACEHOLDER = "\u0001" + HTML_PLACEHOLDER[1:-1] + "\u0004"
# Behind toc (5), which gives headings their ids; before MkDocs' own look at links (0).
_REPAIR = 2
_DRAW = 1
_CLEAN = -10


class GitHubNotes(RewritingExtension):
    """Rewrite each page before it is converted.

    `texts` are what it says of alerts and of what is missing. Set `page` before each conversion, and `around`
    to have links repaired; `problems`, `remarks` and `ids` are the last
    one's.
    """

    outcome: ClassVar = ("problems", "remarks", "ids", "left_out")

    def __init__(self, *, has_anchors: bool = True, has_diagrams: bool = True) -> None:
        super().__init__()
        self.has_anchors = has_anchors
        self.has_diagrams = has_diagrams
        self.safe = SafeHtml()
        self.texts = load_site_texts()
        self.around: Surroundings | None = None
        self.page = PageFile(path="<page>")
        self.seen = self.page
        self.kept: list[int] = []
        self.problems: list[Problem] = []
        self.remarks: list[Problem] = []
        self.ids: list[str] = []

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register what rewrites a page, and let lists begin with any number."""
        md.registerExtensions(["pymdownx._bypassnorm", self.safe], {})
        md.parser.blockprocessors["olist"].LAZY_OL = False  # type: ignore[attr-defined]
        md.preprocessors.register(_Rewriter(md, self), "github_notes", _REWRITE)
        md.treeprocessors.register(_Repair(md, self), "github_notes", _REPAIR)
        md.treeprocessors.register(_Draw(md, self), "github_notes_draw", _DRAW)
        md.treeprocessors.register(_Clean(md), "github_notes_clean", _CLEAN)
        md.registerExtension(self)

    @property
    def left_out(self) -> list[Problem]:
        """Return what was left out of the last page."""
        return self.safe.told

    @left_out.setter
    def left_out(self, told: list[Problem]) -> None:
        self.safe.told = told

    def reset(self) -> None:
        """Forget the page before."""
        self.kept.clear()
        self.problems.clear()
        self.remarks.clear()
        self.origins = None
        self.ids.clear()


class _Rewriter(Preprocessor):
    is_spare = True

    def __init__(self, md: Markdown, notes: GitHubNotes) -> None:
        super().__init__(md)
        self.notes = notes

    def run(self, lines: list[str]) -> list[str]:
        self.notes.seen = self.notes.page.seen_as("\n".join(lines))
        # What reads a note is loaded for the first page that is converted.
        from dockerlayers_site.notes.rewrite import rewrite_note

        rewritten = rewrite_note(
            lines,
            keep=self.keep,
            page=self.notes.seen,
            texts=self.notes.texts,
            has_diagrams=self.notes.has_diagrams,
        )
        self.notes.problems += rewritten.problems
        self.notes.remarks += rewritten.remarks
        self.notes.origins = rewritten.origins
        return list(rewritten.lines)

    def keep(self, html: str) -> str:
        """Keep HTML aside and return what stands for it."""
        key = self.md.htmlStash.html_counter
        self.md.htmlStash.store(html)
        if not isinstance(html, Markup):
            self.notes.kept.append(key)
            self.notes.safe.written.add(key)
        return _PLACEHOLDER % key


class _Repair(Treeprocessor):
    """Repair links, add GitHub's anchors, and drop the empty row that Python-Markdown adds to a bare head."""

    is_spare = True

    def __init__(self, md: Markdown, notes: GitHubNotes) -> None:
        super().__init__(md)
        self.notes = notes

    def run(self, root: Element) -> None:
        for table in root.iter("table"):
            _drop_empty_body(table)
        if self.notes.has_anchors:
            self.add_anchors(root)
        if self.notes.around:
            lines = self.notes.origins.lines if self.notes.origins else ()
            repair = LinkRepair(self.notes.texts, self.notes.around, self.notes.seen, lines)
            repair.repair(root)
            stash = self.md.htmlStash.rawHtmlBlocks
            for key in self.notes.kept:
                stash[key] = repair.repair_html(str(stash[key]))
            self.notes.problems += repair.problems

    def add_anchors(self, root: Element) -> None:
        """Add GitHub's anchor to each heading that has another."""
        by_id = {element.get("id"): element for element in root.iter() if element.tag in HEADINGS}
        names = [
            (unescape(token["name"]), token["id"]) for token in _flatten(getattr(self.md, "toc_tokens", []))
        ]
        used = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
        for (_, own), anchor in zip(names, extra_anchors(names, used), strict=True):
            heading = by_id.get(own)
            if anchor and heading is not None:
                _insert_anchor(heading, anchor)
                self.notes.ids.append(anchor)


class _Draw(Treeprocessor):
    """Put drawings into the page."""

    is_spare = True

    def __init__(self, md: Markdown, notes: GitHubNotes) -> None:
        super().__init__(md)
        self.notes = notes

    def run(self, root: Element) -> None:
        if self.notes.around:
            drawings = Drawings(self.notes.around, self.notes.seen, self.md.htmlStash.store)
            drawings.draw(root)
            self.notes.problems += drawings.problems


class _Clean(Treeprocessor):
    """Take the addresses of links that lead nowhere away, behind MkDocs' own look at links."""

    is_spare = True

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            drop_address(link)


def _flatten(tokens: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for token in tokens:
        yield token
        yield from _flatten(token["children"])


def _insert_anchor(heading: Element, anchor: str) -> None:
    mark = Element("span", {"id": anchor, "class": "note-anchor"})
    mark.tail, heading.text = heading.text, None
    heading.insert(0, mark)


def _drop_empty_body(table: Element) -> None:
    body = table.find("tbody")
    if body is not None and len(body) == 1 and all(not cell.text and not len(cell) for cell in body[0]):
        table.remove(body)
