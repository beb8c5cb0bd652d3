"""When the search loads: not before a reader is about to search, and what is said until it has loaded."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.support.site import ServedSite
from tests.support.visits import Visits

BOX = ".md-search__input"
META = ".md-search-result__meta"
FIRST = ".md-search-result__item:first-child .md-search-result__link"
LOADING = "검색을 준비하고 있습니다"
FAILED = "검색을 불러오지 못했습니다"


class Reading:
    """A page, and what of the search was asked for."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        page.context.on("request", lambda request: self.asked.append(Path(request.url).name))

    @property
    def search(self) -> set[str]:
        return {"worker.js", "search_index.json"}.intersection(self.asked)


@pytest.fixture
def reading(browser: Browser) -> Iterator[Reading]:
    context = browser.new_context(locale="ko-KR")
    yield Reading(context.new_page())
    context.close()


@pytest.mark.parametrize(
    "url", ["", "containers-and-docker/", "containers-and-docker/?h=컨테이너#shared-kernel"]
)
def test_a_page_that_is_only_read_loads_neither_worker_nor_index(
    reading: Reading, served_site: ServedSite, url: str
) -> None:
    page = reading.page
    page.goto(served_site.address + url, wait_until="networkidle")
    page.mouse.move(300, 500)
    page.mouse.wheel(0, 1500)
    page.keyboard.press("Tab")
    page.locator("article a.headerlink").last.dispatch_event("click")
    page.wait_for_timeout(300)
    assert "start.js" in reading.asked
    assert not reading.search
    if "?h=" in url:
        expect(page.locator("article mark").first).to_have_text("컨테이너")


INTENTIONS: dict[str, Callable[[Page], object]] = {
    "points at the box": lambda page: page.locator(BOX).hover(),
    "clicks into the box": lambda page: page.locator(BOX).click(),
    "presses /": lambda page: page.keyboard.press("/"),
    "presses s": lambda page: page.keyboard.press("s"),
    "presses Ctrl+K": lambda page: page.keyboard.press("Control+k"),
}


@pytest.mark.parametrize("intention", INTENTIONS)
def test_the_search_loads_when_a_reader(reading: Reading, served_site: ServedSite, intention: str) -> None:
    page = reading.page
    page.goto(served_site.address, wait_until="networkidle")
    assert not reading.search
    with page.context.expect_event("request", lambda request: request.url.endswith("search_index.json")):
        INTENTIONS[intention](page)
    assert reading.search == {"worker.js", "search_index.json"}


def test_the_search_loads_when_a_reader_taps_the_glass(browser: Browser, served_site: ServedSite) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800}, has_touch=True, locale="ko-KR")
    reading = Reading(context.new_page())
    page = reading.page
    page.goto(served_site.address, wait_until="networkidle")
    assert not reading.search
    page.locator("label.md-header__button[for=__search]").tap()
    expect(page.locator(BOX)).to_be_focused()
    page.keyboard.type("컨테이너")
    expect(page.locator(FIRST).first).to_contain_text("컨테이너")
    context.close()


def test_a_link_with_a_query_loads_the_search(reading: Reading, served_site: ServedSite) -> None:
    reading.page.goto(f"{served_site.address}?q=컨테이너", wait_until="networkidle")
    assert reading.search == {"worker.js", "search_index.json"}


def hold(route: Route) -> None:
    """Leave a request without an answer."""


def test_what_was_typed_before_the_search_was_ready_is_answered_then(visits: Visits) -> None:
    page = visits.open()
    page.context.route("**/search_index.json", hold)
    page.keyboard.press("/")
    expect(page.locator(META)).to_have_text(LOADING)
    expect(page.locator(META)).to_have_attribute("aria-live", "polite")
    page.keyboard.type("레이어를")
    expect(page.locator(META)).to_have_text(LOADING)
    assert page.locator(FIRST).count() == 0
    # Lets go what is held back, and what a slow worker asks for only now.
    page.context.unroute("**/search_index.json", hold)
    expect(page.locator(f"{FIRST} mark").first).to_have_text("레이어")
    expect(page.locator(META)).not_to_contain_text(LOADING)


def test_an_index_that_cannot_be_loaded_is_told_and_tried_again(
    reading: Reading, served_site: ServedSite
) -> None:
    page = reading.page
    page.goto(served_site.address, wait_until="networkidle")
    page.context.route("**/search_index.json", lambda route: route.abort())
    page.keyboard.press("/")
    expect(page.locator(META)).to_contain_text(FAILED)
    page.context.unroute("**/search_index.json")
    page.keyboard.type("레이어")
    expect(page.locator(f"{FIRST} mark").first).to_have_text("레이어")
