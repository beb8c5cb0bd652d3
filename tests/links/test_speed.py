"""How long a site of 10,000 addresses takes to check."""

from __future__ import annotations

from time import perf_counter

from dockerlayers_site.links.arrive import Site
from dockerlayers_site.links.check import find_contradictions, find_missing, find_unrecorded
from dockerlayers_site.links.decisions import Decisions
from dockerlayers_site.links.inside import find_broken
from dockerlayers_site.links.ledger import Ledger, format_ledger, parse_ledger
from dockerlayers_site.links.page import PageHtml, read_page
from dockerlayers_site.links.record import record_site

PAGES, SECTIONS = 200, 16
LIMIT = 2.0


def page(number: int) -> PageHtml:
    """Make a page of sections with two aliases each, and a link to each section of the next page."""
    parts = [f'<h1 id="page-{number}">쪽 {number}</h1>']
    for section in range(SECTIONS):
        spans = "".join(f'<span class="link-alias" id="절-{section}{mark}"></span>' for mark in ("", "_1"))
        parts.append(f'<h2 id="section-{section}">{spans}절 {section}</h2>')
        parts.append(f'<p><a href="../p{(number + 1) % PAGES}/#%EC%A0%88-{section}">다음</a></p>')
    return read_page("\n".join(parts))


def test_ten_thousand_addresses_are_checked_in_two_seconds() -> None:
    pages = {f"p{number}/": page(number) for number in range(PAGES)}
    site = Site(pages=pages, ledger=Ledger(), decisions=Decisions())
    text = format_ledger(record_site(site))
    start = perf_counter()
    ledger = parse_ledger(text)
    again = Site(
        pages={f"p{number}/": page(number) for number in range(PAGES)}, ledger=ledger, decisions=Decisions()
    )
    found = [
        *find_broken(again, ()),
        *find_missing(again),
        *find_unrecorded(again),
        *find_contradictions(again),
    ]
    seconds = perf_counter() - start
    addresses = len(list(ledger))
    print(f"{addresses} addresses in {seconds:.2f} s")
    assert addresses >= 10_000
    assert found == []
    assert seconds < LIMIT
