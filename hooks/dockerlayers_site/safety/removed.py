"""Find what is left out of a page, to tell its author."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dockerlayers.elements import VOID_ELEMENTS
from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.pages.html import HtmlReader
from dockerlayers_site.pages.page_file import PageFile
from dockerlayers_site.pages.problem import Problem
from dockerlayers_site.pages.steps import list_elements, read_attributes, take_steps
from dockerlayers_site.safety.policy import (
    ELEMENTS,
    GONE_WITH_CONTENT,
    LINKS,
    LOADED,
    NOTHING,
    Allowed,
    find_foreign,
    is_aligned,
    list_candidates,
    read_scheme,
)

_FENCE = lazy_pattern(r"[ \t>]*(?P<mark>`{3,}|~{3,})(?P<rest>.*)")
_CODE = lazy_pattern(r"(?P<ticks>`+)[^`].*?(?P=ticks)")
_PICTURES = (
    "a picture of another host, {}, is shown as a link: to show it, each reader's browser would ask that host"
)
_FRAMES = frozenset({"iframe", "frame", "script", "object", "embed"})
_ADDRESSES = ("src", "data", "href")


@dataclass(frozen=True, kw_only=True)
class Removed:
    """Something that is left out: what is said of it, how it is written, and the host that was asked."""

    text: str
    written: re.Pattern[str]
    host: str | None = None


class _Reader(HtmlReader):
    """Note what is left out."""

    allowed = Allowed()

    def __init__(self) -> None:
        super().__init__()
        self.removed: list[Removed] = []
        # The depth at which something ends that is left out with all that is in it.
        self.hidden: int | None = None

    def enter(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Look at an element and its attributes."""
        if self.hidden is not None:
            return
        if tag in GONE_WITH_CONTENT and tag not in VOID_ELEMENTS:
            self.hidden = self.depth
        self.removed += _look_at_element(tag, attributes, self.allowed)

    def leave(self, tag: str, *, is_own: bool) -> None:
        """Go on behind what is left out."""
        del tag, is_own
        if self.hidden == self.depth:
            self.hidden = None


def _look_at_element(tag: str, attributes: Mapping[str, str], allowed: Allowed) -> Iterator[Removed]:
    if tag in ELEMENTS:
        for name, value in attributes.items():
            yield from _look_at(tag, name, value, allowed)
    elif not tag.startswith("own-"):
        yield _without_element(tag, attributes, allowed)


# Of most pages nothing is left out, and most of their tags are written as others are.
@lru_cache(maxsize=512)
def _is_left_whole(tag: str, written: str, allowed: Allowed) -> bool:
    return not any(_look_at_element(tag, read_attributes(written), allowed))


def _without_element(tag: str, attributes: Mapping[str, str], allowed: Allowed) -> Removed:
    written = re.compile(rf"<{re.escape(tag)}(?![\w-])", re.IGNORECASE)
    address = next((attributes[name] for name in _ADDRESSES if attributes.get(name)), "")
    host = find_foreign(address, allowed) if tag in _FRAMES else None
    if host:
        return Removed(text=f"{tag} of another host, {host}, is left out", written=written, host=host)
    return Removed(text=f"the element {tag} is left out, as on GitHub", written=written)


def _look_at(tag: str, name: str, value: str, allowed: Allowed) -> Iterator[Removed]:
    """Yield an attribute if an author would miss it, or should know that it is gone."""
    if name.startswith("on") or (name == "style" and not is_aligned(value)):
        yield _without_attribute(tag, name)
    elif name == "href" and (scheme := read_scheme(value)) and scheme not in LINKS:
        yield Removed(text=f"a link may not begin with {scheme}:", written=_address(value))
    elif name in LOADED and value != NOTHING:
        yield from _look_at_loaded(tag, name, value, allowed)


def _without_attribute(tag: str, name: str) -> Removed:
    written = re.compile(rf"(?<![\w-]){re.escape(name)}\s*=", re.IGNORECASE)
    return Removed(text=f"the attribute {name} of {tag} is left out, as on GitHub", written=written)


def _look_at_loaded(tag: str, name: str, value: str, allowed: Allowed) -> Iterator[Removed]:
    for address in list_candidates(value) if name == "srcset" else [value]:
        host = find_foreign(address, allowed)
        if host and tag in ("img", "source"):
            yield Removed(text=_PICTURES.format(host), written=_address(address), host=host)
        elif host:
            yield Removed(
                text=f"{tag} of another host, {host}, is left out", written=_address(address), host=host
            )
        elif (scheme := read_scheme(address)) and scheme not in ("http", "https"):
            yield Removed(
                text=f"the address of {tag} may not begin with {scheme}:", written=_address(address)
            )


def _address(address: str) -> re.Pattern[str]:
    """Match an address as it may be written: with its references, and as MkDocs encodes it."""
    return re.compile(
        re.escape(address.strip()[:60]).replace("\\&", "&(?:amp;)?").replace("%20", "(?:%20|\\ )")
    )


def find_removed(html: str, allowed: Allowed) -> list[Removed]:
    """Return what `clean_html` leaves out that its author should know of, in the page's order."""
    if all(_is_left_whole(name, written, allowed) for name, written in list_elements(html)):
        return []
    reader = _Reader()
    reader.allowed = allowed
    reader.follow(take_steps(html))
    return reader.removed


def report_removed(removed: Sequence[Removed], page: PageFile, name: str) -> list[Problem]:
    """Tell what was left out of a page: each kind once, at its first place, with how often."""
    first = {one.text: one for one in reversed(removed)}
    counts = Counter(one.text for one in removed)
    lines = [*_shown_lines(page.lines)]
    return [_report(one, counts[one.text], lines, page, name) for one in map(first.__getitem__, counts)]


def _report(one: Removed, count: int, lines: Sequence[str], page: PageFile, name: str) -> Problem:
    places = (
        page.report("", page.locate(number - page.skipped, found[0])).span
        for number, line in enumerate(lines, 1)
        if (found := one.written.search(line))
    )
    times = f" ({count} times)" if count > 1 else ""
    setting = f"hosts: [{one.host}]" if one.host else f"pages: [{name}]"
    hint = f"if this is meant, allow it in mkdocs.yml, below dockerlayers: notes: allow: {setting}"
    return page.report(f"{one.text}{times}", next(places, None), hint=hint)


def _shown_lines(lines: Sequence[str]) -> Iterator[str]:
    """Yield lines, those of code as empty ones: there nothing is left out."""
    fence = ""
    for line in lines:
        mark = _FENCE.match(line)
        if fence:
            yield ""
            if mark and mark["mark"].startswith(fence) and not mark["rest"].strip():
                fence = ""
        elif mark and "`" not in mark["rest"]:
            fence = mark["mark"]
            yield ""
        else:
            yield _CODE.sub("", line)
