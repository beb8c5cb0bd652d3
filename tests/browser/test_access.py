"""A breakdown for everyone: without scripts, on paper, with other colours, by a screen reader."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import violations
from tests.browser.samples import open_sample, write_sample
from tests.browser.test_answers import choose_target, question
from tests.browser.test_every_page import STICKING_OUT, UNFOLD
from tests.render.samples import sample
from tests.support.visits import UNREADY, Visits

PAGE = "containers-and-docker/"
BOTH_WIDTHS = pytest.mark.parametrize("width", [1280, 360])
BOTH_SCHEMES = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])

# Everything to press, but for links within a text, that is less than 24 pixels high or wide.
TOO_SMALL = """() => [...document.querySelectorAll(".bd :is(a, button, summary, select)")]
  .filter((one) => !one.matches(".bd-from, .bd-find a, .bd-history a"))
  .map((one) => [one, one.getBoundingClientRect()])
  .filter(([one, box]) => box.width && (Math.round(box.width) < 24 || Math.round(box.height) < 24))
  .map(([one, box]) => `${one.className} ${one.textContent.slice(0, 20)} ${box.width} ${box.height}`)"""


@pytest.fixture
def address(tmp_path: Path) -> str:
    return write_sample(tmp_path / "sample.html", sample())


@BOTH_WIDTHS
@BOTH_SCHEMES
def test_axe_finds_nothing(browser: Browser, address: str, width: int, dark: bool) -> None:
    with open_sample(browser, address, width=width, dark=dark) as page:
        assert violations(page, ".bd") == []
        page.evaluate(UNFOLD)
        question(page).select_option(index=4)
        assert violations(page, ".bd") == []
        choose_target(page, "test")
        page.locator(".bd-pieces > [data-w='2']").first.hover()
        assert violations(page, ".bd") == []


@BOTH_WIDTHS
@BOTH_SCHEMES
def test_axe_finds_nothing_while_something_is_asked(visits: Visits, width: int, dark: bool) -> None:
    page = visits.open("reading-and-mending/", width=width, dark=dark)
    page.evaluate("() => document.querySelectorAll('.bd details').forEach((one) => { one.open = true })")
    page.locator(".bd-pick-question").first.select_option(index=2)
    assert violations(page, ".bd") == []
    assert page.locator(".bd-legend").count() == 1
    page.locator(".bd-legend").evaluate("one => one.showPopover()")
    assert violations(page, ".bd") == []


@BOTH_WIDTHS
def test_all_is_there_without_scripts(browser: Browser, address: str, width: int) -> None:
    with open_sample(browser, address, width=width, script=False) as page:
        assert page.locator(".bd :is(button:not([popovertarget]), select):visible").count() == 0
        for fold in page.locator(".bd details").all():
            fold.locator("summary").first.click()
        assert all(body.is_visible() for body in page.locator(".bd-fact, .bd-panel, .bd-pieces").all())
        assert page.locator(".bd-if:visible").count() == 7
        changes = page.locator(".bd-changes")
        expect(changes).to_contain_text("go.mod")
        answers = changes.locator("dd").all_text_contents()
        assert answers[:2] == ["4–6행을 다시 빌드합니다.", "모두 캐시를 씁니다."]
        expect(changes).to_contain_text("debian")
        assert page.locator(".bd-find:visible").count() == 5
        expect(page.locator(".bd-find .bd-diff")).to_be_visible()
        legend = page.locator(".bd-legend")
        expect(legend).to_be_hidden()
        more = page.get_by_role("button", name="더 보기")
        if more.is_visible():
            more.click()
        page.get_by_role("button", name="표시 읽는 법").click()
        expect(legend).to_be_visible()


@BOTH_WIDTHS
def test_all_that_is_pressed_is_large_enough(browser: Browser, address: str, width: int) -> None:
    with open_sample(browser, address, width=width) as page:
        page.evaluate(UNFOLD)
        question(page).select_option(index=4)
        assert page.evaluate(TOO_SMALL) == []
        assert page.evaluate(STICKING_OUT) == []
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width


@BOTH_SCHEMES
def test_what_is_open_is_printed_and_light(browser: Browser, address: str, dark: bool) -> None:
    with open_sample(browser, address, width=700, dark=dark) as page:
        page.locator(".bd-row[data-line='5'] details").evaluate("fold => { fold.open = true }")
        page.emulate_media(media="print")
        assert page.locator(".bd :is(button, select):visible").count() == 0
        assert page.locator(".bd-say").count() == page.locator(".bd-say:visible").count()
        assert page.locator(".bd-pieces:visible").count() == 1
        assert page.locator(".bd-legend:visible").count() == 1
        if not dark:
            mark = page.locator(".bd-rows:not(.bd-out) > .bd-row > .bd-mark--layer")
            assert mark.evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(53, 72, 171)"
        page.emulate_media(media="screen")
        question(page).select_option(index=4)
        page.emulate_media(media="print")
        states = set(page.locator(".bd-state:visible").all_text_contents())
        assert states >= {"고친 줄", "다시 빌드", "조건에 따라"}
        expect(page.locator(".bd-reply")).to_be_visible()


def test_motion_can_be_less(browser: Browser, address: str) -> None:
    with open_sample(browser, address) as page:
        read = "getComputedStyle(document.querySelector('.bd-tool')).transitionDuration"
        assert page.evaluate(read) != "0s"
        page.emulate_media(reduced_motion="reduce")
        assert page.evaluate(read) == "0s"


def test_marks_differ_in_forced_colours(browser: Browser, address: str) -> None:
    with open_sample(browser, address) as page:
        page.emulate_media(forced_colors="active")
        colour = "one => getComputedStyle(one).backgroundColor"
        layer = page.locator(".bd-rows:not(.bd-out) > .bd-row > .bd-mark--layer").evaluate(colour)
        assert layer != page.locator(".bd-out > .bd-row > .bd-mark--layer").first.evaluate(colour)
        question(page).select_option(index=4)
        states = {
            name: page.locator(f".bd-row[data-state='{name}'] .bd-state").first
            for name in ("rebuild", "maybe")
        }
        assert states["rebuild"].evaluate(colour) != states["maybe"].evaluate(colour)


@BOTH_WIDTHS
@pytest.mark.parametrize("url", [PAGE, "reading-and-mending/"])
def test_the_code_comes_soon(visits: Visits, url: str, width: int) -> None:
    """From a figure's title to the first line of code: 140 px where there is room, 220 on a phone."""
    page = visits.open(url, width=1440 if width > 500 else width)
    heights = page.locator("figure.bd:has(> .bd-bar)").evaluate_all(
        """all => all.map((one) => {
            const range = document.createRange();
            range.selectNodeContents(one.querySelector(".bd-line"));
            const title = one.querySelector(".bd-title").getBoundingClientRect();
            return [one.id, range.getClientRects()[0].top - title.top];
        })"""
    )
    assert heights
    assert [one for one in heights if one[1] > (140 if width > 500 else 220)] == []


