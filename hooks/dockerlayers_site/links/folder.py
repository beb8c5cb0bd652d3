"""Read a site that was built: its pages, by their addresses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dockerlayers_site.links.arrive import SiteAddresses
from dockerlayers_site.links.decisions import load_decisions
from dockerlayers_site.links.errors import LinksError
from dockerlayers_site.links.page import PageHtml, find_aliases, find_article, read_page
from dockerlayers_site.links.past import load_whole_ledger

_INDEX = "index.html"
_NO_PAGE = frozenset({"404.html"})


def read_site(folder: Path, docs: Path) -> SiteAddresses:
    """Read a built site with the records below docs/; raise LinksError where no site is."""
    decisions = load_decisions(docs)
    gone = {address.page for address in decisions.gone if not address.fragment}
    pages = {page: html for page, html in _read_pages(folder) if page not in gone}
    if not pages:
        raise LinksError(f"no page is in {folder}: build the site first")
    ledger = load_whole_ledger(docs)
    now = {alias: page for page, html in pages.items() for alias in html.aliases}
    return SiteAddresses(pages=pages, ledger=ledger, decisions=decisions, aliases={**ledger.owners, **now})


def _read_pages(folder: Path) -> Iterator[tuple[str, PageHtml]]:
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder).as_posix()
        whole = path.read_text(encoding="utf-8") if path.is_file() and name not in _NO_PAGE else ""
        article = find_article(whole)
        # What has no article is no page of ours: a redirect, or a file that came along.
        if article is not None:
            yield page_address(name), read_page(article, aliases=find_aliases(whole))


def page_address(file: str) -> str:
    """Return the address of a page from its file: `guide/index.html` becomes `guide/`."""
    return file.removesuffix(_INDEX) if file == _INDEX or file.endswith(f"/{_INDEX}") else file
