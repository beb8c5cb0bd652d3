"""Take what a site publishes into its ledger; nothing that was in it is ever taken out."""

from __future__ import annotations

from dockerlayers_site.links.arrive import SiteAddresses
from dockerlayers_site.links.ledger import Ledger, PageRecord, Section
from dockerlayers_site.links.page import PageHtml


def record_site(site: SiteAddresses) -> Ledger:
    """Return the ledger with every address that the site has today."""
    pages = dict(site.ledger.pages)
    for page, now in site.pages.items():
        pages[page] = _record_page(now, pages.get(page, PageRecord(title=now.title)))
    return Ledger(pages=dict(sorted(pages.items())))


def _record_page(now: PageHtml, before: PageRecord) -> PageRecord:
    known = {section.id: section for section in before.sections}
    sections = tuple(_keep_aliases(section, known.get(section.id)) for section in now.sections)
    of_sections = {id_ for section in sections for id_ in section.ids}
    past = tuple(one for one in (*before.past, *before.sections) if not of_sections & set(one.ids))
    kept = of_sections.union(*(section.ids for section in past))
    others = dict.fromkeys(id_ for id_ in (*now.others, *before.ids) if id_ not in kept)
    return PageRecord(
        title=now.title or before.title,
        sections=sections,
        past=past,
        others=tuple(others),
        aliases=tuple(dict.fromkeys([*before.aliases, *now.aliases])),
    )


def _keep_aliases(section: Section, before: Section | None) -> Section:
    aliases = dict.fromkeys([*(before.aliases if before else ()), *section.aliases])
    return section._replace(aliases=tuple(alias for alias in aliases if alias != section.id))
