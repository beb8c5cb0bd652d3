"""Where an address that was published leads now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dockerlayers_site.links.addresses import Address
from dockerlayers_site.links.decisions import Decisions, Farewell
from dockerlayers_site.links.ledger import Ledger, PageRecord, Section
from dockerlayers_site.links.page import PageHtml
from dockerlayers_site.pages.composition import compose
from dockerlayers_site.texts import SiteTexts, load_site_texts

_LONGEST_WAY = 32


@dataclass(frozen=True, kw_only=True)
class SiteAddresses:
    """The pages as they are now, what was published before, and what was decided on.

    `aliases` are other addresses of pages, by the alias: those that the names of their files would give them.
    """

    pages: Mapping[str, PageHtml]
    ledger: Ledger
    decisions: Decisions
    texts: SiteTexts = field(default_factory=load_site_texts)
    aliases: Mapping[str, str] = field(default_factory=dict)

    def arrive(self, address: Address) -> Address | Farewell | None:
        """Return the address on the site of today that an old one leads to, a farewell, or None."""
        end = self.follow(address)
        if end is None or self.is_there(end):
            return end
        return self.step(end)

    def follow(self, address: Address) -> Address | None:
        """Return where an old address ends: at one of today, at one that is gone for a reason, or None."""
        for _ in range(_LONGEST_WAY):
            if self.is_there(address):
                return address
            step = self.step(address)
            if step is None:
                return None
            if isinstance(step, Farewell):
                return address
            address = step
        return None

    def is_there(self, address: Address) -> bool:
        """Say whether the site of today has an address."""
        page = self.pages.get(address.page)
        return page is not None and (address.fragment is None or page.has(address.fragment))

    def step(self, address: Address) -> Address | Farewell | None:
        """Return what was decided on an address: on itself, on what it is a part of, or on its page."""
        decisions = self.decisions
        if address in decisions.gone:
            return decisions.gone[address]
        if address in decisions.moved:
            return decisions.moved[address]
        whole = self.whole(address)
        if whole in decisions.gone:
            return decisions.gone[whole]
        if whole in decisions.moved:
            section = self.section(address)
            is_whole = section is not None and (bool(whole.fragment) or section.level == 1)
            return decisions.moved[whole] if is_whole else _part(address, whole, decisions.moved[whole])
        owner = self.aliases.get(compose(address.page), compose(address.page))
        return None if owner == address.page else Address(owner, address.fragment)

    def section(self, address: Address) -> Section | None:
        """Return the published section that an address led to."""
        record = self.record(address.page)
        return record.find_section(address.fragment) if record and address.fragment else None

    def record(self, page: str) -> PageRecord | None:
        """Return what was published of a page, at its own address or the one that it is an alias of."""
        return self.ledger.pages.get(page) or self.ledger.pages.get(self.aliases.get(page, page))

    def whole(self, address: Address) -> Address:
        """Return what an address is a part of and was decided on: its section, its example, else its page.

        A section's aliases are parts of it. A breakdown makes its lines' ids from its own: `web-from` is a
        part of `web`.
        """
        section = self.section(address)
        if section:
            main = Address(address.page, section.id)
            return main if main in self.decisions.sources else address.alone
        pieces = (address.fragment or "").split("-")
        for end in range(len(pieces) - 1, 0, -1):
            root = Address(address.page, "-".join(pieces[:end]))
            if root in self.decisions.sources and not self.section(root):
                return root
        return address.alone

    def title(self, address: Address) -> str:
        """Return what an address is called today: the words of its section, else the title of its page."""
        page = self.pages.get(address.page)
        if page is None:
            return str(address)
        if address.fragment:
            found = next((one.text for one in page.sections if address.fragment in one.ids), None)
            return found or page.title
        return page.title

    def words(self, address: Address) -> str:
        """Return what an address was called when it was published."""
        if address.fragment:
            section = self.section(address)
            return section.text if section else ""
        record = self.record(address.page)
        return record.title if record else ""


def _part(address: Address, whole: Address, target: Address) -> Address:
    """Return where a part of what has moved is now."""
    if whole.fragment is None:
        # A page that was put into a section of another: its own places keep their ids there.
        return Address(target.page, address.fragment or target.fragment)
    rest = (address.fragment or "").removeprefix(whole.fragment)
    return Address(target.page, f"{target.fragment}{rest}" if target.fragment else None)
