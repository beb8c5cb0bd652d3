"""A page with many breakdowns: what is far from the view costs nothing, and is missed by nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.support.site import ROOT, ServedSite
from tests.support.visits import Visits

PAGE = "write/dockerfiles/"
PHONE = 360

# The figures that are shown, and whether each is drawn; those in a fold or a tab that is shut are not shown.
DRAWN = """() => [...document.querySelectorAll("figure.bd")]
  .map((figure) => figure.querySelector(".bd-row, .bd-pair"))
  .filter((row) => row.checkVisibility())
  .map((row) => row.checkVisibility({ contentVisibilityAuto: true }))"""
HEIGHTS = """() => [...document.querySelectorAll("figure.bd")].filter((one) => one.checkVisibility())
  .map((figure) => figure.offsetHeight)"""
ROW = """() => [...document.querySelectorAll("figure.bd .bd-row:first-child")]
  .filter((row) => row.checkVisibility() && row.querySelector(".bd-say")).at(-4).id"""
BELOW = "option-checks"
SECTION = "() => [...document.querySelectorAll('article h3[id]')].at(-4).id"
# How many pixels a row is from where a link to it leads.
OFF = """(id) => {
  const row = document.getElementById(id);
  return Math.abs(row.getBoundingClientRect().top - parseFloat(getComputedStyle(row).scrollMarginTop));
}"""
# The theme writes the section that is read into the address.
NAMED = "() => decodeURIComponent(location.hash.slice(1))"
FOLLOW = "(id) => { location.hash = id }"
ALL = """() => {
  const style = document.createElement("style");
  style.textContent = "figure.bd.bd.bd { content-visibility: visible !important }";
  document.head.append(style);
}"""
# Write a word of its own into a row, and find it with the browser's own search.
FIND = """(id) => {
  const say = document.getElementById(id).querySelector(".bd-say");
  say.append(" zebraquux");
  return find("zebraquux", false, false, true) && say.contains(getSelection().anchorNode);
}"""
# The first sentence that is shown, how far below the top it is, and how high the page is.
SEEN = """() => {
  const all = [...document.querySelectorAll("article :is(p, .bd-row)")];
  window.seen = all.find((one) => one.checkVisibility({ contentVisibilityAuto: true }) &&
    one.getBoundingClientRect().top > 100);
  return [window.seen.getBoundingClientRect().top, scrollY, document.documentElement.scrollHeight];
}"""
NOW = """() =>
  [window.seen.getBoundingClientRect().top, scrollY, document.documentElement.scrollHeight]"""
# Put one into an editor that stands behind others, and say whether it may be left out.
EDITED = """() => {
  const editor = document.createElement("div");
  editor.innerHTML = '<div class="live-split"><figure class="bd"></figure></div><figure class="bd"></figure>';
  document.querySelector("article > figure.bd").after(editor);
  return [...editor.querySelectorAll("figure")].map((one) => getComputedStyle(one).contentVisibility);
}"""
# Nothing comes near the view, and a turn lasts as long as it is told.
TURNS = """(() => {
  window.turns = [];
  window.requestIdleCallback = (action) => window.turns.push(action);
  window.IntersectionObserver = class { observe() {} unobserve() {} disconnect() {} };
})()"""
TURN = "(left) => { window.turns.shift()({ timeRemaining: () => left }) }"
STARTED = """() => [...document.querySelectorAll("[data-bd]")]
  .flatMap((one, number) => ("bdOn" in one.dataset ? [number] : []))"""
STILL = """() => new Promise((done) => {
  const look = (last) => (scrollY === last ? done() : setTimeout(look, 100, scrollY));
  look();
})"""
# What reaches over an edge of its breakdown farther than is drawn. What opens over the page is above all.
OUTSIDE = """() => [...document.querySelectorAll("figure.bd")].flatMap((figure) => {
  const box = figure.getBoundingClientRect();
  const room = parseFloat(getComputedStyle(figure).overflowClipMargin) - 8;
  const isCut = (one) => one !== figure &&
    (getComputedStyle(one).overflowX !== "visible" || isCut(one.parentElement));
  return [...figure.querySelectorAll("*")].filter((one) => {
    if (!one.checkVisibility() || one.closest(".bd-sr, :popover-open")) return false;
    if (isCut(one.parentElement)) return false;
    const { left, right, top, bottom, width } = one.getBoundingClientRect();
    const over = [box.left - left, right - box.right, box.top - top, bottom - box.bottom];
    return width && !(Math.max(...over) < room);
  }).map((one) => `${figure.id}: ${one.className}`);
})"""


def drawn(page: Page) -> list[bool]:
    return [bool(one) for one in page.evaluate(DRAWN)]


def assert_there(page: Page, place: str) -> None:
    """A place stands where a link to it leads, and still does when all that is near has been drawn."""
    page.wait_for_timeout(100)
    assert page.evaluate(OFF, place) <= 1
    # Of two links that are followed within half a second the browser goes to the first, on any page.
    page.wait_for_timeout(1000)
    assert page.evaluate(OFF, place) <= 1


def test_scripts_start_at_once_on_the_first_and_on_others_as_long_as_there_is_time(
    browser: Browser, served_site: ServedSite
) -> None:
    page = browser.new_page()
    page.add_init_script(TURNS)
    page.goto(f"{served_site.address}{PAGE}")
    assert page.evaluate(STARTED) == [0]
    page.evaluate(TURN, 0)
    assert page.evaluate(STARTED) == [0, 1]
    page.evaluate(TURN, 50)
    assert page.evaluate(STARTED) == [*range(9)], "eight, beside the first"
    page.close()


@pytest.mark.parametrize("width", [1280, PHONE])
def test_what_is_far_from_the_view_is_not_drawn_and_takes_about_its_room(visits: Visits, width: int) -> None:
    page = visits.open(PAGE, width=width)
    figures = drawn(page)
    assert len(figures) >= 10
    assert sum(figures) <= len(figures) / 4
    guessed = page.evaluate(HEIGHTS)
    page.emulate_media(media="print")
    assert all(drawn(page)), "on paper all is drawn"
    page.emulate_media(media="screen")
    page.evaluate(ALL)
    heights = page.evaluate(HEIGHTS)
    assert sum(guessed) == pytest.approx(sum(heights), rel=0.15)
    assert [one / real for one, real in zip(guessed, heights, strict=True) if not 0.5 < one / real < 2] == []
    page.evaluate("() => document.querySelectorAll('.bd details').forEach((one) => { one.open = true })")
    assert page.evaluate(OUTSIDE) == []


def test_a_picture_of_the_whole_page_shows_all(visits: Visits) -> None:
    page = visits.open(PAGE)
    page.set_viewport_size({"width": 1280, "height": 700})
    assert not all(drawn(page)), "no less is left out in a window of another size"
    page.screenshot(full_page=True)
    assert all(drawn(page))


@pytest.mark.parametrize("script", [True, False])
def test_a_link_leads_to_its_place_exactly(visits: Visits, script: bool) -> None:
    page = visits.open(PAGE, script=script)
    row, section = page.evaluate(ROW), page.evaluate(SECTION)
    page.evaluate(FOLLOW, row)
    assert_there(page, row)
    page.evaluate(FOLLOW, section)
    assert_there(page, section)
    page.go_back()
    assert_there(page, page.evaluate(NAMED))
    page.go_forward()
    assert_there(page, section)
    assert_there(visits.open(f"{PAGE}#{row}", script=script), row)


def test_to_read_on_draws_no_more_than_is_seen(visits: Visits) -> None:
    page = visits.open(PAGE)
    page.mouse.move(600, 400)
    for _ in range(3):
        page.mouse.wheel(0, 1500)
        page.wait_for_timeout(400)
    page.wait_for_function(NAMED)
    assert not all(drawn(page))


@pytest.mark.parametrize("width", [1280, PHONE])
def test_a_link_leads_below_what_was_not_drawn(visits: Visits, width: int) -> None:
    """What lies right above a place takes another room than was guessed."""
    page = visits.open(PAGE, width=width)
    page.evaluate(FOLLOW, BELOW)
    assert_there(page, BELOW)
    assert_there(visits.open(f"{PAGE}#{BELOW}", width=width), BELOW)


def test_nothing_jumps_where_what_is_above_comes_into_view(visits: Visits) -> None:
    page = visits.open(PAGE)
    page.evaluate("() => scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' })")
    page.wait_for_timeout(200)
    page.mouse.move(600, 400)
    count = sum(drawn(page))
    for _ in range(8):
        top, scroll, height = page.evaluate(SEEN)
        page.mouse.wheel(0, -400)
        page.wait_for_function("(scroll) => scrollY !== scroll", arg=scroll)
        page.evaluate(STILL)
        now, _, then = page.evaluate(NOW)
        assert now - top == pytest.approx(400, abs=2)
        assert then == pytest.approx(height, rel=0.1), "the bar at the side stays where it is"
    assert sum(drawn(page)) >= count


def test_what_is_not_drawn_is_found_and_copied(visits: Visits) -> None:
    page = visits.open(PAGE)
    row = page.evaluate(ROW)
    assert not all(drawn(page))
    page.evaluate("() => getSelection().selectAllChildren(document.querySelector('article'))")
    copied = page.evaluate("() => getSelection().toString()")
    code = page.evaluate("(id) => document.getElementById(id).querySelector('.bd-code').textContent", row)
    assert code.strip().splitlines()[0] in copied
    assert page.evaluate(FIND, row)


def test_what_follows_an_edit_is_always_drawn(visits: Visits) -> None:
    page = visits.open(PAGE)
    page.add_style_tag(path=ROOT / "hooks/dockerlayers_site/live/browser/live.css")
    assert page.evaluate(EDITED) == ["visible", "auto"]
