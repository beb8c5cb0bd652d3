"""The search where Material exchanges pages without loading them, and where the browser brings a page back.

The site does not switch `navigation.instant` on: at the first link within a page it would load that page anew
and forget what a reader had opened and asked in a breakdown. Who switches it on finds the search working.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.chromium import ARGUMENTS, find_chromium
from tests.support.clipboard import copy
from tests.support.site import ROOT, ServedSite, build_site, serve_folder
from tests.support.visits import Visits

BOX = ".md-search__input"
LINK = ".md-search-result__link"
FIRST = f".md-search-result__item:first-child {LINK}"
STAYS = "() => window.stays === true"
MARKS = "main article mark"


def build_instant(folder: Path, *, site_url: str) -> None:
    """Build the site with `navigation.instant`, from a copy: a breakdown's file must lie in its project."""
    for name in ("docs", "examples", "hooks", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    changed = config.replace(
        "    - navigation.footer\n", "    - navigation.footer\n    - navigation.instant\n"
    )
    assert changed != config
    (folder / "mkdocs.yml").write_text(changed, encoding="utf-8")
    build_site(folder / "site", site_url=site_url, config=folder / "mkdocs.yml")


@pytest.fixture(scope="module")
def instant_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedSite]:
    folder = tmp_path_factory.mktemp("instant")
    with serve_folder(folder / "site") as site:
        build_instant(folder, site_url=site.address)
        yield site


@pytest.fixture
def instant(browser: Browser, instant_site: ServedSite) -> Iterator[Visits]:
    visits = Visits(browser=browser, site=instant_site)
    yield visits
    assert not visits.close()


@pytest.fixture
def page(instant: Visits) -> Page:
    """Open a page and go from it to another and to a third, without loading either."""
    page = instant.open("write/")
    page.evaluate("() => { window.stays = true; }")
    for link, heading in (
        (".md-header a.md-logo", "home"),
        ("main article a:text-is('컨테이너와 도커')", "containers-and-docker"),
    ):
        page.locator(link).first.click()
        expect(page.locator("main h1")).to_have_id(heading)
    assert page.evaluate(STAYS)
    return page


def seek(page: Page, query: str) -> None:
    # Material shuts the box a moment after each change of page.
    page.wait_for_timeout(300)
    page.keyboard.press("/")
    expect(page.locator(BOX)).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type(query)
    # Results follow every key: wait for those of the last.
    page.wait_for_timeout(500)


def test_slash_arrows_and_enter_lead_to_a_hit_that_is_marked(page: Page) -> None:
    seek(page, "zjsxpdlsjfmf")
    expect(page.locator(FIRST).first).to_contain_text("컨테이너")
    page.keyboard.press("ArrowDown")
    expect(page.locator(FIRST).first).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/handbook/containers-and-docker/\?h="))
    expect(page.locator(MARKS).first).to_have_text("컨테이너")
    expect(page.locator("#__search")).not_to_be_checked()
    assert page.evaluate(STAYS)


def test_a_hit_on_another_page_leads_to_its_line(page: Page) -> None:
    arrived = page.locator("li:target")
    for _ in range(2):
        for query in ("USER nobody", "WORKDIR /src"):
            seek(page, query)
            page.locator(f"{LINK}:visible", has_text=re.compile(r"Dockerfile \d+행")).first.click()
            expect(arrived).to_contain_text(query)
            expect(arrived).to_have_count(1)
            expect(arrived).to_be_in_viewport()
    assert page.evaluate(STAYS)


def test_marks_are_of_the_newest_query_alone_and_go_with_it(page: Page) -> None:
    for word in ("시스템", "프로세스"):
        seek(page, word)
        page.locator(f'{LINK}[href*="#"][href*="containers-and-docker/?h="]:visible').first.click()
        expect(page.locator(MARKS).first).to_have_text(word)
        page.wait_for_timeout(300)
        assert set(page.locator(MARKS).all_text_contents()) == {word}
        assert page.locator("mark mark").count() == 0
    page.go_back(wait_until="commit")
    expect(page.locator(MARKS).first).to_have_text("시스템")
    page.go_back(wait_until="commit")
    expect(page).not_to_have_url(re.compile(r"\?h="))
    expect(page.locator(MARKS)).to_have_count(0)
    assert page.evaluate(STAYS)


def test_a_hit_at_the_top_of_the_same_page_is_marked(page: Page) -> None:
    seek(page, "컨테이너")
    page.locator(f'{LINK}[href*="containers-and-docker/?h="]:not([href*="#"])').first.click()
    expect(page).to_have_url(re.compile(r"/containers-and-docker/\?h=[^#]*$"))
    expect(page.locator(MARKS).first).to_have_text("컨테이너")


