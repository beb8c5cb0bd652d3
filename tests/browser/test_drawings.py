"""Drawings as a browser draws them on a phone: their words keep to their places, in forced colours too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from dockerlayers_site.notes.assets import load_drawing_styles
from dockerlayers_site.notes.drawing_file import read_drawing
from tests.support.site import DOCS, ROOT

_TOKENS = (ROOT / "hooks/dockerlayers/render/assets/tokens.css").read_text(encoding="utf-8")
_DRAWINGS = sorted((DOCS / "assets/drawings").glob("*.svg"))
# What leaves its drawing, what lies on other words, what leaves the box that it stands in.
_MISPLACED = """() => [...document.querySelectorAll("svg")].flatMap((svg) => {
  const box = (one) => one.getBoundingClientRect();
  const meets = (one, other) => one.left < other.right - 1 && other.left < one.right - 1;
  const frame = box(svg);
  const boxes = [...svg.querySelectorAll("rect")].map(box);
  const words = [...svg.querySelectorAll("text")].map((one) => ({ text: one.textContent, at: box(one) }));
  const leaves = ({ at }) => at.left < frame.left || at.right > frame.right || at.bottom > frame.bottom + 1;
  const crosses = ({ at }) => boxes.some((other) => {
    const middle = (at.top + at.bottom) / 2;
    const isBeside = middle < other.top || middle > other.bottom || !meets(at, other);
    return !isBeside && (at.left < other.left || at.right > other.right);
  });
  const covers = ({ at }, number) => words.slice(number + 1).some(
    ({ at: other }) => meets(at, other) && at.top < other.bottom - 4 && other.top < at.bottom - 4
  );
  return words
    .filter((one, number) => leaves(one) || crosses(one) || covers(one, number))
    .map(({ text }) => `${svg.getAttribute("aria-label")}: ${text}`);
})"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """Show all drawings on a phone of 360 px, which leaves 328 for each."""
    drawings = "".join(read_drawing(path.read_text(encoding="utf-8"), path.stem) for path in _DRAWINGS)
    (own,) = load_drawing_styles().values()
    styles = f"html {{ font-size: 20px; }} body {{ width: 328px; }} {_TOKENS} {own}"
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.set_content(f"<!doctype html><style>{styles}</style>{drawings}")
    yield page
    page.close()


def test_words_keep_to_their_places(page: Page) -> None:
    assert page.locator("svg").count() == len(_DRAWINGS) >= 20
    assert page.evaluate(_MISPLACED) == []


def test_words_keep_to_their_places_where_the_page_is_larger(page: Page) -> None:
    page.evaluate("() => { document.documentElement.style.fontSize = '30px'; }")
    assert page.evaluate(_MISPLACED) == []
    page.evaluate("() => { document.documentElement.style.fontSize = ''; }")


def test_what_is_misplaced_is_found(page: Page) -> None:
    page.locator("svg text").first.evaluate("one => one.setAttribute('x', 1)")
    assert page.evaluate(_MISPLACED)


def test_shapes_and_words_take_forced_colours(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    found = page.evaluate(
        """() => {
          const fill = (one) => getComputedStyle(one).fill;
          const fills = (names) => [...new Set([...document.querySelectorAll(names)].map(fill))];
          const probe = document.body.appendChild(document.createElement("p"));
          probe.style.cssText = "color: CanvasText; background: Canvas; forced-color-adjust: none";
          const { color, backgroundColor } = getComputedStyle(probe);
          return { words: fills("text"), boxes: fills("rect"), color, backgroundColor };
        }"""
    )
    assert found["words"] == [found["color"]]
    assert found["boxes"] == [found["backgroundColor"]]
