"""Pages at old addresses that lead on: real HTML, which needs neither a server's help nor a script.

With a script, a place on the old page leads to where it is today. Without one, a page that moved as a whole
leads to the new one at once; one that was split shows where each of its places is.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from urllib.parse import urljoin

from dockerlayers_site.links.addresses import Address
from dockerlayers_site.links.arrive import Site

_PAGE = """\
<!doctype html>
<html lang="ko">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{title}</title>
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<link rel="canonical" href="{canonical}">
{refresh}<style>
:root {{ color-scheme: light dark; }}
body {{ max-width: 40rem; margin: 0 auto; padding: 2rem 1rem; font: 1rem/1.75 system-ui, sans-serif; }}
body {{ word-break: keep-all; }}
a {{ overflow-wrap: anywhere; }}
li {{ padding: .2rem .6rem; }}
li:is(:target, :has(:target)) {{ outline: 2px solid; border-radius: .2rem; }}
</style>
</head>
<body>
<main>
<h1>옮긴 글입니다</h1>
<p>이 글은 이제 <a href="{href}">{title}</a> 쪽에 있습니다.</p>
{list}</main>
<script>
(() => {{
  const places = {places};
  const decoded = (text) => {{ try {{ return decodeURIComponent(text); }} catch {{ return text; }} }};
  const place = decoded(location.hash.slice(1));
  const elsewhere = Object.hasOwn(places, place) && places[place];
  location.replace(elsewhere || {target} + location.search + (location.hash || {fragment}));
}})();
</script>
</body>
</html>
"""
# Beside a script, the two would race, and this one knows of no places.
_REFRESH = '<noscript><meta http-equiv="refresh" content="0; url={href}"></noscript>\n'
_LIST = "<p>글을 여럿으로 나누었습니다. 찾는 곳은 여기에 있습니다.</p>\n<ul>\n{items}\n</ul>\n"


@dataclass(frozen=True, kw_only=True)
class Redirect:
    """An old page: where it leads, and where the places on it lead, with the words that they had."""

    page: str
    target: Address
    title: str
    places: Mapping[str, tuple[Address, str]] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """Return the file below the site's folder."""
        return page_file(self.page)

    def render(self, *, site_url: str = "") -> str:
        """Render the page; with the site's address, its canonical link is a whole address."""
        href = relative_url(self.target, self.page)
        places = {
            place: relative_url(target, self.page)
            for place, (target, _) in self.places.items()
            if target not in (self.target.alone, Address(self.target.page, place))
        }
        is_split = any(target.page != self.target.page for target, _ in self.places.values())
        return _PAGE.format(
            title=escape(self.title),
            canonical=escape(urljoin(site_url, self.target.alone.url) if site_url else href),
            places=_script(places),
            target=_script(relative_url(self.target.alone, self.page)),
            fragment=_script(self.target.url.removeprefix(self.target.alone.url)),
            refresh="" if is_split else _REFRESH.format(href=escape(href)),
            href=escape(href),
            list=_LIST.format(items="\n".join(self._items())) if is_split else "",
        )

    def _items(self) -> Iterator[str]:
        """Yield an item for each place to go to, which all ids that lead there stand for."""
        groups: dict[tuple[str, str], list[str]] = {}
        for place, (target, words) in self.places.items():
            if target != self.target:
                groups.setdefault((target.page, words or str(target)), []).append(place)
        for (_, words), (first, *others) in groups.items():
            anchors = "".join(f'<span id="{escape(id_)}"></span>' for id_ in others)
            href = escape(relative_url(self.places[first][0], self.page))
            yield f'<li id="{escape(first)}">{anchors}<a href="{href}">{escape(words)}</a></li>'


def find_redirects(site: Site) -> list[Redirect]:
    """Return a redirect for each page that was published and has moved."""
    found = []
    moved = dict.fromkeys(source.page for source in site.decisions.moved)
    for page in moved:
        target = None if page in site.pages else site.arrive(Address(page))
        if isinstance(target, Address):
            places = dict(_places(site, page))
            found.append(Redirect(page=page, target=target, title=site.title(target), places=places))
    return found


def _places(site: Site, page: str) -> Iterator[tuple[str, tuple[Address, str]]]:
    """Yield the places on an old page, where each is now, and the words that it had."""
    record = site.ledger.pages.get(page)
    decided = (source.fragment for source in site.decisions.sources if source.page == page)
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


def _script(value: object) -> str:
    """Write a value for a script inside of HTML."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c").replace("&", "\\u0026")


def render_moves(moves: Mapping[str, str]) -> str:
    """Render for the page's script where places that are on other pages now are found."""
    return f'<script type="application/json" id="link-moves">{_script(moves)}</script>\n'
