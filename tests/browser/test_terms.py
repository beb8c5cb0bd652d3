"""What a term means, beside it: for keys, pointer and touch, as WCAG 1.4.13 asks; without scripts, a link."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from dockerlayers.render.styles import TOKENS, load_asset
from dockerlayers_site.glossary import Term
from dockerlayers_site.glossary.assets import STYLES, TIP_SCRIPT, load_assets
from dockerlayers_site.glossary.mark import mark_terms
from dockerlayers_site.texts import load_site_texts

_TERM = Term(
    ko="레이어", en="layer", meaning="`RUN`이 남긴 파일의 조각입니다.", source="https://example.org/"
)
_TEXT = "<p>이미지는 레이어를 쌓은 것입니다.</p><p>끝에 있는 레이어는 그대로입니다.</p>"


@contextmanager
def _open(
    browser: Browser, folder: Path, *, width: int = 1280, dark: bool = False, script: bool = True
) -> Iterator[Page]:
    assets = load_assets(load_site_texts(), [_TERM])
    html = (
        '<!doctype html><html lang="ko"><head><title>글</title>'
        '<meta name="viewport" content="width=device-width">'
        f"<style>:root{{color-scheme:light dark}}body{{background:var(--dl-page);color:var(--dl-fg)}}"
        f"{load_asset(TOKENS)}{assets[STYLES]}</style></head>"
        f"<body><main><h1>글</h1>{mark_terms(_TEXT, [_TERM], 'glossary.html')}"
        f"<button>다음</button></main><script>{assets[TIP_SCRIPT]}</script></body></html>"
    )
    folder.joinpath("page.html").write_text(html, encoding="utf-8")
    folder.joinpath("glossary.html").write_text("<title>용어집</title>", encoding="utf-8")
    context = browser.new_context(
        viewport={"width": width, "height": 600},
        color_scheme="dark" if dark else "light",
        java_script_enabled=script,
        has_touch=width < 600,
    )
    page = context.new_page()
    page.goto(folder.joinpath("page.html").as_uri())
    yield page
    context.close()


def test_it_opens_for_keys_and_goes_with_escape(browser: Browser, tmp_path: Path) -> None:
    with _open(browser, tmp_path) as page:
        term, tip = page.locator("a.term"), page.get_by_role("tooltip")
        assert term.count() == 1
        page.keyboard.press("Tab")
        expect(term).to_be_focused()
        expect(tip).to_have_text("RUN이 남긴 파일의 조각입니다.")
        expect(term).to_have_accessible_description("RUN이 남긴 파일의 조각입니다.")
        page.keyboard.press("Escape")
        expect(tip).to_be_hidden()
        expect(term).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("Shift+Tab")
        expect(tip).to_be_visible()
        page.keyboard.press("Tab")
        expect(tip).to_be_hidden()


def test_it_stays_while_the_pointer_is_on_it(browser: Browser, tmp_path: Path) -> None:
    with _open(browser, tmp_path) as page:
        tip = page.get_by_role("tooltip")
        before = page.locator("button").bounding_box()
        page.locator("a.term").hover()
        expect(tip).to_be_visible()
        assert page.locator("button").bounding_box() == before
        tip.hover()
        # Longer than it takes to go.
        page.wait_for_timeout(400)
        expect(tip).to_be_visible()
        page.mouse.move(5, 500)
        expect(tip).to_be_hidden()
        page.evaluate("getSelection().selectAllChildren(document.querySelector('main'))")
        assert "조각" not in page.evaluate("String(getSelection())")


@pytest.mark.parametrize("dark", [False, True])
def test_a_first_touch_shows_it_and_a_second_leads_to_the_entry(
    browser: Browser, tmp_path: Path, dark: bool
) -> None:
    with _open(browser, tmp_path, width=360, dark=dark) as page:
        term, tip = page.locator("a.term"), page.get_by_role("tooltip")
        term.tap()
        expect(tip).to_contain_text("한 번 더 누르면")
        box = tip.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert Axe().run(page).response["violations"] == []
        page.locator("h1").tap()
        expect(tip).to_be_hidden()
        term.tap()
        term.tap()
        expect(page).to_have_title("용어집")


def test_without_scripts_it_is_a_link(browser: Browser, tmp_path: Path) -> None:
    with _open(browser, tmp_path, script=False) as page:
        page.locator("a.term").click()
        expect(page).to_have_title("용어집")
