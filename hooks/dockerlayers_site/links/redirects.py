"""Pages at old addresses that lead on: real HTML, which needs neither a server's help nor a script.

With a script, a place on the old page leads to where it is today. Without one, a page that moved as a whole
leads to the new one at once; one that was split shows where each of its places is.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin

from dockerlayers.elements import DOCTYPE, Child, Markup, element, embed_json, fill, join
from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.links.addresses import Address
from dockerlayers_site.links.arrive import SiteAddresses
from dockerlayers_site.links.assets import load_redirect_assets
from dockerlayers_site.links.page import PAGE_ALIAS
from dockerlayers_site.pages.composition import compose, decompose
from dockerlayers_site.texts import SiteTexts, load_site_texts

# What a name may have, in bytes, on nearly all file systems.
_LONGEST = 255
# What stands in the script for values.
_VALUE = lazy_pattern("PLACES|TARGET|FRAGMENT")


@dataclass(frozen=True, kw_only=True)
class RedirectPage:
    """An old page: where it leads, and where the places on it lead, with the words that they had."""

    page: str
    target: Address
    title: str
    places: Mapping[str, tuple[Address, str]] = field(default_factory=dict)
    texts: SiteTexts = field(default_factory=load_site_texts)

    @property
    def files(self) -> tuple[str, ...]:
        """Return the files below the site's folder: to most servers, decomposed Hangul is another name.

        It takes thrice the bytes: a name that is too long so for a file system was never published.
        """
        forms = dict.fromkeys(form(page_file(self.page)) for form in (str, compose, decompose))
        return tuple(one for one in forms if all(len(part.encode()) <= _LONGEST for part in one.split("/")))

    def render(self, *, site_url: str = "") -> str:
        """Render the page; with the site's address, its canonical link is a whole address."""
        href = relative_url(self.target, self.page)
        places = {
            place: relative_url(target, self.page)
            for place, (target, _) in self.places.items()
            if target not in (self.target.alone, Address(self.target.page, place))
        }
        values = {
            "PLACES": places,
            "TARGET": relative_url(self.target.alone, self.page),
            "FRAGMENT": self.target.url.removeprefix(self.target.alone.url),
        }
        canonical = urljoin(site_url, self.target.alone.url) if site_url else href
        script, styles = load_redirect_assets()
        code = _VALUE.sub(lambda name: embed_json(values[name[0]]), script)
        page = _lines(self._head(href, canonical, styles), self._body(href, code))
        return join([DOCTYPE, "\n", element("html", page, lang=self.texts.language), "\n"])

    @property
    def is_split(self) -> bool:
        """Say whether places of the page are on others than the page itself."""
        return any(target.page != self.target.page for target, _ in self.places.values())

    def _head(self, href: str, canonical: str, styles: str) -> Markup:
        # Beside a script, the two would race, and this one knows of no places.
        refresh = element("noscript", element("meta", http_equiv="refresh", content=f"0; url={href}"))
        parts = (
            element("meta", charset="utf-8"),
            element("meta", name="viewport", content="width=device-width,initial-scale=1"),
            element("title", self.title),
            element("meta", name="robots", content="noindex"),
            element("link", rel="icon", href="data:,"),
            element("link", rel="canonical", href=canonical),
            None if self.is_split else refresh,
            element("style", "\n", Markup(styles)),
        )
        return element("head", _lines(*parts))

    def _body(self, href: str, code: str) -> Markup:
        split = element("p", self.texts.word("split-page"))
        places = (split, element("ul", _lines(*self._items()))) if self.is_split else ()
        main = _lines(
            element("h1", self.texts.word("moved-title")),
            element("p", fill(self.texts.words["moved-page"], link=element("a", self.title, href=href))),
            *places,
        )
        return element("body", _lines(element("main", main), element("script", "\n", Markup(code))))

    def _items(self) -> Iterator[Markup]:
        """Yield an item for each place to go to, which all ids that lead there stand for."""
        groups: dict[tuple[str, str], list[str]] = {}
        for place, (target, words) in self.places.items():
            if target != self.target:
                groups.setdefault((target.page, words or str(target)), []).append(place)
        for (_, words), (first, *others) in groups.items():
            href = relative_url(self.places[first][0], self.page)
            anchors = [element("span", id=id_) for id_ in others]
            yield element("li", anchors, element("a", words, href=href), id=first)


def _lines(*parts: Child) -> Markup:
    """Put each part into a line of its own."""
    return join(["\n", *((part, "\n") for part in parts if part)])


def find_redirects(site: SiteAddresses) -> list[RedirectPage]:
    """Return a redirect for each address that leads on: that of a page that moved, and aliases."""
    found = []
    before = [page for page in site.ledger.pages if compose(page) != page]
    for page in dict.fromkeys([*(source.page for source in site.decisions.moved), *site.aliases, *before]):
        is_there = page in site.pages or Address(page) in site.decisions.gone
        target = None if is_there else site.follow(Address(page))
        if target:
            places = dict(_places(site, page))
            title = site.title(target)
            found.append(RedirectPage(page=page, target=target, title=title, places=places, texts=site.texts))
    return found


def _places(site: SiteAddresses, page: str) -> Iterator[tuple[str, tuple[Address, str]]]:
    """Yield the places on an old page, where each is now, and the words that it had."""
    record = site.record(page)
    pages = (page, site.aliases.get(page))
    decided = (source.fragment for source in site.decisions.sources if source.page in pages)
    for id_ in dict.fromkeys([*(record.ids if record else ()), *filter(None, decided)]):
        place = site.arrive(Address(page, id_))
        # The new page has the farewell to a place, at the same id.
        if isinstance(place, Address):
            yield id_, (place, site.words(Address(page, id_)))


def page_file(page: str) -> str:
    """Return the file below the site's folder that answers at a page's address."""
    return f"{page}index.html" if not page or page.endswith("/") else page


def relative_url(target: Address, page: str) -> str:
    """Return an address as a link on a page writes it."""
    folder = page if not page or page.endswith("/") else posixpath.dirname(page)
    path = posixpath.relpath(target.alone.url or ".", Address(folder).url or ".")
    is_folder = not target.page or target.page.endswith("/")
    return (f"{path}/" if is_folder else path) + target.url.removeprefix(target.alone.url)


def render_aliases(aliases: Iterable[str]) -> Markup:
    """Render for who reads the built site which other addresses a page has."""
    return join([(element("meta", name=PAGE_ALIAS, content=alias), "\n") for alias in aliases])


def render_moves(moves: Mapping[str, str]) -> Markup:
    """Render for the page's script where places that are on other pages now are found."""
    return join([element("script", embed_json(moves), type="application/json", id="link-moves"), "\n"])
