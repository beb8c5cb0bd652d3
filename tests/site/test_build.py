"""The site as files: what a strict build of the real pages leaves, before any browser looks at it."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

from tests.support.site import PREFIX, BuiltSite, page_url, sources

# What a browser fetches by itself, as against a link that a reader follows.
FETCHING_TAGS = frozenset({"script", "img", "iframe", "source", "video", "audio", "embed"})
FETCHING_RELATIONS = frozenset({"stylesheet", "icon", "preload", "modulepreload", "preconnect"})
FETCHING_STYLE = re.compile(r"url\(['\"]?(?:https?:)?//|@import")


class Document(HTMLParser):
    """Collect the ids, the links and the fetched addresses of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.ids.update(values[name] for name in ("id", "name") if name in values)
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag in FETCHING_TAGS and "src" in values:
            self.fetched.append(values["src"])
        if tag == "link" and FETCHING_RELATIONS & set(values.get("rel", "").split()):
            self.fetched.append(values["href"])


def pages(site: BuiltSite) -> list[Path]:
    return sorted(site.folder.rglob("*.html"))


def target(site: BuiltSite, address: str) -> Path:
    """Return the file that an address of the site leads to."""
    path = unquote(urlsplit(address).path).removeprefix(PREFIX)
    return site.folder / path / "index.html" if not path or path.endswith("/") else site.folder / path


def absolute(page: Path, site: BuiltSite, found: list[str]) -> list[str]:
    """Return the addresses found in a page as they are from the page's own."""
    base = site.address + page.relative_to(site.folder).as_posix().removesuffix("index.html")
    return [urljoin(base, address) for address in found]


def leads_nowhere(address: str, documents: dict[Path, Document], site: BuiltSite) -> bool:
    """Say whether an address of this server is outside the site, has no file, or names no id in its page."""
    plain, anchor = urldefrag(address)
    file = target(site, plain)
    if not (plain.startswith(site.address) and file.is_file()):
        return True
    return bool(anchor) and file in documents and unquote(anchor) not in documents[file].ids


def test_strict_build_says_nothing_to_mend(built_site: BuiltSite) -> None:
    assert re.findall(r"^(?:WARNING|ERROR).*", built_site.output, re.MULTILINE) == []
    assert "Documentation built" in built_site.output


def test_every_source_became_a_page(built_site: BuiltSite) -> None:
    assert [url for url in map(page_url, sources()) if not target(built_site, PREFIX + url).is_file()] == []


def test_links_within_the_site_lead_somewhere(built_site: BuiltSite) -> None:
    documents = {page: Document(page.read_text(encoding="utf-8")) for page in pages(built_site)}
    broken = [
        (page.name, address)
        for page, document in documents.items()
        for address in absolute(page, built_site, document.links + document.fetched)
        if address.startswith(built_site.origin) and leads_nowhere(address, documents, built_site)
    ]
    assert broken == []


def test_nothing_is_fetched_from_elsewhere(built_site: BuiltSite) -> None:
    for page in pages(built_site):
        fetched = Document(page.read_text(encoding="utf-8")).fetched
        assert fetched
        addresses = absolute(page, built_site, fetched)
        assert [url for url in addresses if not url.startswith((built_site.address, "data:"))] == []


def test_stylesheets_fetch_nothing_from_elsewhere(built_site: BuiltSite) -> None:
    sheets = {sheet.name: sheet.read_text(encoding="utf-8") for sheet in built_site.folder.rglob("*.css")}
    assert "site.css" in sheets
    assert [name for name, text in sheets.items() if FETCHING_STYLE.search(text)] == []


@pytest.mark.parametrize("name", ["404.html", "sitemap.xml"])
def test_files_without_a_place_of_their_own_know_the_sub_path(built_site: BuiltSite, name: str) -> None:
    """A page that is shown at any address, and one read by machines, cannot use relative addresses."""
    text = (built_site.folder / name).read_text(encoding="utf-8")
    assert PREFIX in text
    local = re.findall(r'(?:href|src)="([^"#:]+)"', text)
    assert [url for url in local if not url.startswith(PREFIX)] == []
