"""Find published addresses that lead nowhere, and what is published but not recorded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dockerlayers_site.links.addresses import Address
from dockerlayers_site.links.arrive import SiteAddresses
from dockerlayers_site.links.decisions import Farewell
from dockerlayers_site.links.ledger import Section
from dockerlayers_site.links.record import record_site


@dataclass(frozen=True, kw_only=True)
class MissingAddress:
    """A published address that leads nowhere, with the parts of it that went with it.

    What it may be now: `section` is a new one on the page, `example` the id of one with the same lines,
    `page` one with most of the same places.
    """

    address: Address
    words: str
    parts: int = 0
    section: Section | None = None
    example: str | None = None
    page: str | None = None


def find_missing(site: SiteAddresses) -> list[MissingAddress]:
    """Return the published addresses that lead nowhere; a page or an example stands for what was in it."""
    lost = [address for address in site.ledger if site.arrive(address) is None]
    found: dict[Address, int] = {}
    for address in lost:
        whole = _lost_whole(site, address, found)
        if whole is None:
            found[address] = 0
        else:
            found[whole] += 1
    return [_explain(site, address, parts) for address, parts in found.items()]


def _lost_whole(site: SiteAddresses, address: Address, found: dict[Address, int]) -> Address | None:
    if address.fragment is None:
        owner = Address(site.ledger.owners.get(address.page, address.page))
        return owner if owner in found else None
    if address.alone in found:
        return address.alone
    section = site.section(address)
    if section:
        main = Address(address.page, section.id)
        return main if main in found else None
    pieces = address.fragment.split("-")
    roots = (Address(address.page, "-".join(pieces[:end])) for end in range(1, len(pieces)))
    return next((root for root in roots if root in found and not site.section(root)), None)


def _explain(site: SiteAddresses, address: Address, parts: int) -> MissingAddress:
    words = site.words(address)
    if address.fragment is None:
        return MissingAddress(
            address=address, words=words, parts=parts, page=_likely_page(site, address.page)
        )
    if site.section(address):
        section = _likely_section(site, address)
        return MissingAddress(address=address, words=words, parts=parts, section=section)
    return MissingAddress(address=address, words=words, parts=parts, example=_likely_example(site, address))


def _likely_page(site: SiteAddresses, lost: str) -> str | None:
    """Return the new page that has the title of one that is lost, or else the most of its ids."""
    record = site.record(lost)
    if record is None:
        return None
    ids = set(record.ids)
    new = {page: now for page, now in site.pages.items() if page not in site.ledger.pages}
    likeness = {
        page: (now.title == record.title != "", len(ids.intersection(now.ids))) for page, now in new.items()
    }
    return max(likeness, key=lambda page: likeness[page]) if any(map(any, likeness.values())) else None


def _likely_example(site: SiteAddresses, lost: Address) -> str | None:
    """Return the id that has the most of the parts of one that is lost, on the same page."""
    now = site.pages.get(lost.page)
    if now is None:
        return None
    before = site.ledger.pages[lost.page].others
    parts = [id_.removeprefix(f"{lost.fragment}-") for id_ in before if id_.startswith(f"{lost.fragment}-")]
    new = [id_ for id_ in now.others if id_ not in before]
    counts = {id_: sum(now.has(f"{id_}-{part}") for part in parts) for id_ in new}
    return max(counts, key=lambda id_: counts[id_]) if any(counts.values()) else None


def _likely_section(site: SiteAddresses, lost: Address) -> Section | None:
    """Return the one new section that stands where a lost one stood, else any one that is new on its page."""
    record, now = site.ledger.pages[lost.page], site.pages.get(lost.page)
    if now is None:
        return None
    known = set(record.ids)
    new = [section for section in now.sections if section.id not in known]
    ids = [section.id for section in record.sections]
    place = next((index for index, one in enumerate(record.sections) if lost.fragment in one.ids), 0)
    before = ids[place - 1] if place else None
    previous = [None, *(section.id for section in now.sections)]
    in_place = [one for one in new if previous[now.sections.index(one)] == before]
    return next(iter(in_place), new[0] if len(new) == 1 else None)


def find_unrecorded(site: SiteAddresses) -> Iterator[Address]:
    """Yield the addresses of the site that its ledger does not have as they are."""
    recorded = set(site.ledger)
    after = record_site(site)
    yield from (address for address in after if address not in recorded)
    for page, record in after.pages.items():
        before = site.ledger.pages.get(page)
        if before and before.aliases != record.aliases:
            yield Address(page)
        if before and before != record:
            known = {section.id: section for section in before.sections}
            changed = [one.id for one in record.sections if known.get(one.id, one) != one]
            yield from (Address(page, id_) for id_ in changed)


def find_contradictions(site: SiteAddresses) -> Iterator[tuple[Address, str]]:
    """Yield decisions that cannot be carried out, and why."""
    for source, target in site.decisions.moved.items():
        if site.is_there(source):
            yield source, "it is still on the site"
        elif site.arrive(source) is None:
            yield source, f"{target}, where it moved to, is not on the site"
    for source, farewell in site.decisions.gone.items():
        if site.is_there(source):
            yield source, "it is still on the site"
        elif farewell.instead and isinstance(site.arrive(farewell.instead), Farewell | None):
            yield source, f"{farewell.instead}, which is named instead, is not on the site"
