"""What features want to know of the HTML of a page, read once for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from mkdocs.config.defaults import MkDocsConfig

from dockerlayers_site.links.page import PageHtml, read_page
from dockerlayers_site.plugin.memory import remember
from dockerlayers_site.previews.description import describe
from dockerlayers_site.search import Row, find_rows, without_excluded


@dataclass(frozen=True, kw_only=True)
class PageFacts:
    """Its sections, ids and links, the rows of its breakdowns, and its first paragraph."""

    page: PageHtml
    rows: tuple[Row, ...]
    description: str


def facts_of(html: str, config: MkDocsConfig) -> PageFacts:
    """Return what is to be known of a page's HTML."""
    return remember(config, lambda: _read(html), "facts", html)


# Without a cache, the features of a page ask one behind the other.
@lru_cache(maxsize=2)
def _read(html: str) -> PageFacts:
    return PageFacts(page=read_page(html), rows=find_rows(html), description=describe(without_excluded(html)))
