"""The first page as a reader meets it: the answer in the first view, also without a script; nothing moves."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.test_every_page import PHONE, shift_of
from tests.support.visits import Visits

FIRST_VIEW = 740


def foot(page: Page, selector: str) -> float:
    """Return where an element ends, in px from the top of the page."""
    return float(page.locator(selector).first.evaluate("(one) => one.getBoundingClientRect().bottom"))


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_phone_has_numbers_and_answer_in_its_first_view(visits: Visits, script: bool) -> None:
    page = visits.open(width=PHONE, script=script)
    for selector in (".home-acts", ".bd-sides", ".bd-panel--after .bd-told"):
        assert foot(page, selector) < FIRST_VIEW, selector
    assert page.locator(".bd-sides b").all_text_contents() == ["2개", "1개"]
    assert page.locator(".bd-panel--after .bd-told").is_visible()
    assert not page.locator(".bd-panel--before .bd-told").is_visible()
    assert [page.locator(".home-acts a").count(), page.locator(".home-contents a").count()] >= [2, 5]


@pytest.mark.parametrize("width", [PHONE, 1280])
def test_nothing_moves(visits: Visits, width: int) -> None:
    page = visits.open(width=width)
    assert shift_of(page, wait=400) == 0
    parts = "h1, h2, .bd-sides, .bd-panels, .home-contents"
    tops = f"() => [...document.querySelectorAll('{parts}')].map((one) => one.offsetTop)"
    before = page.evaluate(tops)
    page.get_by_role("radio", name="고친 뒤").focus()
    page.keyboard.press("ArrowLeft")
    assert page.locator(".bd-panel--before .bd-told").is_visible()
    assert not page.locator(".bd-panel--after .bd-told").is_visible()
    assert page.evaluate(tops) == before


def test_paper_has_both(visits: Visits) -> None:
    page = visits.open()
    page.emulate_media(media="print")
    told = page.locator(".bd-told")
    assert [told.nth(0).is_visible(), told.nth(1).is_visible()] == [True, True]
    assert told.nth(0).bounding_box() != told.nth(1).bounding_box()
    assert (told.nth(0).text_content() or "").startswith("고치기 전: ")
