"""All pages of the rules, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dockerlayers_site.rules import OVERVIEW
from dockerlayers_site.rules.entries import list_entries
from dockerlayers_site.rules.overview import write_overview
from dockerlayers_site.rules.page import write_rule_page
from dockerlayers_site.texts import SiteTexts


@dataclass(frozen=True, kw_only=True)
class RulePage:
    """A page: its file, what the navigation calls it, and its kind; that of all rules is of none."""

    name: str
    title: str
    kind: str
    markdown: str


def write_pages(texts: SiteTexts, instructions: Mapping[str, str]) -> tuple[RulePage, ...]:
    """Write the page of all rules, and that of each; `instructions` are links to pages, by their names."""
    words = texts.rules["page"]
    checks, practices = list_entries(texts)
    overview = RulePage(
        name=OVERVIEW,
        title=words["all"],
        kind="",
        markdown=write_overview(checks, practices, texts),
    )
    pages = (
        RulePage(
            name=f"{entry.slug}.md",
            title=entry.title,
            kind=kind,
            markdown=write_rule_page(entry, texts, instructions),
        )
        for kind, entries in ((words["checks"], checks), (words["practices"], practices))
        for entry in entries
    )
    return overview, *pages
