"""Copying a link in each of its forms, and arriving at the place that it leads to."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.support.visits import Visits

PAGE = "containers-and-docker/"
SECTION = "what-is-a-container"
TITLE = "컨테이너란"
HEADER = 48
READ = """async () => {
  const read = {};
  for (const item of await navigator.clipboard.read()) {
    for (const type of item.types) read[type] = await (await item.getType(type)).text();
  }
  return read;
}"""


def section_link(page: Page) -> Locator:
    return page.locator(f"#{SECTION} .headerlink")


def clipboard(page: Page) -> dict[str, str]:
    read = page.evaluate(READ)
    assert isinstance(read, dict)
    return read


def said(page: Page) -> Locator:
    return page.locator(".link-panel [role=status]")


@pytest.mark.parametrize("script", [True, False])
def test_a_link_is_a_link(visits: Visits, script: bool) -> None:
    page = visits.open(PAGE, script=script)
    section_link(page).click()
    assert page.url.endswith(f"/{PAGE}#{SECTION}")


def test_one_click_copies_the_link(visits: Visits) -> None:
    page = visits.open(f"{PAGE}?h=x", clipboard=True)
    section_link(page).click()
    expect(said(page)).to_have_text("링크를 복사했습니다")
    assert clipboard(page)["text/plain"] == f"{visits.site.address}{PAGE}#{SECTION}"


@pytest.mark.parametrize(
    ("kind", "forms"),
    [
        ("markdown", {"text/plain": "[{title}]({url})"}),
        ("text", {"text/plain": "{title} — {url}"}),
        ("html", {"text/plain": "{title} — {url}", "text/html": '<a href="{url}">{title}</a>'}),
    ],
)
@pytest.mark.parametrize("secure", [True, False], ids=["clipboard", "plain-http"])
def test_other_forms_are_a_click_away(visits: Visits, kind: str, forms: dict[str, str], secure: bool) -> None:
    page = visits.open(PAGE, clipboard=True)
    if not secure:
        page.evaluate(
            "() => { for (const name of ['write', 'writeText']) navigator.clipboard[name] = undefined; }"
        )
    section_link(page).click()
    page.locator(f".link-panel [data-kind={kind}]").click()
    expect(said(page)).to_contain_text("복사했습니다")
    expect(page.locator(".link-panel .is-done")).to_have_attribute("data-kind", kind)
    url = f"{visits.site.address}{PAGE}#{SECTION}"
    read = clipboard(page)
    for type_, form in forms.items():
        assert form.format(title=TITLE, url=url) in read[type_]


def test_works_by_keyboard_alone(visits: Visits) -> None:
    page = visits.open(PAGE, clipboard=True)
    section_link(page).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".link-panel [data-kind=link]")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(said(page)).to_have_text("마크다운을 복사했습니다")
    page.keyboard.press("Escape")
    expect(section_link(page)).to_be_focused()
    expect(page.locator(".link-kinds")).to_be_hidden()


def test_an_example_and_its_lines_are_copied(visits: Visits) -> None:
    page = visits.open(PAGE, clipboard=True)
    figure = page.locator("figure.bd").first
    figure.locator(".bd-tools a[href^='#']").click()
    expect(said(page)).to_have_text("링크를 복사했습니다")
    assert clipboard(page)["text/plain"] == f"{visits.site.address}{PAGE}#{figure.get_attribute('id')}"
    number = figure.locator("a.bd-no").first
    number.click()
    page.locator(".link-panel [data-kind=markdown]").click()
    expect(said(page)).to_have_text("마크다운을 복사했습니다")
    first = (figure.locator(".bd-line").first.text_content() or "").strip()
    copied = clipboard(page)["text/plain"].replace("\\", "")
    assert copied == f"[{first}]({visits.site.address}{PAGE}{number.get_attribute('href')})"


@pytest.mark.parametrize("anchor", [SECTION, "컨테이너란", "%EC%BB%A8%ED%85%8C%EC%9D%B4%EB%84%88%EB%9E%80"])
def test_arrives_marked_and_below_the_header(visits: Visits, anchor: str) -> None:
    page = visits.open(f"{PAGE}#{anchor}")
    heading = page.locator(f"#{SECTION}")
    expect(heading).to_be_in_viewport()
    box = heading.bounding_box()
    assert box
    assert HEADER <= box["y"] < 200
    assert heading.evaluate("one => getComputedStyle(one).boxShadow") != "none"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_the_panel_fits_and_can_be_used_by_all(visits: Visits, width: int, dark: bool) -> None:
    page = visits.open(PAGE, width=width, dark=dark, clipboard=True)
    section_link(page).click()
    panel = page.locator(".link-panel")
    expect(page.locator(".link-kinds")).to_be_visible()
    box = panel.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    targets = [*panel.locator("button").all(), section_link(page)]
    sizes = [one.bounding_box() for one in targets]
    assert all(size and min(size["width"], size["height"]) >= 24 for size in sizes)
    expect(said(page)).to_have_text("링크를 복사했습니다")
    found = Axe().run(page).response["violations"]
    ours = [node["html"] for one in found for node in one["nodes"] if "link-" in node["html"]]
    assert ours == []
    assert Axe().run(page, context=f"#{SECTION}").response["violations"] == []
