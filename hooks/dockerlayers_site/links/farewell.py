"""The page at an address that is no more: what was there, why it is gone, and where to look instead."""

from __future__ import annotations

import json

from dockerlayers.elements import Markup, element, fill, join
from dockerlayers_site.links.addresses import Address
from dockerlayers_site.links.arrive import SiteAddresses
from dockerlayers_site.links.ledger import Ledger
from dockerlayers_site.links.redirects import relative_url
from dockerlayers_site.texts import SiteTexts

NO_INDEX = join([element("meta", name="robots", content="noindex"), "\n"])


def farewell_source(page: str) -> str:
    """Return the Markdown file that a page at an address is made from."""
    return f"{page.removesuffix('/').removesuffix('.html') or 'index'}.md"


def farewell_markdown(texts: SiteTexts, ledger: Ledger, address: Address) -> str:
    """Return the front matter of a farewell page; its words are put in when the other pages are known."""
    title = json.dumps(_title(texts, ledger, address), ensure_ascii=False)
    return f"---\ntitle: {title}\nsearch:\n  exclude: true\nhide:\n  - toc\n---\n"


def render_farewell(site: SiteAddresses, address: Address) -> Markup:
    """Render what a farewell page says."""
    farewell = site.decisions.gone[address]
    parts = [
        element("h1", _title(site.texts, site.ledger, address)),
        "\n",
        element("p", site.texts.word("gone-says")),
        "\n",
        element("blockquote", element("p", farewell.reason)),
    ]
    target = farewell.instead and site.arrive(farewell.instead)
    if isinstance(target, Address):
        link = element("a", site.title(target), href=relative_url(target, address.page))
        parts += [
            "\n",
            element("p", fill(site.texts.words["gone-instead"], link=link), class_="link-instead"),
        ]
    return join(parts)


def _title(texts: SiteTexts, ledger: Ledger, address: Address) -> str:
    record = ledger.pages.get(address.page)
    return texts.word("gone-title", title=(record and record.title) or str(address))
