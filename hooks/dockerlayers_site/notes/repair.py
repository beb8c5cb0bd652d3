"""Point a page's links and pictures at what is there, and tell what is not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from xml.etree.ElementTree import Element

from dockerlayers.elements import attributes, join
from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.nodes import Span
from dockerlayers_site.notes.gaps import link_attributes, mark_link, mark_picture, picture_html
from dockerlayers_site.notes.targets import (
    Shelf,
    Target,
    local_path,
    relative_uri,
    repair_fragment,
    with_path,
    written_path,
)
from dockerlayers_site.pages.page_file import PageFile
from dockerlayers_site.pages.problem import Problem
from dockerlayers_site.texts import SiteTexts

_TAG = lazy_pattern(r"""<(?P<name>img|a|source|video|audio)\b(?:[^<>"']|"[^"]*"|'[^']*')*>""", re.IGNORECASE)
_ADDRESS = lazy_pattern(
    r"""\s(?P<name>src|href|poster)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'<>]+))""",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """The site around a page: its files, and how one that is not among them is shown, if at all.

    `publish` takes a file of the repository into the site and returns its name there, or returns None;
    `browse` returns where it is read in the repository; `address` that of a file of the site, from the page.
    """

    page: str
    shelf: Shelf
    publish: Callable[[Path], str | None]
    browse: Callable[[Path], str | None]
    address: Callable[[str], str]


class LinkRepair:
    """Repair the links of one page, whose Markdown has these lines; `problems` are what is missing."""

    def __init__(self, texts: SiteTexts, around: Surroundings, page: PageFile, lines: Sequence[str]) -> None:
        self.texts = texts
        self.around = around
        self.page = page
        self.lines = lines
        self.seen: Counter[str] = Counter()
        self.problems: list[Problem] = []

    def repair(self, root: Element) -> None:
        """Repair the links and pictures of a tree."""
        for element in list(root.iter()):
            if element.tag == "img":
                self.repair_element(element, "src", mark_picture)
            elif element.tag == "a" and element.get("href"):
                self.repair_element(element, "href", mark_link)

    def repair_element(
        self, element: Element, name: str, mark: Callable[[SiteTexts, Element, str], None]
    ) -> None:
        """Repair one, or mark it as missing."""
        address = repair_fragment(self.around.shelf.by_name(element.get(name, ""), self.around.page))
        element.set(name, address)
        target = self.find(address)
        if not target:
            return
        if target.is_missing:
            self.report(address, target, is_picture=element.tag == "img")
            mark(self.texts, element, local_path(address) or address)
        elif target.uri and target.uri in self.around.shelf.uris:
            element.set(name, with_path(address, relative_uri(target.uri, self.around.page)))
        else:
            element.set(name, self.outside(target) or address)

    def repair_html(self, html: str) -> str:
        """Repair the addresses in HTML, which MkDocs does not look into."""
        return _TAG.sub(self.repair_tag, html)

    def repair_tag(self, tag: re.Match[str]) -> str:
        """Repair the address in a tag."""
        found = _ADDRESS.search(tag[0])
        if not found:
            return tag[0]
        address = unescape(next(filter(None, found.group("double", "single", "bare")), ""))
        target = self.find(address)
        if not target:
            return tag[0]
        before, behind = tag[0][: found.start()], tag[0][found.end() :]
        if not target.is_missing:
            return before + attributes(**{found["name"]: self.final(target, address)}) + behind
        self.report(address, target, is_picture=tag["name"].lower() != "a")
        path = local_path(address) or address
        if tag["name"].lower() == "img":
            return picture_html(self.texts, before, found["name"], behind, path)
        return f"{before}{link_attributes(self.texts, path)}{behind}"

    def find(self, address: str) -> Target | None:
        """Find what an address means, and take it into the site where that is needed."""
        target = self.around.shelf.find(address, self.around.page)
        published = target and target.path and self.around.publish(target.path)
        return Target(uri=published) if published else target

    def final(self, target: Target, address: str) -> str:
        """Return the address in the built site."""
        if target.uri:
            return self.around.address(target.uri) + _behind_path(address)
        return self.outside(target) or address

    def outside(self, target: Target) -> str | None:
        """Return the address of a file that is not a page or an asset."""
        if target.uri:
            return relative_uri(target.uri, self.around.page)
        return self.around.browse(target.path) if target.path else None

    def report(self, address: str, target: Target, *, is_picture: bool) -> None:
        """Tell that something is missing, at its line."""
        path = local_path(address) or address
        text = f"the {'picture' if is_picture else 'target of the link'} {path} does not exist"
        hint = f"did you mean {written_path(target.nearest)}?" if target.nearest else None
        self.problems.append(self.page.report(text, self.place(address), hint=hint))

    def place(self, address: str) -> Span | None:
        """Return where an address stands for the n-th time, however it is written there."""
        nth = self.seen[address]
        self.seen[address] += 1
        for written in dict.fromkeys(
            (address, address.replace(" ", "%20"), join((address,)), local_path(address))
        ):
            lines = [number for number, line in enumerate(self.lines, 1) if written and written in line]
            if lines and written:
                return self.page.locate(lines[min(nth, len(lines) - 1)], written)
        return None


def _behind_path(address: str) -> str:
    """Return what follows the path in an address."""
    end = min((at for at in map(address.find, "?#") if at >= 0), default=len(address))
    return address[end:]
