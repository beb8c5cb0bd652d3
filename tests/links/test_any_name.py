"""Files may have any name: each page has an address in Latin letters, and every way to it leads there."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from urllib.parse import quote, unquote, urljoin

import pytest

from dockerlayers_site.links.latin import is_plain
from tests.links.names import PAGES, PICTURES, NamedSite, PageLinks, nfd, title_of


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> NamedSite:
    """Build the site strictly, and record it."""
    site = NamedSite(folder=tmp_path_factory.mktemp("names"))
    site.write()
    built = site.build()
    assert (built.status, built.warnings) == (0, []), built.output
    assert site.command("record") == 0
    assert site.command("check") == 0
    return site


def test_there_are_forty(site: NamedSite) -> None:
    assert len(PAGES) == 40
    # The plugin adds the playground.
    assert set(site.html_pages()) - {"내 Dockerfile 풀어 보기"} == {title_of(name) for name in PAGES}


def test_every_address_is_in_latin_letters(site: NamedSite) -> None:
    pages = site.html_pages()
    assert [address for address in pages.values() if not is_plain(address)] == []
    assert pages[title_of("01 도커 시작.md")] == "01-docker-sijak/"
    assert pages[title_of("Guide.md")] == "Guide/"
    assert {pages[title_of("한글.md")], pages[title_of("hangeul.md")]} == {"hangeul/", "hangeul-2/"}
    assert pages[title_of("hangeul.md")] == "hangeul/"
    assert pages[title_of("폴더 #1/안쪽/README.md")] == "poldeo-1/anjjok/"


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_to_what_it_says(site: NamedSite, name: str) -> None:
    address = site.html_pages()[title_of(name)]
    html = (site.site / address / "index.html").read_text(encoding="utf-8")
    page = PageLinks.read(html[html.index("<article") : html.index("</article>")])
    expected = {title_of(other) for other in PAGES}
    titles = {other: title for title, other in site.html_pages().items()}
    assert {words for _, words in page.links} >= expected
    for link, words in page.links:
        if words in expected:
            path, _, fragment = urljoin(f"/{address}", link).lstrip("/").partition("#")
            assert titles[unquote(path)] == words
            assert unquote(fragment) == "설치--실행"
    found = {unquote(urljoin(f"/{address}", picture)).lstrip("/") for picture in page.pictures}
    assert len(found) == len(PICTURES)
    assert [path for path in found if not (site.site / path).is_file()] == []


def test_the_navigation_leads_to_all(site: NamedSite) -> None:
    html = (site.site / "plain" / "index.html").read_text(encoding="utf-8")
    nav = html[html.index('class="md-nav__list"') : html.index("<article")]
    for address in site.html_pages().values():
        assert f'href="../{address}"' in nav or address in ("", "plain/", "playground/")


@pytest.mark.parametrize("name", [name for name in PAGES if not is_plain(name.removesuffix(".md"))])
def test_the_name_of_the_file_leads_to_the_page_as_well(site: NamedSite, name: str) -> None:
    stem = name.removesuffix(".md").removesuffix("README")
    for form in (stem, nfd(stem)):
        assert site.leads_to(quote(f"{form.removesuffix('/')}/")) == title_of(name)


def test_the_search_has_all_pages(site: NamedSite) -> None:
    index = json.loads((site.site / "search/search_index.json").read_text(encoding="utf-8"))
    assert {entry["location"] for entry in index["docs"]} >= set(site.html_pages().values())


def test_nothing_is_new_for_the_records_at_the_next_build(site: NamedSite) -> None:
    before = (site.docs / ".links/published.jsonl").read_text(encoding="utf-8")
    assert site.build().status == 0
    assert site.command("check") == 0
    assert site.command("record") == 0
    assert (site.docs / ".links/published.jsonl").read_text(encoding="utf-8") == before


MOVED = {
    "한글.md": "옮긴 한글.md",
    "01 도커 시작.md": "폴더 #1/01 도커 시작.md",
    "C#.md": "C 샤프?.md",
    nfd("분해된 이름.md"): "composed.md",
    "plain.md": "평범.md",
}


def test_five_are_moved(site: NamedSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    moved = NamedSite(folder=tmp_path, names=tuple(MOVED.get(name, name) for name in PAGES))
    moved.write()
    (site.docs / ".links").rename(moved.docs / ".links")
    before = site.html_pages()
    failed = moved.build()
    assert failed.status != 0
    lost = [before[title_of(name)] for name in MOVED]
    commands = [line.partition("keep it: ")[2].partition(";")[0] for line in failed.output.splitlines()]
    for command in filter(None, commands):
        # The page that is proposed is one of five that are alike; the right one is the author's to say.
        assert shlex.split(command.partition(" move ")[2])[0] in lost
    now = moved.html_pages()
    for old, new in MOVED.items():
        assert moved.command("move", before[title_of(old)], now[title_of(new)]) == 0
    built = moved.build()
    assert (built.status, built.warnings) == (0, []), built.output
    assert moved.command("record") == 0
    assert moved.command("check") == 0
    for old, new in MOVED.items():
        for address in (before[title_of(old)], f"{old.removesuffix('.md')}/"):
            assert moved.leads_to(quote(address)) == title_of(new)
    capsys.readouterr()
