"""Say where the places of a page are that was split into several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dockerlayers_site.links.addresses import Address
from dockerlayers_site.links.arrive import SiteAddresses
from dockerlayers_site.links.errors import LinksError


def split_page(old: Address, new: Sequence[Address], site: SiteAddresses) -> list[tuple[Address, Address]]:
    """Return where the old page leads, the first of the new ones, and its places that are on another.

    A page that keeps a part of itself may be the first. A place is on the page that has its id.
    """
    if missing := [str(page) for page in new if page.page not in site.pages]:
        raise LinksError(f"build the site first: {', '.join(missing)} is not in it")
    first = [] if new[0] == old else [(old, new[0])]
    return [*first, *_places(old, new, site)]


def _places(old: Address, new: Sequence[Address], site: SiteAddresses) -> Iterator[tuple[Address, Address]]:
    record = site.ledger.pages[old.page]
    # The aliases of a section go where it goes.
    for id_ in (*(section.id for section in record.sections), *record.others):
        found = next((one.page for one in new if site.pages[one.page].has(id_)), None)
        if found is None:
            section = record.find_section(id_)
            found_section = _find_by_words(section.text, new, site) if section else None
            if found_section:
                yield Address(old.page, id_), found_section
        elif found != new[0].page:
            yield Address(old.page, id_), Address(found, id_)


def _find_by_words(words: str, new: Sequence[Address], site: SiteAddresses) -> Address | None:
    pages = ((one.page, section) for one in new for section in site.pages[one.page].sections)
    return next((Address(page, section.id) for page, section in pages if section.text == words), None)
