"""What a reader does with the site's furniture: search, copying, and the light and the dark scheme."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_every_page import UNFOLD
from tests.support.clipboard import copy
from tests.support.site import page_url, some_sources
from tests.support.visits import Visits

LIGHT, DARK = "default", "slate"


def search(page: Page, query: str) -> None:
    """Type into the search box; Hangul reaches it without key events, which an input method would send."""
    page.keyboard.press("/")
    box = page.locator(".md-search__input")
    box.fill(query)
    box.press("End")


def scheme(page: Page) -> str | None:
    return page.locator("body").get_attribute("data-md-color-scheme")


def test_search_finds_the_word_for_container(visits: Visits) -> None:
    page = visits.open()
    search(page, "컨테이너")
    result = page.locator(".md-search-result__item a").first
    expect(result).to_be_visible()
    expect(result).to_contain_text("컨테이너")
    result.click()
    expect(page).to_have_url(re.compile(r"/handbook/.*[?&]h="))
    expect(page.locator("article mark").first).to_contain_text("컨테이너")


def test_search_says_when_it_finds_nothing(visits: Visits) -> None:
    page = visits.open()
    search(page, "뷁뷁뷁")
    expect(page.locator(".md-search-result__meta")).to_have_text("검색어와 일치하는 문서가 없습니다")
    expect(page.locator(".md-search-result__item")).to_have_count(0)


def test_scheme_follows_the_system(visits: Visits) -> None:
    page = visits.open()
    assert scheme(page) == LIGHT
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", DARK)
    assert scheme(visits.open(dark=True)) == DARK


def test_scheme_is_switched_and_remembered(visits: Visits) -> None:
    page = visits.open(dark=True)
    toggle = page.locator("form[data-md-component=palette] label:visible")
    seen = []
    for _ in range(3):
        toggle.click()
        seen.append(scheme(page))
    assert seen == [LIGHT, DARK, DARK]
    toggle.click()
    page.reload()
    assert scheme(page) == LIGHT


def test_toggle_says_in_korean_what_it_does(visits: Visits) -> None:
    page = visits.open()
    labels = page.locator("form[data-md-component=palette] label").evaluate_all(
        "all => all.map(one => one.title)"
    )
    assert sorted(labels) == ["밝은 화면으로 바꾸기", "시스템 설정에 맞추기", "어두운 화면으로 바꾸기"]


def test_a_code_block_is_copied(visits: Visits) -> None:
    page = visits.open("write/", clipboard=True)
    block = page.locator(".highlight:not([data-copy])").filter(has=page.locator("code")).first
    button = block.locator(".md-code__button[data-md-type=copy]")
    code = block.locator("code").inner_text()
    assert copy(page, button).strip() == code.strip()
    expect(page.locator(".md-dialog")).to_have_text("클립보드에 복사됨")


@pytest.mark.parametrize("source", some_sources(3), ids=str)
def test_of_a_session_the_commands_are_copied(visits: Visits, source: Path) -> None:
    page = visits.open(page_url(source), clipboard=True)
    page.evaluate(UNFOLD)
    sessions = page.locator(".highlight[data-copy]")
    for session in sessions.all():
        shown = session.locator("code").inner_text()
        copied = copy(page, session.locator(".md-code__button[data-md-type=copy]"))
        assert not re.search(r"^[$] ", copied, re.MULTILINE)
        assert [line for line in copied.split("\n") if line not in shown] == []
        assert copied.count("\n") + 1 <= shown.strip().count("\n") + 1
    prompts = page.locator("article .highlight:not([data-copy]) code").filter(has_text=re.compile(r"^[$] "))
    expect(prompts).to_have_count(0)


def test_an_output_is_not_copied(visits: Visits) -> None:
    page = visits.open("containers-and-docker/", clipboard=True)
    session = page.locator(".highlight[data-copy]").filter(has=page.locator(".go")).first
    output = session.locator(".go").first.inner_text().strip()
    copied = copy(page, session.locator(".md-code__button[data-md-type=copy]"))
    assert output not in copied.split("\n")
