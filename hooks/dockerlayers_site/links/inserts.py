"""Put into a page what keeps old addresses in it alive: empty anchors, and words on what is elsewhere now."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape

from dockerlayers.elements import Markup, element, fill, join
from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.links.page import ALIAS, KEPT
from dockerlayers_site.texts import SiteTexts

_TAG = lazy_pattern(r"""<(?P<name>[a-z][a-z0-9]*)\b(?:[^<>"']|"[^"]*"|'[^']*')*>""", re.IGNORECASE)
_ID = lazy_pattern(r"""\s(?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
# Where an anchor inside of the element would be no valid HTML, it stands before it.
_CLOSED = frozenset(
    """ul ol dl table details select img input hr iframe video audio picture svg object""".split()  # noqa: SIM905
)


@dataclass(frozen=True, kw_only=True)
class Departure:
    """What became of a place on a page: `link` is an address and words, `reason` says why it is gone."""

    id: str
    words: str
    link: tuple[str, str] | None = None
    reason: str | None = None


def add_aliases(html: str, aliases: Iterable[tuple[str, str]]) -> str:
    """Let ids lead to what has another: `aliases` are pairs of the old id and the one on the page."""
    by_target: dict[str, list[str]] = {}
    for old, id_ in aliases:
        by_target.setdefault(id_, []).append(old)
    if not by_target:
        return html

    def add(tag: re.Match[str]) -> str:
        found = _ID.search(tag[0])
        olds = by_target.pop(unescape(found[1] or found[2] or ""), []) if found else []
        anchors = join(element("span", id=old, class_=ALIAS, **{KEPT: True}) for old in olds)
        return anchors + tag[0] if tag["name"].lower() in _CLOSED else tag[0] + anchors

    return _TAG.sub(add, html)


def render_departures(texts: SiteTexts, departures: Sequence[Departure]) -> Markup:
    """Render what the end of a page says on places that were on it; nothing where there are none."""
    if not departures:
        return join(())
    items = (_item(texts, group) for group in _group(departures))
    return element(
        "aside",
        element("p", texts.word("was-here")),
        element("ul", items),
        class_="link-notes",
        data_search_exclude=True,
    )


def _group(departures: Sequence[Departure]) -> list[list[Departure]]:
    """Put what belongs together into one: a section's ids, an example and its lines."""
    groups: list[list[Departure]] = []
    for departure in departures:
        first = groups[-1][0] if groups else None
        if first and (
            _are_one(first, departure) or (not departure.words and departure.id.startswith(f"{first.id}-"))
        ):
            groups[-1].append(departure)
        else:
            groups.append([departure])
    return groups


def _are_one(first: Departure, departure: Departure) -> bool:
    return bool(departure.words) and (departure.words, departure.link) == (first.words, first.link)


def _item(texts: SiteTexts, group: Sequence[Departure]) -> Markup:
    first, *others = group
    anchors = [element("span", id=departure.id, **{KEPT: True}) for departure in others]
    return element("li", anchors, _sentences(texts, first), id=first.id, **{KEPT: True})


def _sentences(texts: SiteTexts, departure: Departure) -> Markup:
    words = departure.words or f"#{departure.id}"
    link = element("a", departure.link[1], href=departure.link[0]) if departure.link else None
    if departure.reason is None:
        return fill(texts.words["moved-part"], words=words, link=link)
    instead = (" ", fill(texts.words["see-instead"], link=link)) if link else None
    return join((fill(texts.words["gone-part"], words=words), " ", departure.reason, instead))
