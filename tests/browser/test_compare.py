"""Two Dockerfiles side by side, as a reader meets them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.clipboard import copy
from tests.support.site import ROOT
from tests.support.visits import Visits

PAGE = "reading-and-mending/"
AFTER = (ROOT / "examples/python-web/Dockerfile").read_text(encoding="utf-8")


def comparison(page: Page) -> Locator:
    return page.locator("figure.bd--compare")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_stands_side_by_side_where_there_is_room(visits: Visits, script: bool) -> None:
    pair = comparison(visits.open(PAGE, script=script)).locator(".bd-pair--same").last
    before, after = (pair.locator(f".bd-{name}").bounding_box() for name in ("was", "now"))
    assert before
    assert after
    assert before["y"] == after["y"]
    assert before["x"] + before["width"] <= after["x"]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_stands_one_below_the_other_on_a_phone(visits: Visits, script: bool) -> None:
    figure = comparison(visits.open(PAGE, script=script, width=360))
    pair = figure.locator(".bd-pair--changed").last
    before, after = (pair.locator(f".bd-{name}").bounding_box() for name in ("was", "now"))
    assert before
    assert after
    assert before["x"] == after["x"]
    assert before["y"] + before["height"] <= after["y"]
    same = figure.locator(".bd-pair--same").last
    assert not same.locator(".bd-was").is_visible()
    assert same.locator(".bd-became").is_visible()


def test_tells_what_differs_and_why(visits: Visits) -> None:
    gains = comparison(visits.open(PAGE)).locator(".bd-gains")
    expect(gains).to_contain_text("소스를 고쳤을 때")
    assert (gains.locator(".better").first.text_content() or "").endswith("1개")


def test_copies_the_second_file(visits: Visits) -> None:
    page = visits.open(PAGE, clipboard=True)
    assert copy(page, comparison(page).locator(".bd-tools > button.bd-tool--copy")) == AFTER


def test_a_link_to_a_pair_marks_it_below_the_header(visits: Visits) -> None:
    page = visits.open(PAGE)
    number = comparison(page).locator(".bd-pair--added a.bd-no").last
    number.click()
    pair = page.locator(".bd-pair:target")
    expect(pair).to_be_in_viewport()
    header = page.locator(".md-header").bounding_box()
    box = pair.bounding_box()
    assert header
    assert box
    assert box["y"] >= header["height"]
    plain = comparison(page).locator(".bd-pair:not(:target) .bd-became").first
    colour = "one => getComputedStyle(one).backgroundColor"
    assert pair.locator(".bd-became").evaluate(colour) != plain.evaluate(colour)
