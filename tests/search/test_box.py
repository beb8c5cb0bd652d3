"""The search box of the built site, with the keys, the compositions and the links of a reader."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from tests.support.site import ServedSite
from tests.support.visits import Visits

FIRST = ".md-search-result__item:first-child .md-search-result__link"


def compose(session: CDPSession, *states: str) -> None:
    """Show each state of a composition, as a Korean input method does, and then commit the last."""
    for state in states:
        session.send(
            "Input.imeSetComposition",
            {"text": state, "selectionStart": len(state), "selectionEnd": len(state)},
        )
    session.send("Input.insertText", {"text": states[-1]})


@pytest.fixture
def page(visits: Visits) -> Page:
    return visits.open()


def test_slash_opens_the_box_and_enter_goes_to_the_first_hit(page: Page) -> None:
    page.keyboard.press("/")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.type("zjsxpdlsj")
    expect(page.locator(FIRST).first).to_contain_text("컨테이너")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/handbook/containers-and-docker/\?h="))
    expect(page.locator("article mark").first).to_have_text("컨테이너")


def test_arrows_walk_through_the_results(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("docker")
    expect(page.locator(FIRST).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator(FIRST).first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".md-search__input")).not_to_be_focused()


def test_results_follow_a_composition_before_it_is_committed(page: Page) -> None:
    page.keyboard.press("/")
    session = page.context.new_cdp_session(page)
    for state in ("ㅋ", "커", "컨", "컨ㅌ", "컨테", "컨텡"):
        session.send("Input.imeSetComposition", {"text": state, "selectionStart": 0, "selectionEnd": 0})
    expect(page.locator(".md-search__input")).to_have_value("컨텡")
    expect(page.locator(FIRST).first).to_contain_text("컨테이너")
    compose(session, "컨테이너")
    expect(page.locator(f"{FIRST} mark").first).to_have_text("컨테이너")


def test_a_hit_in_a_breakdown_leads_to_its_line(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("USER nobody")
    row = page.locator(".md-search-result__link", has_text="Dockerfile 3행").first
    expect(row).to_contain_text("USER nobody")
    row.click()
    expect(page).to_have_url(re.compile(r"#.*-user-nobody$"))
    expect(page.locator("li.bd-row:target")).to_be_in_viewport()


def test_generated_explanations_are_not_searched(visits: Visits) -> None:
    page = visits.open("containers-and-docker/")
    say = page.locator(".bd-say").first.text_content() or ""
    page.keyboard.press("/")
    page.locator(".md-search__input").fill(say)
    expect(page.locator(".md-search-result__meta")).not_to_have_text("")
    for teaser in page.locator(".md-search-result__item article > p:first-of-type").all_inner_texts():
        assert say not in teaser


def test_a_link_with_a_query_shows_its_results(visits: Visits) -> None:
    page = visits.open("?q=컨테이너를")
    expect(page.locator(".md-search__input")).to_have_value("컨테이너를")
    expect(page.locator(FIRST).first).to_contain_text("컨테이너")


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_found_offers_the_nearest_terms(visits: Visits, width: int) -> None:
    page = visits.open("?q=뷁뷁뷁", width=width)
    expect(page.locator(".md-search-result__meta")).to_have_text("검색어와 일치하는 문서가 없습니다")
    terms = page.locator(".search-nearest button")
    expect(terms.first).to_be_visible()
    # The overlay grows over the page while the box opens.
    page.wait_for_function("document.documentElement.scrollWidth <= innerWidth")
    term = terms.first.inner_text()
    terms.first.click()
    expect(page.locator(".md-search__input")).to_have_value(term)
    expect(page.locator(FIRST).first).to_be_visible()
    expect(page.locator(".search-nearest")).to_have_count(0)


def test_the_box_answers_after_the_browser_came_back(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("docker")
    expect(page.locator(FIRST).first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?h="))
    page.wait_for_load_state("networkidle")
    page.go_back(wait_until="networkidle")
    page.locator(".md-search__input").click()
    page.keyboard.press("End")
    page.keyboard.type(" build")
    expect(page.locator(FIRST).first).to_be_visible()
    expect(page.locator(".md-search-result__link mark", has_text="build").first).to_be_attached()


@pytest.fixture
def broken(browser: Browser, served_site: ServedSite) -> Iterator[tuple[Page, list[str]]]:
    """Open the site with a part of our search missing, and keep what the console says."""
    context = browser.new_context(locale="ko-KR")
    said: list[str] = []
    context.on("console", lambda message: said.append(message.text))
    yield context.new_page(), said
    context.close()
    served_site.misses.clear()


@pytest.mark.parametrize("missing", ["engine.js"])
def test_without_our_scripts_materials_own_search_answers(
    broken: tuple[Page, list[str]], served_site: ServedSite, missing: str
) -> None:
    page, said = broken
    page.context.route(f"**/korean-*/{missing}", lambda route: route.fulfill(status=404, body=""))
    page.goto(f"{served_site.address}?q=컨테이너", wait_until="networkidle")
    expect(page.locator(FIRST).first).to_contain_text("컨테이너")
    assert any("Korean search failed, Material's own takes over" in text for text in said), said


def test_a_query_on_which_ours_fails_is_answered_by_materials(
    broken: tuple[Page, list[str]], served_site: ServedSite
) -> None:
    page, said = broken
    source = "export class Engine { constructor() {} get reader() {} search() { throw new Error('정전'); } }"
    page.context.route(
        "**/korean-*/engine.js",
        lambda route: route.fulfill(status=200, content_type="text/javascript", body=source),
    )
    page.goto(f"{served_site.address}?q=컨테이너", wait_until="networkidle")
    expect(page.locator(FIRST).first).to_contain_text("컨테이너")
    assert any("정전" in text for text in said), said


def test_our_search_needs_nothing_of_materials_worker(page: Page, visits: Visits) -> None:
    names: list[str] = page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
    assert not [name for name in names if re.search(r"/workers/search\.", name)]
    assert not visits.problems


@pytest.mark.parametrize("query", ["컨테이너", "캐시", "FROM", "이미지 레이어", "USER nobody"])
def test_enter_opens_what_is_listed_first(page: Page, query: str) -> None:
    page.keyboard.press("/")
    page.locator(".md-search__input").fill(query)
    expect(page.locator(FIRST).first).to_be_visible()
    page.wait_for_timeout(300)
    listed = page.locator(".md-search-result__item").first.locator("a:visible")
    group = {link.split("?")[0].split("#")[0] for link in listed.evaluate_all("all => all.map(a => a.href)")}
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "?h=" in url or "#" in url)
    assert page.url.split("?")[0].split("#")[0] in group


def test_what_was_understood_is_said(visits: Visits) -> None:
    page = visits.open("?q=zjsxpdlsj")
    expect(page.locator(".search-understood li")).to_have_text("zjsxpdlsj → 컨테이너")
    page.locator(".md-search__input").fill("컨테이너")
    expect(page.locator(".search-understood")).to_have_count(0)


@pytest.mark.parametrize("width", [360, 1280])
def test_a_word_that_is_nowhere_is_told_and_real_words_are_offered(visits: Visits, width: int) -> None:
    page = visits.open("?q=컨테이너 jaeger", width=width)
    expect(page.locator(".search-understood del")).to_have_text("jaeger")
    expect(page.locator(".search-nearest button").first).to_be_visible()
    page.wait_for_function("document.documentElement.scrollWidth <= innerWidth")


def test_results_are_announced_and_opened_with_the_keyboard(page: Page) -> None:
    expect(page.locator(".md-search-result__meta")).to_have_attribute("aria-live", "polite")
    page.keyboard.press("Control+k")
    expect(page.locator(".md-search__input")).to_be_focused()


@pytest.mark.parametrize("keys", ["Control+k", "Meta+k", "Control+K"])
def test_a_key_opens_the_search_from_anywhere(visits: Visits, keys: str) -> None:
    page = visits.open("containers-and-docker/")
    page.locator(".bd summary").first.focus()
    page.keyboard.press(keys)
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.insert_text("레이어")
    page.keyboard.press(keys)
    assert page.evaluate("getSelection().toString()") == "레이어"


@pytest.mark.parametrize(
    "field",
    [
        "<input>",
        "<input type=search>",
        "<textarea></textarea>",
        "<p contenteditable>글</p>",
        "<select></select>",
    ],
)
def test_a_field_keeps_the_key(page: Page, field: str) -> None:
    page.evaluate("html => { document.querySelector('article').innerHTML = html }", field)
    page.locator("article > *").focus()
    page.keyboard.press("Control+k")
    expect(page.locator("article > *")).to_be_focused()


@pytest.mark.parametrize("keys", ["Alt+Control+k", "Shift+Control+k", "Control+j"])
def test_other_keys_open_nothing(page: Page, keys: str) -> None:
    page.keyboard.press(keys)
    expect(page.locator(".md-search__input")).not_to_be_focused()


def test_only_the_section_that_one_lands_on_is_marked(visits: Visits) -> None:
    page = visits.open("containers-and-docker/?h=컨테이너#shared-kernel")
    expect(page.locator("article mark").first).to_have_text("컨테이너")
    page.wait_for_timeout(300)
    above = page.evaluate(
        """() => {
        const start = document.getElementById("shared-kernel");
        const before = (mark) => start.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_PRECEDING;
        return [...document.querySelectorAll("article mark")].filter(before).length;
        }"""
    )
    assert above == 0
    assert page.locator("article mark").count() < 20


def test_no_link_has_an_empty_query(visits: Visits) -> None:
    page = visits.open("?q=컨테이너")
    expect(page.locator(FIRST).first).to_be_visible()
    links = page.locator(".md-search-result__link").evaluate_all("all => all.map(a => a.href)")
    assert links
    assert not [link for link in links if link.endswith("?h=") or "?h=#" in link]


def test_a_word_is_marked_through_what_no_one_sees(page: Page, served_site: ServedSite) -> None:
    page.route(
        "**/containers-and-docker/*",
        lambda route: route.fulfill(
            response=(got := route.fetch()), body=got.text().replace("테이너", "테\u2060이너")
        ),
    )
    page.goto(f"{served_site.address}containers-and-docker/?h=컨테이너#shared-kernel")
    expect(page.locator("article mark").first).to_have_text("컨테\u2060이너")
