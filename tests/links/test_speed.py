"""What it costs to check a site's addresses grows with their number, and not faster."""

from __future__ import annotations

from time import process_time

from dockerlayers_site.links.arrive import SiteAddresses
from dockerlayers_site.links.check import find_contradictions, find_missing, find_unrecorded
from dockerlayers_site.links.decisions import Decisions
from dockerlayers_site.links.inside import find_broken
from dockerlayers_site.links.ledger import Ledger, format_ledger, parse_ledger
from dockerlayers_site.links.page import PageHtml, read_page
from dockerlayers_site.links.record import record_site

SECTIONS = 16
FEW, MANY = 20, 200
"""Pages: a thousand addresses, and ten thousand."""
ROUNDS, TRIES = 2, 5
GROWTH = 3.0
"""How much dearer an address may be in a site of ten times the size; a square would be ten."""


def page(number: int, count: int) -> PageHtml:
    """Make a page of sections with two aliases each, and a link to each section of the next page."""
    parts = [f'<h1 id="page-{number}">쪽 {number}</h1>']
    for section in range(SECTIONS):
        spans = "".join(f'<span class="link-alias" id="절-{section}{mark}"></span>' for mark in ("", "_1"))
        parts.append(f'<h2 id="section-{section}">{spans}절 {section}</h2>')
        parts.append(f'<p><a href="../p{(number + 1) % count}/#%EC%A0%88-{section}">다음</a></p>')
    return read_page("\n".join(parts))


def seconds(count: int) -> float:
    """Check a site of so many pages, and return what it took of the processor."""
    pages = {f"p{number}/": page(number, count) for number in range(count)}
    text = format_ledger(record_site(SiteAddresses(pages=pages, ledger=Ledger(), decisions=Decisions())))
    start = process_time()
    ledger = parse_ledger(text)
    pages = {f"p{number}/": page(number, count) for number in range(count)}
    site = SiteAddresses(pages=pages, ledger=ledger, decisions=Decisions())
    found = [
        *find_broken(site, ()),
        *find_missing(site),
        *find_unrecorded(site),
        *find_contradictions(site),
    ]
    taken = process_time() - start
    assert found == []
    assert len(list(ledger)) >= count * SECTIONS * 3
    return taken


def test_an_address_costs_the_same_in_a_large_site() -> None:
    growth = float("inf")
    for _ in range(TRIES):
        # Other work on the machine only ever slows one down: the best round is the truest.
        growth = min(growth, seconds(MANY) / MANY / (min(seconds(FEW) for _ in range(ROUNDS)) / FEW))
        if growth <= GROWTH:
            break
    assert growth <= GROWTH