@BOTH_WIDTHS
def test_nothing_moves_when_the_script_starts(browser: Browser, address: str, width: int) -> None:
    read = """() => [...document.querySelectorAll(".bd-row, .bd-find, .bd-title, .bd-tool--link, .bd-panel")]
      .map((one) => one.getBoundingClientRect()).map(({ left, top, height }) => [left, top, height])"""
    started = Path(unquote(urlsplit(address).path))
    waiting = started.with_name("waiting.html")
    waiting.write_text(started.read_text(encoding="utf-8").partition("<script>")[0], encoding="utf-8")
    found = []
    for one in (waiting.as_uri(), address):
        with open_sample(browser, one, width=width) as page:
            found.append(page.evaluate(read))
    assert found[0] == found[1]


def test_lives_through_a_change_of_page(visits: Visits) -> None:
    """Material's instant navigation puts a new page in place and tells of it through document$."""
    page = visits.open(PAGE)
    expect(page.locator(UNREADY)).to_have_count(0)
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
    expect(page.locator(".bd-ask")).to_have_count(count)
    page.locator(".bd-pick-question").first.select_option(index=6)
    expect(page.locator(".bd-row[data-state='changed']")).to_have_count(1)
    expect(page.locator(".bd-row.is-target")).to_have_count(1)
