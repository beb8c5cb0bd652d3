"""Clean HTML with nh3: what is not allowed is not there afterwards, however it was written."""

from __future__ import annotations

import re
from functools import partial
from html import unescape
from urllib.parse import unquote, urlsplit

import nh3

from dockerlayers.elements import element
from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.safety.policy import (
    ANYWHERE,
    ATTRIBUTES,
    ELEMENTS,
    FOREIGN,
    GENERATED,
    GONE_WITH_CONTENT,
    LINKS,
    LOADED,
    NOTHING,
    OF_GENERATED,
    Allowed,
    find_foreign,
    free_classes,
    is_aligned,
    is_reserved_id,
    list_candidates,
    read_host,
    read_scheme,
)

FOREIGN_LINK = "note-foreign"
_FOREIGN = "urn:foreign:"
_PICTURE_OR_LINK = lazy_pattern(
    r"""<a[\s>]|</a>|<img(?:\s[\w-]+="[^"]*")*?\ssrc="urn:foreign:[^"]*"(?:\s[\w-]+="[^"]*")*>"""
)
_VALUE = lazy_pattern(r"""\s([\w-]+)="([^"]*)\"""")
_TAG = lazy_pattern(
    r"""<(?P<end>/?)(?P<name>[a-z]+)(?=[\s/>])(?P<values>(?:[^<>"']|"[^"]*"|'[^']*')*)>""", re.IGNORECASE
)
_NAME = lazy_pattern(r"</?([a-z]+)", re.IGNORECASE)
_ROOM = lazy_pattern(r"\s+")


def clean_html(html: str, allowed: Allowed, mark: str) -> str:
    """Return HTML without what is not allowed; a picture of another host becomes a link.

    What Markdown extensions made is written as `own_name(tag, mark)`; it comes back under its own name. The
    mark is one that no author can know.
    """
    own = {own_name(tag, mark) for tag in GENERATED}
    cleaned = nh3.clean(
        _TAG.sub(_estrange, html) if _has_foreign(html) else html,
        tags=ELEMENTS | own,
        clean_content_tags=set(GONE_WITH_CONTENT),
        attributes={"*": ANYWHERE, **ATTRIBUTES, **dict.fromkeys(own, OF_GENERATED)},
        attribute_filter=partial(_filter, allowed, own, re.compile(rf"{kept_name(mark)}-?\d+end")),
        url_schemes=LINKS | {"data"},
        link_rel=None,
    )
    cleaned = _link_pictures(cleaned)
    return re.sub(rf"<(/?){own_name('', mark)}(\w+)", r"<\1\2", cleaned).replace("</input>", "")


def _estrange(tag: re.Match[str]) -> str:
    """Give an element of SVG or MathML another name: then its tags alone are left out, as on GitHub."""
    if tag["name"].lower() not in FOREIGN:
        return tag[0]
    return f"<{tag['end']}gone-{tag['name']}{tag['values']}>"


def _has_foreign(html: str) -> bool:
    """Say whether there may be such an element: of most pages, no tag has to be looked at alone."""
    return not FOREIGN.isdisjoint(map(str.lower, {*_NAME.findall(html)}))


def own_name(tag: str, mark: str) -> str:
    """Return the name under which an element passes that an author may not write."""
    return f"own-{mark}-{tag}"


def kept_name(mark: str) -> str:
    """Return how the name begins of HTML that is put into the page later; behind it, a number and `end`."""
    return f"own{mark}kept"


def _filter(
    allowed: Allowed, own: set[str], kept: re.Pattern[str], tag: str, name: str, value: str
) -> str | None:
    """Return what an attribute is to be, None for nothing; in it, no HTML is put in later."""
    value = kept.sub("", value)
    if tag in own:
        return value
    if name == "href":
        scheme = read_scheme(value)
        return value if scheme is None or scheme in LINKS else None
    if name in LOADED:
        return _filter_loaded(allowed, tag, name, value)
    if name == "style":
        return value if is_aligned(value) else None
    if name == "id" or name == "name":
        return None if is_reserved_id(value) else value
    return (free_classes(value) or None) if name == "class" else value


def _filter_loaded(allowed: Allowed, tag: str, name: str, value: str) -> str | None:
    addresses = list_candidates(value) if name == "srcset" else [value]
    if any(find_foreign(one, allowed) for one in addresses):
        return f"{_FOREIGN}{value}" if (tag, name) == ("img", "src") else None
    is_web = all(read_scheme(one) in (None, "http", "https") for one in addresses)
    return value if is_web or value == NOTHING else None


def _link_pictures(html: str) -> str:
    """Put a link into the place of each picture of another host; within a link, its words alone."""
    is_linked = False

    def replace(found: re.Match[str]) -> str:
        nonlocal is_linked
        if found[0].startswith("<img"):
            return _describe_picture(found[0], is_linked=is_linked)
        is_linked = not found[0].startswith("</")
        return found[0]

    return _PICTURE_OR_LINK.sub(replace, html)


def _describe_picture(picture: str, *, is_linked: bool) -> str:
    """Return the alternative text of a picture, as a link to it where that can be."""
    values = {name: unescape(value) for name, value in _VALUE.findall(picture)}
    address = values["src"].removeprefix(_FOREIGN)
    words = _ROOM.sub(" ", values.get("alt", "") or values.get("title", "")).strip() or _name_file(address)
    if is_linked:
        return element("span", words, class_=FOREIGN_LINK)
    return element("a", words, href=address, class_=FOREIGN_LINK)


def _name_file(address: str) -> str:
    """Return the name of the file at an address, else the host: short words for a link without any."""
    path = urlsplit(address).path.rstrip("/")
    return unquote(path.rpartition("/")[2]) or read_host(address) or address
