"""What a page was published with: under its own address, or under that of a page that moved to it."""

from __future__ import annotations

from collections.abc import Collection

from dockerlayers_site.links.addresses import Address
from dockerlayers_site.links.decisions import Decisions
from dockerlayers_site.links.ledger import Ledger, PageRecord, Section
from dockerlayers_site.pages.composition import compose


def find_record(ledger: Ledger, decisions: Decisions, page: str, aliases: Collection[str] = ()) -> PageRecord:
    """Return what is known of a page; one that is new takes the sections of those that moved to it along.

    It moved from its aliases as well, where it was published at one.
    """
    own = ledger.pages.get(page)
    if own:
        return own
    before = [one for one in ledger.pages if compose(one) in aliases] if aliases else []
    sources = [source for source in decisions.came_from(page) if source in ledger.pages]
    sections = [one for source in sources for one in _coming(ledger.pages[source], decisions, source, page)]
    sections += [one for source in before for one in ledger.pages[source].sections]
    return PageRecord(title="", sections=tuple(sections))


def _coming(record: PageRecord, decisions: Decisions, source: str, page: str) -> list[Section]:
    """Return the sections of a page, without those that went elsewhere."""
    whole = decisions.moved.get(Address(source))
    return [
        section
        for section in record.sections
        if decisions.moved.get(Address(source, section.id), whole or Address("")).page == page
    ]
