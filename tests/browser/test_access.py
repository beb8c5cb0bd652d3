"""A breakdown for everyone: without scripts, on paper, with other colours, by a screen reader."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.samples import open_sample, write_sample
from tests.browser.test_every_page import STICKING_OUT, UNFOLD
from tests.render.samples import sample
from tests.support.visits import Visits

PAGE = "containers-and-docker/"
BOTH_WIDTHS = pytest.mark.parametrize("width", [1280, 360])
BOTH_SCHEMES = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])

# Everything to press, but for links within a text, that is less than 24 pixels high or wide.
TOO_SMALL = """() => [...document.querySelectorAll(".bd :is(a, button, summary, select)")]
  .filter((one) => !one.matches(".bd-from, .bd-mend a"))
  .map((one) => [one, one.getBoundingClientRect()])
  .filter(([one, box]) => box.width && (Math.round(box.width) < 24 || Math.round(box.height) < 24))
  .map(([one, box]) => `${one.className} ${one.textContent.slice(0, 20)} ${box.width} ${box.height}`)"""


@pytest.fixture
def address(tmp_path: Path) -> str:
    return write_sample(tmp_path / "sample.html", sample())


def violations(page: Page) -> list[str]:
    """Let axe-core look at the breakdowns of a page."""
    found = Axe().run(page, context=".bd").response["violations"]
    return [f"{one['id']}: {[node['html'][:160] for node in one['nodes']]}" for one in found]


@BOTH_WIDTHS
@BOTH_SCHEMES
def test_axe_finds_nothing(browser: Browser, address: str, width: int, dark: bool) -> None:
    with open_sample(browser, address, width=width, dark=dark) as page:
        assert violations(page) == []
        page.evaluate(UNFOLD)
        page.locator(".bd-ask").nth(1).click()
        assert violations(page) == []
        page.get_by_label("빌드할 이미지").select_option("test")
        page.locator(".bd-pieces > [data-w='2']").first.hover()
        assert violations(page) == []


@BOTH_WIDTHS
@BOTH_SCHEMES
@pytest.mark.parametrize("url", [PAGE, "reading-and-mending/"])
def test_axe_finds_nothing_in_the_handbook(visits: Visits, url: str, width: int, dark: bool) -> None:
    page = visits.open(url, width=width, dark=dark)
    page.evaluate("() => document.querySelectorAll('.bd details').forEach((one) => { one.open = true })")
    assert violations(page) == []
    page.locator(".bd-ask").nth(4).click()
    assert violations(page) == []


@BOTH_WIDTHS
def test_all_is_there_without_scripts(browser: Browser, address: str, width: int) -> None:
    with open_sample(browser, address, width=width, script=False) as page:
        assert page.locator(".bd :is(button, select):visible").count() == 0
        folds = page.locator("details.bd-more")
        for fold in folds.all():
            fold.locator("summary").first.click()
        assert all(body.is_visible() for body in page.locator(".bd-body, .bd-panel").all())
        assert page.locator(".bd-if:visible").count() == 7
        expect(page.locator(".bd-files")).to_contain_text("go.mod")
        assert page.locator(".bd-files dd").all_inner_texts() == [
            "4–6행을 다시 빌드합니다.",
            "모두 캐시를 씁니다.",
        ]
        assert page.locator(".bd-mend:visible").count() == 2
        assert page.locator(".bd-box:visible, .bd-arrow:visible").count() == 5


@BOTH_WIDTHS
def test_all_that_is_pressed_is_large_enough(browser: Browser, address: str, width: int) -> None:
    with open_sample(browser, address, width=width) as page:
        page.evaluate(UNFOLD)
        page.locator(".bd-ask").nth(1).click()
        assert page.evaluate(TOO_SMALL) == []
        assert page.evaluate(STICKING_OUT) == []
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width


@BOTH_SCHEMES
def test_everything_is_printed_and_light(browser: Browser, address: str, dark: bool) -> None:
    with open_sample(browser, address, width=700, dark=dark) as page:
        page.locator(".bd-ask").nth(1).click()
        page.emulate_media(media="print")
        assert page.locator(".bd :is(button, select):visible").count() == 0
        assert all(body.bounding_box() for body in page.locator(".bd-body, .bd-panel").all())
        assert page.locator(".bd-state:visible").count() == 0
        ink = page.evaluate("getComputedStyle(document.querySelector('.bd-mark--layer')).backgroundColor")
        assert ink == "rgb(57, 73, 171)" or page.locator(".bd-out .bd-mark--layer").count()


def test_motion_can_be_less(browser: Browser, address: str) -> None:
    with open_sample(browser, address) as page:
        read = "getComputedStyle(document.querySelector('.bd-slab')).transitionDuration"
        assert page.evaluate(read) != "0s"
        page.emulate_media(reduced_motion="reduce")
        assert page.evaluate(read) == "0s"


def test_marks_differ_in_forced_colours(browser: Browser, address: str) -> None:
    with open_sample(browser, address) as page:
        page.emulate_media(forced_colors="active")
        colour = "one => getComputedStyle(one).backgroundColor"
        layer = page.locator(".bd-rows:not(.bd-out) .bd-mark--layer").evaluate(colour)
        assert layer != page.locator(".bd-out .bd-mark--layer").first.evaluate(colour)
        page.locator(".bd-ask").nth(1).click()
        states = {
            name: page.locator(f".bd-row[data-state='{name}'] .bd-state").first
            for name in ("rebuild", "maybe")
        }
        assert states["rebuild"].evaluate(colour) != states["maybe"].evaluate(colour)


def test_works_where_details_cannot_be_styled(browser: Browser, address: str) -> None:
    """Browsers without ::details-content keep what unfolds beside the code."""
    with open_sample(browser, address) as page:
        page.evaluate(
            """() => { for (const sheet of document.styleSheets) {
                [...sheet.cssRules].reverse().forEach((rule, index, all) => {
                    if (rule instanceof CSSSupportsRule) sheet.deleteRule(all.length - 1 - index);
                }); } }"""
        )
        page.evaluate(UNFOLD)
        assert all(body.is_visible() for body in page.locator(".bd-row .bd-body").all())
        assert page.evaluate(STICKING_OUT) == []
        page.locator(".bd-ask").nth(1).click()
        expect(page.locator(".bd-row[data-state='rebuild']")).to_have_count(1)


def test_lives_through_a_change_of_page(visits: Visits) -> None:
    """Material's instant navigation puts a new page in place and tells of it through document$."""
    page = visits.open(PAGE)
    count = page.locator(".bd-ask").count()
    assert count
    page.evaluate(
        """async () => {
            const text = await (await fetch(location.href)).text();
            const next = new DOMParser().parseFromString(text, "text/html");
            document.querySelector("article").innerHTML = next.querySelector("article").innerHTML;
            history.replaceState(null, "", "#" + document.querySelector(".bd-row[data-line='13']").id);
            document$.next(document);
        }"""
    )
    assert page.locator(".bd-ask").count() == count
    page.locator(".bd-ask").nth(2).click()
    expect(page.locator(".bd-row[data-state='changed']")).to_have_count(1)
    expect(page.locator(".bd-row.is-target")).to_have_count(1)
