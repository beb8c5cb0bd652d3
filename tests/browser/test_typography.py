"""Joiners keep a particle at its word, and nobody meets them: not who copies, nor who searches."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from dockerlayers.typography.page import JOINER
from tests.browser.lines import BROKEN_WORDS
from tests.support.building import build_in_process
from tests.support.site import serve_folder
from tests.support.visits import Visits
from tests.support.waiting import wait_until

PAGE = "containers-and-docker/"

# A paragraph in place of the page's title, as wide as one letter less than it has.
NARROW = """([html, style]) => {
  const line = document.createElement("p");
  line.style = `display: inline-block; white-space: nowrap; ${style}`;
  line.innerHTML = html;
  document.querySelector("article > *").replaceWith(line);
  line.style.width = `${line.offsetWidth - 12}px`;
  line.style.whiteSpace = "normal";
}"""


WRAPS = "<code style='white-space: normal; word-break: normal'>"
BROKEN = [
    (f"이름(name){JOINER}는", "", 0),
    ("이름(name)는", "", 1),
    ("이름 나무들", "", 0),
    ("이름 나무들", "word-break: normal", 1),
    (f"이름 <b>나무</b>{JOINER}들", "", 0),
    (f"이름 {WRAPS}abc</code>은", "", 1),
    (f"이름 {WRAPS}abc</code>{JOINER}은", "", 0),
    (f"이름 {WRAPS}x --rm</code>", "", 2),
    (f"<code>a b</code> {WRAPS}a b</code>", "", 1),
]


def test_a_broken_word_is_noticed(visits: Visits) -> None:
    page = visits.open("404.html")
    page.evaluate("() => { document.querySelector('article').innerHTML = '<h1></h1>' }")
    for html, style, count in BROKEN:
        page.evaluate(NARROW, [html, f"overflow-wrap: normal; {style}"])
        assert len(page.evaluate(BROKEN_WORDS)) == count, html


def _copied(page: Page, selector: str) -> tuple[str, str]:
    """Select an element, copy as a reader does, and return what the clipboard has as text and as HTML."""
    page.evaluate("(name) => getSelection().selectAllChildren(document.querySelector(name))", selector)
    page.keyboard.press("Control+C")
    return tuple(
        page.evaluate(
            """async () => {
                const [item] = await navigator.clipboard.read();
                const read = async (type) => (await item.getType(type)).text();
                return [await read("text/plain"), await read("text/html")];
            }"""
        )
    )


def test_what_is_copied_has_no_joiners_and_the_page_keeps_them(visits: Visits) -> None:
    page = visits.open(PAGE, clipboard=True)
    count = "document.body.textContent.split('\\u2060').length"
    before = page.evaluate(count)
    assert before > 50
    text, html = _copied(page, "article")
    assert "도커(Docker)는" in text
    assert JOINER not in text + html
    assert "<h1" in html
    assert page.evaluate(count) == before
    link = page.locator("article h2 a.headerlink").first
    page.evaluate("() => { document.querySelector('article h2').prepend('도커(Docker)\\u2060는 ') }")
    link.click()
    page.locator(".link-kinds [data-kind=markdown]").click()
    wait_until(page, "async () => (await navigator.clipboard.readText()).startsWith('[도커(Docker)는 ')")


def test_what_the_search_found_is_marked_across_a_joiner(visits: Visits) -> None:
    page = visits.open(f"{PAGE}?h=(docker)는")
    assert page.locator("article mark").first.inner_text() == f"(Docker){JOINER}는"
    page.get_by_role("textbox", name="검색").fill("도커 도커는")
    page.locator(".md-search-result__article").first.wait_for()
    found = page.locator(".md-search-result__list").inner_text()
    assert JOINER in found


NOTE = "# 글\n\n도커(Docker)는 `docker ps`를 **압니다**라고 합니다.\n"


@pytest.mark.parametrize("is_on", [True, False])
def test_another_site_has_it_and_can_switch_it_off(browser: Browser, tmp_path: Path, is_on: bool) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text(NOTE, encoding="utf-8")
    options = "dockerlayers" if is_on else "{dockerlayers: {typography: false}}"
    config = tmp_path / "mkdocs.yml"
    config.write_text(
        f"site_name: 도커(Docker)의 글\nplugins: [{options}]\ntheme: mkdocs\n", encoding="utf-8"
    )
    assert build_in_process(config).status == 0
    html = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert html.count(JOINER) >= 3 if is_on else JOINER not in html
    assert JOINER not in html.partition("<body")[0]
    with serve_folder(tmp_path / "site") as site:
        page = browser.new_page(viewport={"width": 360, "height": 800})
        page.goto(site.address)
        styles = page.evaluate(
            "() => { const style = getComputedStyle(document.querySelector('p > code'));"
            " return [style.wordBreak, style.whiteSpace]; }"
        )
        page.close()
    assert (styles == ["keep-all", "nowrap"]) is is_on
