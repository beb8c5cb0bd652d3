"""What one build of the site knows of its addresses, from the records to the pages that are written."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.links.addresses import Address
from dockerlayers_site.links.arrive import SiteAddresses
from dockerlayers_site.links.assign import assign_addresses
from dockerlayers_site.links.decisions import Decisions, load_decisions
from dockerlayers_site.links.departures import find_aliases, find_departures, find_moves
from dockerlayers_site.links.farewell import NO_INDEX, farewell_source, render_farewell
from dockerlayers_site.links.inherit import find_record
from dockerlayers_site.links.inserts import add_aliases, render_departures
from dockerlayers_site.links.inside import explain_broken, find_broken
from dockerlayers_site.links.ledger import Ledger, PageRecord, Section
from dockerlayers_site.links.page import PageHtml
from dockerlayers_site.links.past import load_whole_ledger
from dockerlayers_site.links.problems import explain_site, find_own_id
from dockerlayers_site.links.redirects import render_aliases, render_moves
from dockerlayers_site.pages.page_file import PageFile
from dockerlayers_site.pages.problem import Problem
from dockerlayers_site.texts import SiteTexts, load_site_texts

_ENTRY = lazy_pattern(r"\s*<url>\s*<loc>(?P<address>[^<]*)</loc>.*?</url>", re.DOTALL)


@dataclass(kw_only=True)
class SiteBuild:
    """One build: its records, and the pages that were read so far, by their addresses.

    `aliases` are other addresses of pages, by the alias; set by `assign`.
    """

    ledger: Ledger = field(default_factory=Ledger)
    decisions: Decisions = field(default_factory=Decisions)
    pages: dict[str, PageHtml] = field(default_factory=dict)
    files: dict[str, PageFile] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    texts: SiteTexts = field(default_factory=load_site_texts)

    @property
    def site(self) -> SiteAddresses:
        """Return the site as it is known so far."""
        return SiteAddresses(
            pages=self.pages,
            ledger=self.ledger,
            decisions=self.decisions,
            texts=self.texts,
            aliases=self.aliases,
        )

    @property
    def farewells(self) -> dict[str, Address]:
        """Return the addresses of the pages that are gone, by the file that says so."""
        pages = (address for address in self.decisions.gone if not address.fragment)
        return {farewell_source(address.page): address for address in pages}

    def record(self, page: str) -> PageRecord:
        """Return what was published of a page."""
        return find_record(self.ledger, self.decisions, page, self.aliases_of(page))

    def aliases_of(self, page: str) -> tuple[str, ...]:
        """Return the other addresses of a page."""
        return tuple(self._by_page.get(page, ()))

    @cached_property
    def _by_page(self) -> Mapping[str, list[str]]:
        by_page: dict[str, list[str]] = {}
        for alias, page in self.aliases.items():
            by_page.setdefault(page, []).append(alias)
        return by_page

    def assign(
        self, names: Collection[str], *, terms: Mapping[str, str], taken: Collection[str]
    ) -> dict[str, str]:
        """Return the addresses of all pages by those that the names of their files would give them.

        The names lead to the pages as well, as do those that were published; `taken` are other files'.
        """
        addresses = assign_addresses(names, self.ledger, self.decisions, terms=terms, taken=taken)
        now = {name: address for name, address in addresses.items() if name != address}
        self.aliases = {**self.ledger.owners, **now}
        return addresses

    def add_page(self, page: str, html: PageHtml, file: PageFile) -> None:
        """Take in what a page that is complete holds."""
        aliases = self.aliases_of(page)
        self.pages[page] = html if html.aliases == aliases else replace(html, aliases=aliases)
        self.files[page] = file

    def check(self, files: Collection[str], *, docs: str) -> Iterator[Problem]:
        """Yield what is wrong with links and addresses; `files` are what the site has beside its pages."""
        yield from explain_broken(list(find_broken(self.site, files)), self.files)
        yield from explain_site(self.site, self.files.get, docs=docs)

    def finish(self, page: str, html: str) -> str:
        """Return the HTML of a page with what keeps its old addresses alive, or what a farewell page says."""
        gone = Address(page)
        if gone in self.decisions.gone:
            return render_farewell(self.site, gone)
        aliases, departures = self.inserts(page)
        return add_aliases(html, aliases) + departures

    def inserts(self, page: str) -> tuple[list[tuple[str, str]], str]:
        """Return the ids that lead to others of a page, and what its end says; of one that is gone, all."""
        gone = Address(page)
        if gone in self.decisions.gone:
            return [], str(render_farewell(self.site, gone))
        departures = render_departures(self.texts, list(find_departures(self.site, page)))
        return list(find_aliases(self.site, page)), str(departures)

    def head(self, page: str) -> str:
        """Return what a page's head has to say: to its script, or to those who index it."""
        if Address(page) in self.decisions.gone:
            return NO_INDEX
        moves = find_moves(self.site, page)
        return render_aliases(self.aliases_of(page)) + (render_moves(moves) if moves else "")

    def without_farewells(self, sitemap: str) -> str:
        """Return the site's map without the pages that are gone."""
        gone = tuple(f"/{address.page}" for address in self.farewells.values())

        def keep(entry: re.Match[str]) -> str:
            # Two programs that encode an address need not agree on the letters that need it.
            address = unquote(unescape(entry["address"]))
            return "" if gone and address.endswith(gone) else entry[0]

        return _ENTRY.sub(keep, sitemap)


def load_build(docs: Path) -> SiteBuild:
    """Begin a build with the records below docs/; raise LinksError where they are wrong."""
    ledger = load_whole_ledger(docs)
    return SiteBuild(ledger=ledger, decisions=load_decisions(docs), aliases=dict(ledger.owners))


def explain_stolen(section: Section, file: PageFile) -> Problem:
    """Say that something else on the page has the id of a section."""
    text = f"the id {section.id} was published as that of «{section.text}» and is now another's"
    return file.report(text)


def explain_repeated(ids: Sequence[str], file: PageFile) -> Iterator[Problem]:
    """Say of each id that more than one heading of a page has it, at the heading that comes later."""
    for nth, id_ in enumerate(ids):
        text = f"the id {id_} is given twice on this page"
        hint = "give this section another: a link leads to the first one"
        yield file.report(text, find_own_id(id_, file, ids[: nth + 1].count(id_)), hint=hint)
