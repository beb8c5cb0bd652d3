"""Read the HTML of a page: its sections, the ids that can be linked to, and its own links."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from dockerlayers_site.links.ledger import Section

ALIAS = "link-alias"
"""The class of an empty element whose id leads to what it stands in."""
KEPT = "data-link-kept"
"""The attribute of an element whose id is kept by a decision: what it led to is elsewhere."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ALIASES = frozenset({ALIAS, "note-anchor"})
_UNSAID = frozenset({"headerlink", "footnote-ref", *_ALIASES})
_ADDRESSES = {
    "a": ("href",), "area": ("href",), "img": ("src",), "source": ("src",), "iframe": ("src",),
    "audio": ("src",), "video": ("src", "poster"), "track": ("src",), "embed": ("src",), "object": ("data",),
}  # fmt: skip
_HELPERS = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "for", "list", "headers")
_VOID = frozenset(
    """area base br col embed hr img input link meta param source track wbr""".split()  # noqa: SIM905
)
# A footnote's number and what other extensions count through follow the order on the page.
_COUNTED = ("__", "fn:", "fnref:")


@dataclass(frozen=True, kw_only=True)
class Link:
    """An address that a page's HTML leads to or fetches."""

    tag: str
    address: str


@dataclass(frozen=True, kw_only=True)
class PageHtml:
    """What the HTML of a page holds; `ids` are all, `lasting` those that are kept as addresses, in order."""

    title: str
    sections: tuple[Section, ...]
    ids: frozenset[str]
    lasting: tuple[str, ...]
    links: tuple[Link, ...]

    @property
    def others(self) -> tuple[str, ...]:
        """Return the lasting ids that are none of a section's."""
        of_sections = {id_ for section in self.sections for id_ in section.ids}
        return tuple(id_ for id_ in self.lasting if id_ not in of_sections)


def read_page(html: str) -> PageHtml:
    """Read the content of a page, without what was put into it for the sake of old addresses."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    lasting = [
        id_
        for id_ in parser.candidates
        if not id_.startswith(_COUNTED) and (id_ not in parser.helpers or id_ in parser.linked)
    ]
    return PageHtml(
        title=next((section.text for section in parser.sections if section.level == 1), ""),
        sections=tuple(parser.sections),
        ids=frozenset(parser.ids),
        lasting=tuple(dict.fromkeys(lasting)),
        links=tuple(parser.links),
    )


def find_article(html: str) -> str | None:
    """Return the content in the HTML of a whole page, None where there is no article."""
    start = html.find("<article")
    end = html.rfind("</article>")
    return html[start:end] if 0 <= start < end else None


@dataclass(kw_only=True)
class _Open:
    """The heading that is being read."""

    id: str
    level: int
    text: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sections: list[Section] = []
        self.ids: list[str] = []
        self.candidates: list[str] = []
        self.helpers: set[str] = set()
        self.linked: set[str] = set()
        self.links: list[Link] = []
        self.above: list[tuple[int, str]] = []
        self.heading: _Open | None = None
        self.unsaid: list[str] = []
        self.drawing = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if KEPT in values:
            values = {}
        self.drawing += tag == "svg"
        for name in _HELPERS:
            self.helpers.update(values.get(name, "").split())
        self.note_ids(tag, values)
        for name in _ADDRESSES.get(tag, ()):
            if name in values:
                self.note_link(tag, values[name], values)
        classes = set(values.get("class", "").split())
        if tag in _HEADINGS and values.get("id"):
            self.heading = _Open(id=values["id"], level=int(tag[1]))
        elif self.heading and self.unsaid:
            if tag not in _VOID:
                self.unsaid.append(tag)
        elif self.heading and classes & _UNSAID:
            self.unsaid.append(tag)
            if classes & _ALIASES and values.get("id"):
                self.heading.aliases.append(values["id"])

    def note_ids(self, tag: str, values: dict[str, str]) -> None:
        """Note the ids of a tag; those inside of a drawing are no places on the page."""
        names = ("id", "name") if tag == "a" else ("id",)
        found = [values[name] for name in names if values.get(name)]
        self.ids += found
        if not self.drawing:
            self.candidates += found

    def note_link(self, tag: str, address: str, values: dict[str, str]) -> None:
        """Note a link of the page's author; the theme's buttons are none."""
        if "md-content__button" in values.get("class", ""):
            return
        self.links.append(Link(tag=tag, address=address.strip()))
        if address.startswith("#"):
            self.linked.add(address[1:])

    def handle_endtag(self, tag: str) -> None:
        self.drawing -= tag == "svg" and self.drawing > 0
        if self.unsaid and tag == self.unsaid[-1]:
            self.unsaid.pop()
        elif self.heading and tag in _HEADINGS:
            self.close_heading(self.heading)
            self.heading, self.unsaid = None, []

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

    def handle_data(self, data: str) -> None:
        if self.heading and not self.unsaid:
            self.heading.text.append(data)
