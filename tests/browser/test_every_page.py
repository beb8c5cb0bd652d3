"""What must hold on every page of the site, however it is looked at."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.lines import BROKEN_WORDS
from tests.support.site import ROOT, page_url, some_sources, sources
from tests.support.visits import Visits

PHONE = 360

# Everything that sticks out at the right and that no box around it lets the reader scroll to.
# What is one pixel small is there for screen readers alone.
STICKING_OUT = """() => {
  const scrolls = (node) => node && node !== document.documentElement &&
    (/auto|scroll/.test(getComputedStyle(node).overflowX) || scrolls(node.parentElement));
  const sticksOut = (node) => {
    const box = node.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && box.left < innerWidth && box.right > innerWidth + .5 &&
      getComputedStyle(node).visibility === "visible" && !scrolls(node.parentElement);
  };
  return [...document.querySelectorAll("body *")].filter(sticksOut)
    .map((node) => `${node.localName}.${node.getAttribute("class")} ${node.textContent.trim().slice(0, 40)}`);
}"""

# Text that is read in less than 14 px, and digits and Latin letters in less than 13; in drawings and formulas
# a size is none on the screen, and a note's number is raised.
TOO_SMALL = """() => {
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim();
    const one = walker.currentNode.parentElement;
    const box = one.getBoundingClientRect();
    if (!text || box.width <= 1 || box.height <= 1 || !one.checkVisibility()) continue;
    if (one.closest("script, style, svg, math, sup, .headerlink, .footnote-backref")) continue;
    const size = parseFloat(getComputedStyle(one).fontSize);
    if (size < (/[가-힣]/.test(text) ? 14 : 13) - .01) found.add(`${size} ${one.outerHTML.slice(0, 80)}`);
  }
  return [...found];
}"""

# What has moved while the page was loaded, and how much: https://web.dev/articles/cls
SHIFTS = """(wait) => new Promise((done) => {
  const found = [];
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries())
      found.push(`${value} ${sources.map(({ node }) => node?.outerHTML?.slice(0, 80)).join("; ")}`);
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(done, wait, found);
})"""

# A button that comes alone, where a page is cut in a row of them. What Google calls good is .1.
LITTLE = 0.001

WIDEN = """() => document.querySelector("article").insertAdjacentHTML(
  "beforeend", '<p style="width: 500px">x</p>')"""

UNFOLD = "() => document.querySelectorAll('details').forEach((fold) => { fold.open = true; })"

every_page = pytest.mark.parametrize("source", sources(), ids=str)


def addresses(pages: list[Path]) -> list[str]:
    """Return the addresses of pages, and of the one for what is not found."""
    return [*map(page_url, pages), "404.html"]


@every_page
def test_loads_without_a_problem_and_fits_a_phone(visits: Visits, source: Path) -> None:
    page = visits.open(page_url(source), width=PHONE, dark=True)
    assert width_of(page) <= PHONE
    assert shift_of(page) <= LITTLE
    page.keyboard.press("End")
    visits.rest(page)
    assert page.locator("main h1").count() == 1
    check_language(page)
    check_source(page, source)
    check_names(page)
    page.evaluate(UNFOLD)
    assert page.evaluate(STICKING_OUT) == []
    assert width_of(page) <= PHONE
    assert page.evaluate(BROKEN_WORDS) == []
    assert page.evaluate(TOO_SMALL) == []


@pytest.mark.parametrize("source", some_sources(1), ids=str)
def test_stands_still_where_it_is_wide(visits: Visits, source: Path) -> None:
    page = visits.open(page_url(source))
    assert shift_of(page) <= LITTLE
    page.evaluate(UNFOLD)
    assert page.evaluate(TOO_SMALL) == []


def shift_of(page: Page, wait: int = 100) -> float:
    """Return how much of a page has moved, after so many milliseconds more."""
    return sum(float(one.split()[0]) for one in page.evaluate(SHIFTS, wait))


def width_of(page: Page) -> int:
    return int(page.evaluate("document.scrollingElement.scrollWidth"))


def check_language(page: Page) -> None:
    """Find a page that is not Korean, or breaks in words."""
    assert page.locator("html").get_attribute("lang") == "ko"
    breaks = page.evaluate(
        "() => [...document.querySelectorAll('article :is(p, li, td, dd, h1, h2, figcaption)')]"
        ".map((node) => getComputedStyle(node).wordBreak)"
    )
    assert set(breaks) == {"keep-all"}


def check_source(page: Page, source: Path) -> None:
    """Find a page that offers another's source to edit."""
    address = page.locator('a[rel="edit"]').get_attribute("href")
    assert address is not None
    repository, _, path = address.partition("/edit/main/")
    assert (ROOT / path).is_file()
    assert path == f"docs/{source.as_posix()}"
    assert page.locator("a.md-source").first.get_attribute("href") == repository


@pytest.mark.parametrize(
    "misdeed", ["console.error('x')", "console.warn('x')", "setTimeout(() => { throw Error('x') })"]
)
def test_a_noise_in_the_console_is_noticed(visits: Visits, misdeed: str) -> None:
    page = visits.open()
    page.evaluate(f"() => {{ {misdeed} }}")
    page.wait_for_timeout(100)
    assert visits.close()


@pytest.mark.parametrize(
    "url", ["http://localhost:1/x", "https://fonts.example/x.css", "/outside", "/handbook/missing"]
)
def test_a_request_that_should_not_be_is_noticed(visits: Visits, url: str) -> None:
    page = visits.open()
    page.evaluate("(url) => fetch(url, { mode: 'no-cors' }).catch(() => null)", url)
    assert [problem for problem in visits.close() if url in problem]


def test_a_page_too_wide_is_noticed(visits: Visits) -> None:
    page = visits.open(width=PHONE)
    page.evaluate(WIDEN)
    assert width_of(page) > PHONE
    assert len(page.evaluate(STICKING_OUT)) == 1


def test_a_shift_is_noticed(visits: Visits) -> None:
    page = visits.open()
    assert page.evaluate(SHIFTS, 100) == []
    page.evaluate("() => document.querySelector('article').insertAdjacentHTML('afterbegin', '<p>새 글</p>')")
    assert len(page.evaluate(SHIFTS, 100)) == 1


def check_names(page: Page) -> None:
    """Find two figures of one name."""
    names = page.locator("figure.bd[aria-labelledby]:has(.bd-tools)").evaluate_all(
        "all => all.map((one) => document.getElementById(one.getAttribute('aria-labelledby')).textContent)"
    )
    assert sorted(names) == sorted(set(names))
    links = page.locator("figure.bd[aria-labelledby] .bd-tools a").evaluate_all(
        "all => all.map((one) => one.getAttribute('aria-label'))"
    )
    assert links == [f"{name}: 링크 복사" for name in names]


def test_small_text_is_noticed(visits: Visits) -> None:
    page = visits.open()
    for size, text, count in ((13.9, "글", 1), (14, "글", 0), (13, "v1", 0), (12.9, "v1", 1)):
        style = f"font-size: {size}px"
        page.evaluate(
            "([style, text]) => "
            "{ document.querySelector('h1').outerHTML = `<h1 style='${style}'>${text}</h1>` }",
            [style, text],
        )
        assert len(page.evaluate(TOO_SMALL)) == count
