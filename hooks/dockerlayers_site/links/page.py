"""Read the HTML of a page: its sections, the ids that can be linked to, and its own links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from dockerlayers.patterns import lazy_pattern
from dockerlayers.typography.page import JOINER
from dockerlayers_site.encoding import ENCODING
from dockerlayers_site.links.ledger import Section
from dockerlayers_site.pages.html import HEADINGS, HtmlReader
from dockerlayers_site.pages.steps import Step, StepKind

ALIAS = "link-alias"
"""The class of an empty element whose id leads to what it stands in."""
PAGE_ALIAS = "dockerlayers:alias"
"""The name of a tag in a page's head: an address that leads to the page as well, as a ledger has it."""
KEPT = "data-link-kept"
"""The attribute of an element whose id is kept by a decision: what it led to is elsewhere."""

_ALIASES = frozenset({ALIAS, "note-anchor"})
_UNSAID = frozenset({"headerlink", "footnote-ref", *_ALIASES})
_ADDRESSES = {
    "a": ("href",), "area": ("href",), "img": ("src",), "source": ("src",), "iframe": ("src",),
    "audio": ("src",), "video": ("src", "poster"), "track": ("src",), "embed": ("src",), "object": ("data",),
}  # fmt: skip
_HELPERS = frozenset(
    {"aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "for", "list", "headers"}
)
_ALWAYS = frozenset({"svg", *HEADINGS})
_TOLD = {"id", "name", *_HELPERS, *(name for names in _ADDRESSES.values() for name in names)}
_TELLING = lazy_pattern(rf"(?<![\w:.-])(?:{'|'.join(sorted(_TOLD))})(?![\w:.-])", re.IGNORECASE)
_MAIN = lazy_pattern(r"""<(?P<name>\w+)\b[^>]*\brole=["']main["']""")
# A footnote's number and what other extensions count through follow the order on the page.
_COUNTED = ("__", "fn:", "fnref:")
# What stands in no id: a parser of HTML takes another sign for it.
_BREAK = "\0"


class PageLink(NamedTuple):
    """An address that a page's HTML leads to or fetches."""

    tag: str
    address: str


@dataclass(frozen=True, kw_only=True)
class PageHtml:
    """What the HTML of a page holds; `links` are those that lead to no place on it: with breakdowns, a tenth.

    `aliases` are other addresses of the page. All ids of it, and those that are kept as addresses, each stand
    in one piece: a site has a hundred thousand. They are encoded: most are Latin, and would take two bytes
    a letter where one of them is not.
    """

    title: str
    sections: tuple[Section, ...]
    joined_ids: bytes
    joined_lasting: bytes
    links: tuple[PageLink, ...]
    aliases: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """Return all ids, in order."""
        return _part(self.joined_ids)

    def has(self, id_: str) -> bool:
        """Say whether the page has an id."""
        return _BREAK not in id_ and _join([id_]) in self.joined_ids

    @property
    def others(self) -> tuple[str, ...]:
        """Return the lasting ids that are none of a section's."""
        of_sections = {id_ for section in self.sections for id_ in section.ids}
        return tuple(id_ for id_ in _part(self.joined_lasting) if id_ not in of_sections)


def _join(ids: Iterable[str]) -> bytes:
    return _BREAK.join(["", *ids, ""]).encode(*ENCODING)


def _part(joined: bytes) -> tuple[str, ...]:
    return tuple(joined.decode(*ENCODING).split(_BREAK)[1:-1])


def read_page(html: str, *, aliases: Iterable[str] = ()) -> PageHtml:
    """Read the content of a page, without what was put into it for the sake of old addresses."""
    reader = _PageReader.read(html)
    lasting = [
        id_
        for id_ in reader.candidates
        if not id_.startswith(_COUNTED) and (id_ not in reader.helpers or id_ in reader.linked)
    ]
    here = {f"#{id_}" for id_ in reader.ids}
    return PageHtml(
        title=next((section.text for section in reader.sections if section.level == 1), ""),
        sections=tuple(reader.sections),
        joined_ids=_join(dict.fromkeys(reader.ids)),
        joined_lasting=_join(dict.fromkeys(lasting)),
        links=tuple(link for link in reader.links if link.address not in here),
        aliases=tuple(aliases),
    )


def find_aliases(html: str) -> tuple[str, ...]:
    """Return the other addresses that the HTML of a whole page gives for it."""
    head = html[: html.find("</head>")]
    return tuple(_HeadReader.read(head).aliases) if PAGE_ALIAS in head else ()


class _HeadReader(HtmlReader):
    def __init__(self) -> None:
        super().__init__()
        self.aliases: list[str] = []

    def enter(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "meta" and attributes.get("name") == PAGE_ALIAS:
            self.aliases.append(attributes.get("content", ""))


def find_article(html: str) -> str | None:
    """Return the content in the HTML of a whole page, None where there is none.

    Material has an article; the themes of MkDocs itself have an element that says it is the main one.
    """
    start = html.find("<article")
    end = html.rfind("</article>")
    if 0 <= start < end:
        return html[start:end]
    main = _MAIN.search(html)
    return html[main.start() : _find_end(html, main)] if main else None


def _find_end(html: str, begin: re.Match[str]) -> int:
    """Return where the element ends that begins there."""
    depth = 0
    for tag in re.finditer(rf"<(?P<slash>/?){begin['name']}\b", html[begin.start() :]):
        depth += -1 if tag["slash"] else 1
        if not depth:
            return begin.start() + tag.start()
    return len(html)


@dataclass(kw_only=True)
class _Open:
    """The heading that is being read; `depth` is how many elements are around it."""

    id: str
    level: int
    depth: int
    text: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)


# Most attributes of a page say how something looks, in the same few ways.
@lru_cache(maxsize=1024)
def _is_telling(attributes: str | bool) -> bool:
    """Say whether attributes, as they are written, name the element or lead somewhere."""
    return bool(_TELLING.search(str(attributes)))


class _PageReader(HtmlReader):
    def __init__(self) -> None:
        super().__init__()
        self.sections: list[Section] = []
        self.ids: list[str] = []
        self.candidates: list[str] = []
        self.helpers: set[str] = set()
        self.linked: set[str] = set()
        self.links: list[PageLink] = []
        self.above: list[tuple[int, str]] = []
        self.heading: _Open | None = None
        # The depths of the outermost drawing, and of what a heading does not say itself.
        self.drawing_at: int | None = None
        self.unsaid_at: int | None = None

    def follow(self, steps: Iterable[Step]) -> None:
        """Go through steps, without those, the most of a page, in which there is nothing to be seen."""
        super().follow(self.of_use(steps))

    def of_use(self, steps: Iterable[Step]) -> Iterator[Step]:
        """Yield the steps that may be an address, a link, or a part of a heading or a drawing."""
        # Without a call for each of them: it would take half of the time.
        enter, always = StepKind.ENTER, _ALWAYS
        for step in steps:
            is_seen = step[0] is enter and ((step[2] and _is_telling(step[2])) or step[1] in always)
            if is_seen or self.heading is not None or self.drawing_at is not None:
                yield step

    def enter(self, tag: str, attributes: Mapping[str, str]) -> None:
        values: Mapping[str, str] = {} if KEPT in attributes else attributes
        if tag == "svg" and self.drawing_at is None:
            self.drawing_at = self.depth
        for name in _HELPERS & values.keys():
            self.helpers.update(values[name].split())
        self.note_ids(tag, values)
        for name in _ADDRESSES.get(tag, ()):
            if name in values:
                self.note_link(tag, values[name], values)
        if tag in HEADINGS and values.get("id"):
            self.heading, self.unsaid_at = _Open(id=values["id"], level=int(tag[1]), depth=self.depth), None
        elif self.heading and self.unsaid_at is None:
            self.note_unsaid(self.heading, values)

    def note_unsaid(self, heading: _Open, values: Mapping[str, str]) -> None:
        """Note an element that is no part of what its heading says, and the id that it may be there for."""
        classes = set(values.get("class", "").split())
        if classes & _UNSAID:
            self.unsaid_at = self.depth
            if classes & _ALIASES and values.get("id"):
                heading.aliases.append(values["id"])

    def note_ids(self, tag: str, values: Mapping[str, str]) -> None:
        """Note the ids of a tag; in a drawing, or of what opens over the page, they are no places on it."""
        names = ("id", "name") if tag == "a" else ("id",)
        found = [values[name] for name in names if values.get(name)]
        self.ids += found
        if self.drawing_at is None and "popover" not in values:
            self.candidates += found

    def note_link(self, tag: str, address: str, values: Mapping[str, str]) -> None:
        """Note a link of the page's author; the theme's buttons are none."""
        if "md-content__button" in values.get("class", ""):
            return
        self.links.append(PageLink(tag=tag, address=address.strip()))
        if address.startswith("#"):
            self.linked.add(address[1:])

    def leave(self, tag: str, *, is_own: bool) -> None:
        del tag, is_own
        if self.depth == self.drawing_at:
            self.drawing_at = None
        if self.depth == self.unsaid_at:
            self.unsaid_at = None
        if self.heading and self.depth == self.heading.depth:
            self.close_heading(self.heading)
            self.heading = None

    def close_heading(self, heading: _Open) -> None:
        """Take a heading that is read to its end for a section."""
        text = " ".join("".join(heading.text).split())
        self.above = [one for one in self.above if one[0] < heading.level]
        # The page's own title says nothing about where a section is in it.
        path = tuple(words for level, words in self.above if level > 1)
        self.above.append((heading.level, text))
        self.sections.append(
            Section(id=heading.id, text=text, level=heading.level, path=path, aliases=tuple(heading.aliases))
        )

    def text(self, text: str) -> None:
        if self.heading and self.unsaid_at is None:
            # A built page has joiners, which its content had not when it was made.
            self.heading.text.append(text.replace(JOINER, ""))
