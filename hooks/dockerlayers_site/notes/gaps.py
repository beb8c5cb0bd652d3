"""What stands on a page where a picture, or what a link points at, is missing."""

from __future__ import annotations

import re
from html import unescape
from xml.etree.ElementTree import Element, SubElement

from dockerlayers.elements import Markup, attributes, element
from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.safety.policy import NOTHING
from dockerlayers_site.texts import SiteTexts

CLASS = "note-gap"
_ALT = lazy_pattern(r"""\balt\s*=\s*(["'])(.*?)\1""", re.IGNORECASE)


def mark_picture(texts: SiteTexts, picture: Element, path: str) -> None:
    """Put a labelled gap into the place of a picture; its alternative text stays."""
    attributes = {**picture.attrib, "src": NOTHING}
    picture.tag = "span"
    picture.attrib.clear()
    picture.attrib.update({"class": CLASS, "data-gap": _label(texts, path, attributes.get("alt"))})
    SubElement(picture, "img", attributes)


def _label(texts: SiteTexts, path: str, alt: str | None) -> str:
    missing = texts.word("no-picture")
    return f"{missing}: {alt} ({path})" if alt else f"{missing}: {path}"


def mark_link(texts: SiteTexts, link: Element, path: str) -> None:
    """Mark a link that leads nowhere; `#` is what MkDocs lets pass, until it is taken away."""
    link.attrib.update({"class": CLASS, "data-gap": f"{texts.word('no-target')}: {path}", "href": "#"})


def drop_address(link: Element) -> None:
    """Make a marked link none that can be followed."""
    if link.get("class") == CLASS and link.get("href") == "#":
        del link.attrib["href"]


def picture_html(texts: SiteTexts, before: str, name: str, behind: str, path: str) -> Markup:
    """Return a labelled gap around the tag of a picture: what is in it before its address and behind.

    `name` is that of the attribute that has the address.
    """
    alt = _ALT.search(before + behind)
    label = _label(texts, path, unescape(alt[2]) if alt else None)
    return element("span", Markup(f'{before} {name}="{NOTHING}"{behind}'), class_=CLASS, data_gap=label)


def link_attributes(texts: SiteTexts, path: str) -> Markup:
    """Return the attributes of a link that leads nowhere, with a blank before each."""
    return attributes(class_=CLASS, data_gap=f"{texts.word('no-target')}: {path}")
