"""What a reader sees at an address where there is nothing; the host answers with the site's 404.html."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.support.visits import Visits


def _ask(visits: Visits, path: str, *, width: int = 1280, script: bool = True) -> Page:
    """Ask for an address where there is nothing, as of a host that has a page for that."""
    page = visits.open("404.html", width=width, script=script)
    # The server of the tests has no such page; the address is what counts.
    body = (visits.site.folder / "404.html").read_text(encoding="utf-8")
    asked = visits.site.address + path
    page.route(asked.partition("#")[0], lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(asked, wait_until="networkidle")
    return page


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        ("reading-and-mendng/", "reading-and-mending/"),
        ("docs/reading-and-mending.html", "reading-and-mending/"),
        ("Dockerfile 읽고고치기", "reading-and-mending/"),
        ("team/option-build-arg", "write/dockerfiles/#option-build-arg"),
        ("comand/#if-changed", "command/#if-changed"),
        ("a/very/deep/place/write/", "write/"),
    ],
)
def test_the_nearest_places_are_offered(visits: Visits, path: str, nearest: str) -> None:
    page = _ask(visits, path)
    expect(page.get_by_role("heading", level=1)).to_have_text("찾는 페이지가 없습니다")
    first = page.locator(".missing-nearest a").first
    expect(first).to_be_visible()
    assert first.evaluate("link => link.href") == visits.site.address + nearest
    assert page.locator(".missing-nearest li").count() <= 5
    first.click()
    expect(page).to_have_url(visits.site.address + nearest)


@pytest.mark.parametrize("path", ["zzzz-qqqq/", "%E0%A4%A/", "?q"])
def test_nothing_is_offered_that_is_not_near(visits: Visits, path: str) -> None:
    page = _ask(visits, path) if not path.startswith("?") else visits.open("404.html")
    expect(page.locator(".missing-nearest")).to_be_hidden()
    expect(page.locator("article li a[href]:visible").first).to_be_visible()


def test_its_search_is_that_of_the_site(visits: Visits) -> None:
    page = _ask(visits, "멀티 스테이지/", width=360)
    field = page.get_by_label("이 사이트에서 찾기")
    expect(field).to_have_value("멀티 스테이지")
    field.fill("레이어")
    field.press("Enter")
    result = page.locator(".md-search-result__item a").first
    expect(result).to_be_visible()
    result.click()
    expect(page).to_have_url(re.compile(r"/handbook/.*[?&]h="))


def test_it_is_complete_without_script(visits: Visits) -> None:
    page = _ask(visits, "reading-and-mendng/", script=False)
    expect(page.locator(".missing-search")).to_be_hidden()
    expect(page.locator(".missing-nearest")).to_be_hidden()
    links = page.locator("article li a:visible").evaluate_all("all => all.map(one => one.href)")
    assert visits.site.address + "start/install/" in links
    assert len(links) == len(set(links)) >= 8


@pytest.mark.parametrize("width", [360, 1280])
def test_it_fits_and_is_not_indexed(visits: Visits, width: int) -> None:
    page = _ask(visits, "reading-and-mendng/deep/", width=width)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex"
    assert Axe().run(page, context="article").response["violations"] == []
    assert page.title() == "찾는 페이지가 없습니다 - 도커 핸드북"
