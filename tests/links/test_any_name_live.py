"""Pages with any names under MkDocs' own server, and in a browser below a sub-path."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from tests.links.names import PICTURES, NamedSite, nfd, title_of
from tests.support.serving import mkdocs_serve, wait_for
from tests.support.site import PREFIX, serve_folder
from tests.support.visits import Visits

NAMES = (
    "index.md", "한글.md", "C#.md", "무엇?.md", "100%.md", "a b+c(1).md", nfd("분해된 이름.md"),
    "폴더 #1/안쪽/README.md",
)  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> NamedSite:
    site = NamedSite(folder=tmp_path_factory.mktemp("live"), names=NAMES)
    site.write()
    built = site.build()
    assert built.status == 0, built.output
    return site


@pytest.fixture
def visits(browser: Browser, site: NamedSite) -> Iterator[Visits]:
    with serve_folder(site.site) as served:
        visits = Visits(browser=browser, site=served)
        yield visits
        problems = visits.close()
    assert not problems, "\n".join(problems)


def test_each_is_opened_by_the_links_of_another_and_shows_its_pictures(visits: Visits) -> None:
    page = visits.open("hangeul/")
    for name in NAMES:
        page.locator("article").get_by_role("link", name=title_of(name), exact=True).first.click()
        expect(page.locator("h1")).to_contain_text(title_of(name))
        expect(page.locator("#설치--실행")).to_be_in_viewport()
        widths = "all => all.map(one => one.complete && one.naturalWidth)"
        pictures = page.locator("article img[alt=그림]")
        expect(pictures).to_have_count(2 * len(PICTURES))
        page.wait_for_load_state("networkidle")
        assert set(pictures.evaluate_all(widths)) == {1}


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("address", ["한글/", "C#/", "무엇?/", "100%/", nfd("분해된 이름/"), "폴더 #1/안쪽/"])
def test_the_name_of_a_file_leads_to_its_page(visits: Visits, address: str, script: bool) -> None:
    page = visits.open(f"{quote(address)}#설치--실행", script=script)
    expect(page.locator("h1")).to_contain_text("제목")
    assert page.url.removeprefix(visits.site.address).partition("#")[0].replace("/", "").isascii()
    if script:
        expect(page.locator("#설치--실행")).to_be_in_viewport()


@pytest.mark.parametrize("name", ["한글.md", "C#.md", nfd("분해된 이름.md")])
def test_each_is_found_by_its_title(visits: Visits, name: str) -> None:
    page = visits.open()
    page.locator(".md-search__input").fill(title_of(name).removeprefix("제목 "))
    page.locator(".md-search-result__link").first.click()
    expect(page.locator("h1")).to_contain_text(title_of(name))


def test_the_server_of_mkdocs_serves_all(tmp_path: Path) -> None:
    site = NamedSite(folder=tmp_path, names=NAMES)
    site.write()
    with mkdocs_serve(tmp_path) as origin:
        address = origin.removesuffix("/") + PREFIX
        wait_for(f"{address}c/", title_of("C#.md"))
        wait_for(f"{address}{quote('C#/')}", "url=../c/")
        wait_for(f"{address}{quote('폴더 #1/안쪽/')}", "url=../../poldeo-1/anjjok/")
        (site.docs / "새 글.md").write_text("# 새 글\n\n[한글](한글.md)\n", encoding="utf-8")
        wait_for(f"{address}sae-geul/", 'href="../hangeul/"')
        (site.docs / "새 글.md").rename(site.docs / nfd("다른 글?.md"))
        wait_for(f"{address}dareun-geul/", "새 글")