@pytest.mark.parametrize("address", ["../write/?q=레이어를", "?q=레이어를"])
def test_a_link_with_a_query_shows_its_results(page: Page, address: str) -> None:
    link = f"<p><a id=link href='{address}'>찾기</a></p>"
    page.locator("main article").first.evaluate(
        "(at, link) => at.insertAdjacentHTML('afterbegin', link)", link
    )
    page.locator("#link").click()
    expect(page.locator(BOX)).to_have_value("레이어를")
    expect(page.locator(BOX)).to_be_focused()
    expect(page.locator(f"{LINK} mark").first).to_have_text("레이어")
    page.keyboard.press("Escape")
    expect(page).not_to_have_url(re.compile(r"\?q="))
    page.locator("main h2 a.headerlink").first.dispatch_event("click")
    page.wait_for_timeout(400)
    expect(page.locator("#__search")).not_to_be_checked()


def test_sharing_a_query_copies_its_address_and_stays(instant: Visits) -> None:
    page = instant.open("write/", clipboard=True)
    seek(page, "도커 파일")
    expect(page.locator(FIRST).first).to_be_visible()
    before = page.url
    copied = copy(page, page.locator("[data-md-component=search-share]"))
    page.wait_for_timeout(300)
    assert page.url == before
    page.goto(copied, wait_until="networkidle")
    expect(page.locator(BOX)).to_have_value("도커 파일")
    expect(page.locator(FIRST).first).to_be_visible()


def test_nothing_found_offers_the_nearest_terms(page: Page) -> None:
    seek(page, "뷁뷁뷁")
    term = page.locator(".search-nearest button").first
    expect(term).to_be_visible()
    text = term.inner_text()
    term.click()
    expect(page.locator(BOX)).to_have_value(text)
    expect(page.locator(FIRST).first).to_be_visible()


def test_breakdowns_work_on_every_page_and_after_going_back(page: Page) -> None:
    page.locator(".bd-pick-question").first.select_option(index=1)
    expect(page.locator(".bd-reply.is-on")).to_have_count(1)
    page.go_back(wait_until="commit")
    expect(page.locator("main h1")).to_have_id("home")
    expect(page.locator("figure.bd").first).to_be_visible()
    seek(page, "배포하기")
    expect(page.locator(".md-search-result__meta")).not_to_be_empty()
    page.go_forward(wait_until="commit")
    expect(page.locator("main h1")).to_contain_text("컨테이너와 도커")
    seek(page, "컨테이너란")
    expect(page.locator(FIRST).first).to_contain_text("컨테이너")
    assert page.evaluate(STAYS)


def test_without_an_address_of_the_site_pages_are_loaded(browser: Browser, tmp_path: Path) -> None:
    build_instant(tmp_path, site_url="")
    with serve_folder(tmp_path / "site") as site:
        visits = Visits(browser=browser, site=site)
        page = visits.open("write/")
        page.evaluate("() => { window.stays = true; }")
        seek(page, "컨테이너를")
        expect(page.locator(FIRST).first).to_contain_text("컨테이너")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(r"/handbook/containers-and-docker/\?h="))
        expect(page.locator(MARKS).first).to_have_text("컨테이너")
        assert not page.evaluate(STAYS)
        page.wait_for_load_state("networkidle")
        assert not visits.close()


@pytest.mark.parametrize("opened", ["by /", "by a click"])
def test_a_page_that_the_browser_kept_answers_when_it_is_shown_again(
    browser: Browser, visits: Visits, opened: str
) -> None:
    address = visits.site.address
    # Playwright switches the cache for going back and forward off.
    kept = browser.browser_type.launch(
        executable_path=find_chromium(whole=True),
        args=ARGUMENTS,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    page = kept.new_page()
    page.goto(address, wait_until="networkidle")
    page.evaluate("() => addEventListener('pageshow', ({ persisted }) => { window.kept = persisted; })")
    seek(page, "docker")
    expect(page.locator(FIRST).first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?h="))
    page.wait_for_load_state("networkidle")
    page.go_back(wait_until="commit")
    page.wait_for_function("() => window.kept === true")
    if opened == "by /":
        page.keyboard.press("/")
    else:
        page.locator(BOX).click()
    expect(page.locator("#__search")).to_be_checked()
    page.keyboard.press("Control+a")
    page.keyboard.type("컨테이너를")
    expect(page.locator(f"{FIRST} mark").first).to_have_text("컨테이너")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/containers-and-docker/\?h="))
    kept.close()
