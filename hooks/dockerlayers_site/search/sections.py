"""Part a page into sections as the parser of Material's search plugin does, in a fraction of the time.

That parser is handed each tag of a page, and asks of each whether it stands in one of all that are open. Here
the steps through the page serve, which others have taken already. What comes out is the same, with all that
is odd about it: `KNOWN` says of which parser. With another one, that does the work.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path

from dockerlayers.elements import VOID_ELEMENTS
from dockerlayers_site.pages.html import HEADINGS
from dockerlayers_site.pages.steps import Step, StepKind, read_pairs
from dockerlayers_site.search.excluded import ATTRIBUTE

KNOWN = "342c7f79661352632ccbc395345a6b1f"
"""The begin of the digest of that parser's code: as in Material 9.8."""

_FIRST, _LAST = "# HTML element\n", "# Data\n"
_KEPT = frozenset({"p", "code", "pre", "li", "ol", "ul", "sub", "sup"})
# How the plugin writes them.
_BEGINS = {tag: "".join(["<", tag, ">"]) for tag in _KEPT}
_ENDS = {tag: "".join(["</", tag, ">"]) for tag in _KEPT}
_SKIPPED = frozenset({"object", "script", "style"})
# Such as none has, before the first heading.
_NO_HEADING = "hx"


class ForeignHtmlError(Exception):
    """HTML of which the parser makes what is not done here."""


# A field of it is assigned to a thousand times.
@dataclass(eq=False)
class FoundSection:
    """A part of a page behind a heading, with what the plugin asks of one."""

    tag: str = _NO_HEADING
    # How many elements are open in it, its heading as well; the one that was left is in none.
    depth: float = 0
    out: bool = False
    id: str | None = None
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def is_excluded(self) -> bool:
        """Say whether the section is no part of the index."""
        return self.out


@lru_cache
def is_known(path: str) -> bool:
    """Say whether a module has the parser that is known here."""
    try:
        code = Path(path).read_text(encoding="utf-8")
    except OSError:
        return False
    parser = code[code.find(_FIRST) : code.find(_LAST)]
    return hashlib.sha256(parser.encode()).hexdigest().startswith(KNOWN)


def find_sections(steps: Iterable[Step], escape: Callable[..., str]) -> list[FoundSection]:
    """Return the sections of a page; raise ForeignHtmlError for HTML that is not written strictly.

    `escape` is how the plugin escapes text.
    """
    reader = _Reader(escape)
    for kind, words, more, _, begin, end in steps:
        if kind is StepKind.TEXT:
            if begin == end:
                raise ForeignHtmlError(words)
            reader.read(words)
        elif words not in VOID_ELEMENTS:
            if kind is StepKind.ENTER:
                reader.enter(words, str(more))
            elif more:
                reader.leave(words)
            else:
                raise ForeignHtmlError(words)
    return reader.sections


class _Reader:
    """Do what the parser does at each event."""

    def __init__(self, escape: Callable[..., str]) -> None:
        self.escape = partial(escape, quote=False)
        self.around: list[str] = []
        # For each that is open, whether it is the link behind a heading.
        self.permalinks: list[bool] = []
        # An element is told by its tag alone.
        self.skip = set(_SKIPPED)
        self.section = FoundSection()
        self.sections: list[FoundSection] = []

    def enter(self, tag: str, written: str) -> None:
        """Begin a section, or an element of which the tag is kept."""
        attributes = dict(read_pairs(written)) if written else {}
        self.around.append(tag)
        self.permalinks.append(tag == "a" and attributes.get("class") == "headerlink")
        if tag in HEADINGS and "id" in attributes:
            self.begin(tag, attributes)
        self.preface()
        if ATTRIBUTE in attributes or attributes.get("class") == "linenodiv":
            self.skip.add(tag)
        elif tag in _KEPT and self.skip.isdisjoint(self.around):
            self.words().append(_BEGINS[tag])

    def begin(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        """Begin a section; the first one has no id."""
        if tag != "h1" and not self.sections:
            self.section.depth = len(self.around)
            self.preface()
        self.section = FoundSection(tag=tag, depth=len(self.around), out=ATTRIBUTE in attributes)
        self.section.id = attributes["id"] if self.sections else None
        self.sections.append(self.section)

    def preface(self) -> None:
        """Have a section for what stands before the first heading."""
        if not self.sections:
            self.sections.append(self.section)

    def leave(self, tag: str) -> None:
        """End an element, and the section that stands in it."""
        if self.section.depth > len(self.around):
            self.section = self.end_section()
        self.around.pop()
        self.permalinks.pop()
        if tag in self.skip:
            self.skip -= {tag} - _SKIPPED
        elif tag in _KEPT and self.skip.isdisjoint(self.around):
            self.close(self.words(), tag)

    def end_section(self) -> FoundSection:
        """Return the section around the one that ends, if there is one."""
        for one in reversed(self.sections):
            if one.depth <= len(self.around):
                self.section.depth = math.inf
                return one
        return self.section

    def close(self, words: list[str], tag: str) -> None:
        """Close an element; take it away where nothing is in it."""
        try:
            first = words.index(_BEGINS[tag])
        except ValueError as error:
            raise ForeignHtmlError(tag) from error
        if all(map(str.isspace, islice(words, first + 1, None))):
            del words[first:]
        else:
            words.append(_ENDS[tag])

    def read(self, text: str) -> None:
        """Read text."""
        if not self.skip.isdisjoint(self.around):
            return
        is_code, is_space = "pre" in self.around, text.isspace()
        if not is_code:
            text = " " if is_space else text.replace("\n", " ")
        self.preface()
        section = self.section
        if section.tag in self.around:
            if not any(self.permalinks):
                section.title.append(self.escape(text))
        elif not is_space:
            section.text.append(self.escape(text))
        elif is_code or not section.text or not section.text[-1].isspace():
            section.text.append(text)

    def words(self) -> list[str]:
        """Return what the words at hand belong to: the title of their section, or its text."""
        section = self.section
        return section.title if section.tag in self.around else section.text
