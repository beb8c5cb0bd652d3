"""What became of the places that left a page: others on it that they lead to, and words on the rest."""

from __future__ import annotations

from collections.abc import Iterator

from dockerlayers_site.links.addresses import Address
from dockerlayers_site.links.arrive import SiteAddresses
from dockerlayers_site.links.decisions import Farewell
from dockerlayers_site.links.inserts import Departure
from dockerlayers_site.links.redirects import relative_url


def find_aliases(site: SiteAddresses, page: str) -> Iterator[tuple[str, str]]:
    """Yield old ids of a page, each with the one that it leads to on the same page."""
    for address in _lost(site, page):
        target = site.arrive(address)
        if isinstance(target, Address) and target.page == page and target.fragment:
            yield address.fragment or "", target.fragment


def find_departures(site: SiteAddresses, page: str) -> Iterator[Departure]:
    """Yield what became of the places that left a page."""
    for address in [*_lost(site, page), *_lost_before(site, page)]:
        found, words, id_ = site.arrive(address), site.words(address), address.fragment or ""
        if isinstance(found, Farewell):
            instead = found.instead and site.arrive(found.instead)
            link = _link(site, instead, page) if isinstance(instead, Address) else None
            yield Departure(id=id_, words=words, reason=found.reason, link=link)
        elif found and (found.page != page or not found.fragment):
            yield Departure(id=id_, words=words, link=_link(site, found, page))


def find_moves(site: SiteAddresses, page: str) -> dict[str, str]:
    """Return where a script takes a reader who comes for a place that is on another page now."""
    found = ((address.fragment or "", site.arrive(address)) for address in _lost(site, page))
    return {
        id_: relative_url(target, page)
        for id_, target in found
        if isinstance(target, Address) and target.page != page
    }


def _link(site: SiteAddresses, target: Address, page: str) -> tuple[str, str]:
    return relative_url(target, page), site.title(target)


def _lost(site: SiteAddresses, page: str) -> Iterator[Address]:
    """Yield the published and the decided places of a page that are not on it any more."""
    record = site.ledger.pages.get(page)
    decided = (source for source in site.decisions.sources if source.page == page)
    published = (Address(page, id_) for id_ in (record.ids if record else ()))
    for address in dict.fromkeys([*published, *sorted(decided, key=str)]):
        if address.fragment and not site.is_there(address):
            yield address


def _lost_before(site: SiteAddresses, page: str) -> Iterator[Address]:
    """Yield the places of pages that moved to this one which did not come along."""
    for source, target in site.decisions.moved.items():
        if not source.fragment and target.page == page and source.page not in site.pages:
            for address in _lost(site, source.page):
                here = Address(page, address.fragment)
                if isinstance(site.arrive(address), Farewell) and not site.is_there(here):
                    yield address
