"""The layer breakdown as a reader meets it, with JavaScript and without."""

import pytest
from playwright.sync_api import Locator, Page

from tests.support.clipboard import copy
from tests.support.site import ROOT
from tests.support.visits import Visits

TEXT = (ROOT / "examples/python-web/Dockerfile").read_text(encoding="utf-8")
PAGE = "containers-and-docker/"


def shown_source(figure: Locator) -> str:
    """Put the Dockerfile together from the lines shown, as their numbers tell."""
    numbered = figure.locator(".bd-line").evaluate_all(
        "all => all.map(one => [+one.dataset.n, one.textContent])"
    )
    lines = [""] * numbered[-1][0]
    for number, text in numbered:
        lines[number - 1] = text.removesuffix("\n")
    return "\n".join(lines) + "\n"


def example(page: Page) -> Locator:
    """Find the one breakdown on a page that shows the example's Dockerfile, every line of it."""
    page.locator("figure.bd").first.wait_for()
    figures = [figure for figure in page.locator("figure.bd").all() if shown_source(figure) == TEXT]
    assert len(figures) == 1
    return figures[0]


@pytest.mark.parametrize("width", [1280, 360])
def test_is_complete_without_script(visits: Visits, width: int) -> None:
    figure = example(visits.open(PAGE, script=False, width=width))
    assert (figure.locator(".bd-sum").text_content() or "").strip()
    rows = figure.locator("li.bd-row").all()
    said = [row for row in rows if row.locator(".bd-say").count()]
    instructions = [line for line in TEXT.splitlines() if line[:1].isalpha()]
    assert len(said) >= len(instructions)
    assert all(row.locator(".bd-code").is_visible() and row.locator(".bd-mark").count() == 1 for row in rows)
    assert all(row.locator(".bd-say").is_visible() for row in said)
    assert all(text.strip() for text in figure.locator("li.bd-row .bd-say").all_text_contents())


def test_promises_no_button_without_script(visits: Visits) -> None:
    page = visits.open(PAGE, script=False)
    example(page)
    works = page.locator("figure.bd button[popovertarget]:visible").count()
    assert page.locator("figure.bd :is(button, select):visible").count() == works


def test_copies_the_dockerfile_alone(visits: Visits) -> None:
    page = visits.open(PAGE, clipboard=True)
    assert copy(page, example(page).locator(".bd-tools > button.bd-tool--copy")) == TEXT


def test_line_number_leads_to_its_line(visits: Visits) -> None:
    page = visits.open(PAGE)
    number = example(page).locator("a.bd-no").last
    number.click()
    target = page.locator(":target")
    assert target.get_attribute("id") == (number.get_attribute("href") or "").removeprefix("#")
    assert target.is_visible()


def test_is_printed_whole_and_light(visits: Visits) -> None:
    page = visits.open(PAGE, dark=True)
    page.emulate_media(media="print")
    rows = example(page).locator("li.bd-row").all()
    assert rows
    assert all(row.locator(".bd-code").is_visible() for row in rows)
    assert all(row.locator(".bd-say").first.is_visible() for row in rows if row.locator(".bd-say").count())
    assert page.locator("figure.bd button:visible").count() == 0
