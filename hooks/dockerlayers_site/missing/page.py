"""Render the page for an address at which there is nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dockerlayers.elements import Markup, element, embed_json, join
from dockerlayers_site.texts import SiteTexts

_MOST = 2000
"""So many places are in the page at most: about 100 KB. Of a larger site, it has the pages alone."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A page of the site, by its address below the site's and its title; sections by their ids and titles."""

    address: str
    title: str
    sections: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class MissingPage:
    """What is put into the theme's page, as HTML."""

    title: Markup
    head: Markup
    content: Markup


def render_missing(
    texts: SiteTexts,
    *,
    base: str,
    site_name: str,
    assets: str,
    places: Sequence[Place],
    main: Sequence[Place],
    has_search: bool,
) -> MissingPage:
    """Render the page; `base` is the path of the site, with slashes at both ends, and `assets` our folder's.

    The search and the nearest places are hidden until the script has found what they need.
    """
    title = texts.word("missing-title")
    known = {"base": base, "places": [_row(place) for place in _limit(places)]}
    return MissingPage(
        title=join([f"{title} - {site_name}"]),
        head=join(
            [
                element("meta", name="robots", content="noindex"),
                element("link", rel="stylesheet", href=f"{base}{assets}/missing.css"),
            ]
        ),
        content=join(
            [
                element("h1", title),
                element("p", texts.word("missing-says")),
                _search(texts) if has_search else None,
                _nearest(texts),
                # Before what it would push down: nothing of that is drawn until it has run.
                element("script", embed_json(known), type="application/json", id="missing-known"),
                element("script", src=f"{base}{assets}/missing.js"),
                element("h2", texts.word("missing-main")),
                element("ul", [_link(base, place) for place in main]),
            ]
        ),
    )


def _search(texts: SiteTexts) -> Markup:
    label = element("label", texts.word("missing-search"), for_="missing-query")
    field = element("input", type="text", id="missing-query", name="q", autocomplete="off")
    button = element("button", texts.word("missing-find"), type="submit")
    return element("form", label, field, button, class_="missing-search", role="search", hidden=True)


def _nearest(texts: SiteTexts) -> Markup:
    heading = element("h2", texts.word("missing-nearest"))
    return element("div", heading, element("ul"), class_="missing-nearest", hidden=True)


def _link(base: str, place: Place) -> Markup:
    return element("li", element("a", place.title, href=f"{base}{place.address}"))


def _row(place: Place) -> list[object]:
    return [place.address, place.title, place.sections]


def _limit(places: Sequence[Place]) -> Sequence[Place]:
    if sum(1 + len(place.sections) for place in places) <= _MOST:
        return places
    return [Place(address=place.address, title=place.title) for place in places[:_MOST]]
