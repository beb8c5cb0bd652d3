"""Every page for everyone: as axe sees it, by keys, in other colours, larger, without motion or scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import ViewportSize

from tests.browser.axe import violations
from tests.browser.test_every_page import PHONE, UNFOLD, addresses, width_of
from tests.support.site import some_sources
from tests.support.visits import Visits

WIDE = 1280


def some_addresses(turn: int) -> pytest.MarkDecorator:
    """Look at some of the chapters alone, at others in each turn."""
    return pytest.mark.parametrize("url", addresses(some_sources(turn)), ids=lambda url: url or "home")


# What watches sizes has been told of them.
DRAWN = """() => new Promise((done) => {
  requestAnimationFrame(() => requestAnimationFrame(done));
  setTimeout(done, 500);
})"""

# Links, buttons and fields that are lower than 24 pixels, but for links within a text.
LOW = """() => {
  const inText = (one) => {
    let block = one;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    return block !== one && block.textContent.replace(one.textContent, "").trim();
  };
  return [...document.querySelectorAll("a[href], button, summary, select, input")]
    .filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .map((one) => [one, one.getBoundingClientRect()])
    .filter(([one, box]) => box.width > 1 && box.height > 1 && Math.round(box.height) < 24)
    .filter(([one, box]) => box.right > 0 && box.bottom > 0 && box.left < innerWidth && !inText(one))
    .map(([one, box]) => `${box.height} ${one.outerHTML.slice(0, 120)}`);
}"""

# Signs that are cut out of a background which has the colour of the page.
UNSEEN_SIGNS = """() => {
  const probe = document.createElement("i");
  probe.style.cssText = "background: Canvas; forced-color-adjust: none";
  document.body.append(probe);
  const page = getComputedStyle(probe).backgroundColor;
  probe.remove();
  const found = new Set();
  for (const one of document.querySelectorAll("body *"))
    for (const part of ["", "::before", "::after"]) {
      const { maskImage = "none", content, backgroundColor } = getComputedStyle(one, part || null);
      const isSign = maskImage.includes("url(") && !(part && content === "none") && one.checkVisibility();
      if (isSign && backgroundColor === page) found.add(one.localName + "." + one.className + part);
    }
  return [...found];
}"""

MOVING = """() => [...document.querySelectorAll("body *")].filter((one) =>
  ["", "::before", "::after"].some((part) => {
    const { transitionDuration, animationName, animationDuration } = getComputedStyle(one, part || null);
    const isLong = (times) => times.split(",").some((time) => parseFloat(time) > .01);
    return isLong(transitionDuration) || (animationName !== "none" && isLong(animationDuration));
  })).map((one) => one.outerHTML.slice(0, 80))"""

# What one stop of the keys looks like, with what it looks like without the focus; and where it stands.
STOP = """() => {
  const one = document.activeElement;
  const style = () => {
    const around = one.closest("label, .md-search__form, .bd-row") ?? one.parentElement;
    const parts = [one, around].flatMap((node) =>
      ["", "::before", "::after"].map((part) => getComputedStyle(node, part || null)));
    return parts.map((s) => [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.backgroundColor,
      s.color, s.borderColor, s.textDecorationLine, s.opacity].join()).join();
  };
  const focused = style();
  window.stops = [...(window.stops ?? []), one];
  one.blur();
  const plain = style();
  one.focus({ preventScroll: true, focusVisible: true });
  const name = one.getAttribute("aria-label") ?? one.title + (one.labels?.[0] ?? one).textContent;
  const what = one === document.body ? "" : one.outerHTML.slice(0, 100);
  return { shown: focused !== plain, what, name: name.trim() };
}"""
IN_ORDER = """() => stops.slice(1).every((one, index) =>
  stops[index].compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING)"""

# Text that nobody can get at. Breakdowns have a test of their own.
LOST = """() => [...document.querySelectorAll("article *")].filter((one) =>
  [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()) &&
  !one.checkVisibility({ visibilityProperty: true }) &&
  !one.closest("[hidden], script, style, template, svg, math, .tabbed-block, .bd"))
  .map((one) => one.outerHTML.slice(0, 120))"""


@some_addresses(3)
def test_axe_finds_nothing(visits: Visits, url: str) -> None:
    page = visits.open(url, width=WIDE)
    page.evaluate(UNFOLD)
    assert violations(page) == []


@some_addresses(0)
def test_axe_finds_nothing_in_the_dark_and_on_a_phone(visits: Visits, url: str) -> None:
    page = visits.open(url, width=WIDE, dark=True)
    page.evaluate(UNFOLD)
    # Contrast hangs on the colours alone, and is looked at once.
    assert violations(page, contrast=False) == []
    page.set_viewport_size(ViewportSize(width=PHONE, height=800))
    page.evaluate(DRAWN)
    assert violations(page) == []


@some_addresses(1)
def test_looks_right_however_it_is_looked_at(visits: Visits, url: str) -> None:
    page = visits.open(url, width=WIDE)
    page.evaluate(UNFOLD)
    assert page.evaluate(LOW) == []
    # Twice as large: half as wide; four times as large, as WCAG asks for (1.4.10).
    for width in (WIDE // 2, WIDE // 4, PHONE):
        page.set_viewport_size(ViewportSize(width=width, height=800))
        assert width_of(page) <= width
    assert page.evaluate(LOW) == []
    page.emulate_media(forced_colors="active")
    assert page.evaluate(UNSEEN_SIGNS) == []
    page.emulate_media(forced_colors="none", reduced_motion="reduce")
    assert page.evaluate(MOVING) == []


def test_what_is_wrong_is_noticed(visits: Visits) -> None:
    page = visits.open("404.html")
    page.emulate_media(forced_colors="active")
    sign = "mask: url(data:,); background: red; width: 9px; height: 9px; transition: color 1s"
    page.evaluate(
        """(style) => document.querySelector("h1").insertAdjacentHTML("afterend", `
        <p style="font-size: 9px"><a href="#x">x</a></p><i style="${style}">x</i>
        <p style="visibility: hidden">x</p><img src="data:,">`)""",
        sign,
    )
    assert len(page.evaluate(UNSEEN_SIGNS)) == 1
    assert len(page.evaluate(MOVING)) >= 1
    assert len(page.evaluate(LOW)) == 1
    assert len(page.evaluate(LOST)) == 1
    assert [one.partition(":")[0] for one in violations(page)] == ["image-alt"]


@pytest.mark.parametrize("url", ["", "reading-and-mending/"])
def test_the_keys_stop_in_order_and_show_where(visits: Visits, url: str) -> None:
    page = visits.open(url)
    assert page.locator("[tabindex]:not([tabindex='0'], [tabindex='-1'])").count() == 0
    stops = []
    for _ in range(40):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(STOP))
    assert [one["what"] for one in stops if one["what"] and not one["shown"]] == []
    assert [one["what"] for one in stops if one["what"] and not one["name"]] == []
    assert "md-skip" in stops[0]["what"]
    assert page.evaluate(IN_ORDER)


def test_a_wide_table_shows_that_it_scrolls_and_does_by_keys(visits: Visits) -> None:
    page = visits.open("containers-and-docker/", width=PHONE)
    wide = page.locator(".md-typeset__scrollwrap[data-reached]").first
    assert wide.get_attribute("tabindex") == "0"
    assert page.get_by_role("group", name="옆으로 밀어 보는 표").count() >= 1
    assert "gradient" in wide.evaluate("one => getComputedStyle(one).backgroundImage")
    wide.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.activeElement.scrollLeft > 0")
    page.set_viewport_size(ViewportSize(width=1600, height=800))
    page.wait_for_function("() => !document.querySelector('.md-typeset__scrollwrap[tabindex]')")


@pytest.mark.parametrize("script", [True, False])
def test_a_long_title_makes_no_page_wider(visits: Visits, script: bool) -> None:
    page = visits.open("trouble/daemon-not-running/", width=PHONE, script=script)
    title = page.locator("[data-md-component=header-topic]")
    assert title.evaluate("one => one.scrollWidth") > PHONE / 2
    assert width_of(page) <= PHONE


@some_addresses(2)
def test_all_is_there_without_scripts(visits: Visits, url: str) -> None:
    page = visits.open(url, width=PHONE, script=False)
    assert width_of(page) <= PHONE
    folds = page.locator("article details:not([open], [inert] *) > summary:visible")
    for _ in range(min(3, folds.count())):
        folds.first.click()
    page.evaluate(UNFOLD)
    assert page.evaluate(LOST) == []
