"""A line and what is told of it: its words, its fold, its address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from dockerlayers.render.html import RenderOptions
from tests.browser.samples import open_sample, write_sample
from tests.render.samples import SOURCE, sample
from tests.support.clipboard import copy


@pytest.fixture(params=[1280, 360])
def page(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Page]:
    breakdown = sample()
    *groups, last = breakdown.groups
    first, *others = last.rows
    aliased = replace(last, rows=(replace(first, aliases=("이전-주소",)), *others))
    address = write_sample(tmp_path / "sample.html", replace(breakdown, groups=(*groups, aliased)))
    with open_sample(browser, address, width=request.param) as page:
        yield page


def run(page: Page) -> Locator:
    return page.locator(".bd-row[data-line='5']")


def marked(page: Page) -> list[str]:
    return page.locator(".is-word").all_text_contents()


@pytest.mark.parametrize("key", ["Enter", " "])
def test_a_fold_is_opened_by_a_key(page: Page, key: str) -> None:
    summary = run(page).locator("summary")
    expect(summary).to_have_accessible_name("5행 자세히")
    summary.focus()
    summary.press(key)
    expect(run(page).locator(".bd-pieces")).to_be_visible()
    summary.press(key)
    expect(run(page).locator(".bd-pieces")).to_be_hidden()


def test_pointing_at_a_word_marks_its_piece(page: Page) -> None:
    run(page).locator("summary").click()
    run(page).locator("pre [data-w='3']").hover()
    assert [text.split()[0] for text in marked(page)] == ["-o", "-o"]
    run(page).locator(".bd-pieces > [data-w='5']").hover()
    assert [text.strip() for text in marked(page)][:2] == ["rm", "/tmp/*"]
    page.locator("h1").hover()
    assert marked(page) == []


def test_a_piece_takes_the_focus(page: Page) -> None:
    summary = run(page).locator("summary")
    summary.focus()
    summary.press("Enter")
    summary.press("Tab")
    assert len(marked(page)) == 2
    expect(run(page).locator(".bd-pieces > [data-w='1']")).to_be_focused()


def test_a_word_that_is_pressed_opens_its_piece(page: Page) -> None:
    run(page).locator("pre [data-w='2']").click(position={"x": 4, "y": 4})
    piece = run(page).locator(".bd-pieces > [data-w='2']")
    expect(piece).to_be_visible()
    expect(piece).to_be_focused()
    expect(piece).to_be_in_viewport()


def test_a_row_and_its_layer_light_up_together(page: Page) -> None:
    page.locator(".bd-row[data-line='13'] .bd-say").hover()
    lit = page.locator(".is-on").evaluate_all(
        "all => all.map(one => one.getAttribute('class').split(' ')[0])"
    )
    assert {"bd-row", "bd-l-layer"} <= set(lit)
    page.locator(".bd-stack [data-for='13'] a").first.hover()
    expect(page.locator(".bd-row[data-line='13']")).to_have_class(re.compile("is-on"))


def test_a_link_opens_and_marks_its_row(page: Page) -> None:
    target = page.locator(".bd-row[data-line='13']")
    page.locator(".bd-stack [data-for='13'] a").first.click()
    expect(target).to_have_class(re.compile("is-target"))
    expect(target.locator(".bd-fact").first).to_be_visible()
    expect(target).to_be_in_viewport()
    page.evaluate("location.hash = '견본-이전-주소'")
    expect(page.locator(".is-target")).to_have_count(1)
    expect(page.locator(".bd-row[data-line='12']")).to_have_class(re.compile("is-target"))


def test_a_flag_leads_to_what_is_said_of_it(page: Page) -> None:
    said = page.locator("[id='견본-fix-exposeprotocasing']")
    expect(said.locator(".bd-diff")).to_be_hidden()
    page.locator(".bd-row[data-line='14'] .bd-flag").click()
    expect(said.locator(".bd-diff")).to_be_visible()
    expect(said).to_be_in_viewport()
    said.locator(".bd-from").click()
    expect(page.locator(".bd-row[data-line='14']")).to_have_class(re.compile("is-target"))


def test_a_command_is_copied(browser: Browser, tmp_path: Path) -> None:
    address = write_sample(tmp_path / "sample.html", sample())
    with open_sample(browser, address, clipboard=True) as page:
        page.locator(".bd-howto > summary").click()
        button = page.locator(".bd-cmd").first.get_by_role("button", name="복사")
        assert copy(page, button) == "docker build -t my-app ."


@pytest.mark.parametrize("address", ["#%", "#", "#nothing"])
def test_an_address_that_leads_nowhere_is_no_error(page: Page, address: str) -> None:
    page.evaluate("address => { location.hash = address }", address)
    expect(page.locator(".is-target")).to_have_count(0)


def test_every_row_has_its_link(page: Page) -> None:
    for one in page.locator(".bd-row").all():
        assert one.locator("a.bd-no").get_attribute("href") == f"#{one.get_attribute('id')}"


@pytest.mark.parametrize(
    ("ranges", "lines"),
    [
        (None, (1, 15)),
        (((4, 6), (13, 13)), (3, 13)),
        (((13, 15),), (13, 15)),
        (((1, 2),), (1, 2)),
    ],
)
def test_what_is_shown_is_copied(
    browser: Browser, tmp_path: Path, ranges: tuple[tuple[int, int], ...] | None, lines: tuple[int, int]
) -> None:
    address = write_sample(tmp_path / "part.html", sample(), RenderOptions(ranges=ranges))
    with open_sample(browser, address, clipboard=True) as page:
        copied = copy(page, page.locator(".bd-tools > button.bd-tool--copy"))
        shown = SOURCE.split("\n")[lines[0] - 1 : lines[1]]
        if ranges and len(ranges) > 1:
            shown = [*SOURCE.split("\n")[2:6], SOURCE.split("\n")[12]]
        assert copied == "\n".join(shown) + "\n"
