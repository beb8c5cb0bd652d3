"""On paper a page keeps its meaning, in few sheets."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, PdfMargins, expect

from tests.support.visits import Visits

_SHEET = re.compile(rb"/Type\s*/Page\b")

# Leave the longest breakdown of the page alone on it.
ALONE = """() => {
  const rows = (figure) => figure.querySelectorAll(".bd-row").length;
  const figures = [...document.querySelectorAll("figure.bd")].sort((one, other) => rows(other) - rows(one));
  document.querySelector("article").replaceChildren(figures[0]);
  return rows(figures[0]);
}"""


def sheets(page: Page) -> int:
    """Count the sheets of A4 that a page takes, with a margin of a centimetre."""
    margin: PdfMargins = {"top": "1cm", "right": "1cm", "bottom": "1cm", "left": "1cm"}
    return len(_SHEET.findall(page.pdf(format="A4", margin=margin)))


def test_the_large_example_takes_three_sheets(visits: Visits) -> None:
    page = visits.open("containers-and-docker/")
    assert page.evaluate(ALONE) >= 10
    assert 1 <= sheets(page) <= 3
    page.evaluate("() => document.querySelectorAll('.bd details').forEach((one) => { one.open = true })")
    opened = sheets(page)
    assert opened > 1, "what is open is printed"
    page.emulate_media(media="print")
    assert page.locator(".bd :is(button, select):visible").count() == 0
    assert all(one.is_visible() for one in page.locator(".bd-say").all())


def test_a_comparison_says_on_paper_what_is_new_and_what_changed(visits: Visits) -> None:
    page = visits.open("reading-and-mending/")
    page.emulate_media(media="print")
    for words in ("새로 생김", "바뀜"):
        expect(page.locator("figure.bd").get_by_text(words, exact=True).first).to_be_visible()


@pytest.mark.parametrize("url", ["", "write/"])
def test_only_the_text_is_printed(visits: Visits, url: str) -> None:
    page = visits.open(url)
    page.emulate_media(media="print")
    chrome = ".md-header, .md-sidebar, .md-top, .md-footer__inner, .headerlink, .md-code__nav, .link-panel"
    assert page.locator(f":is({chrome}):visible").count() == 0


def test_the_way_to_the_top_never_covers_the_answer(visits: Visits) -> None:
    page = visits.open("reading-and-mending/", width=360)
    page.locator(".bd-pick-question").first.select_option(index=2)
    reply = page.locator(".bd-reply:visible").first
    expect(reply).to_be_visible()
    for by in (900, -150):
        page.mouse.wheel(0, by)
        page.wait_for_timeout(300)
    top = page.locator(".md-top").bounding_box()
    answer = reply.bounding_box()
    assert top
    assert answer
    assert top["y"] + top["height"] <= answer["y"] or answer["y"] + answer["height"] <= top["y"]
