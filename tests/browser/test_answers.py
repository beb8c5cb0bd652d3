"""What a breakdown answers: a changed line or file, another target; with the mouse and the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.samples import open_sample, write_sample
from tests.render.samples import sample

NOTHING: dict[str, str] = {}
LINE_4 = {
    "2": "캐시",
    "4": "바꾼 줄",
    "5": "다시 빌드",
    "12": "캐시",
    "13": "조건에 따라",
    "14": "설정만",
    "15": "설정만",
}
FILE = {**LINE_4, "4": "다시 빌드"}


@pytest.fixture(params=[1280, 360])
def page(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Page]:
    address = write_sample(tmp_path / "sample.html", sample())
    with open_sample(browser, address, width=request.param) as page:
        yield page


def states(page: Page) -> dict[str, str]:
    """Read the state of each row, by its line, as it is shown."""
    chips = page.locator(".bd-row").evaluate_all(
        "all => all.map(one => [one.dataset.line, one.querySelector('.bd-state')?.innerText ?? ''])"
    )
    return {line: text for line, text in chips if text}


def strip(page: Page) -> dict[str, str]:
    """Read the segments of the strip: what each is called, and its state."""
    segments = page.locator(".bd-seg").evaluate_all(
        "all => all.map(one => [one.firstChild.data, one.dataset.state ?? ''])"
    )
    return dict(segments)


def row(page: Page, line: int) -> Locator:
    return page.locator(f".bd-row[data-line='{line}']")


def press(control: Locator, key: str) -> None:
    control.focus()
    control.press(key)


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_a_line_is_asked_about(page: Page, way: str) -> None:
    button = row(page, 4).get_by_role("button", name="4행, 이 줄을 바꾸면?")
    assert states(page) == NOTHING
    button.click() if way == "mouse" else press(button, "Enter")
    assert states(page) == LINE_4
    assert strip(page) == {"베이스": "cached", "L1": "maybe"}
    assert page.locator(".bd-slab[data-for='13']").first.get_attribute("data-state") == "maybe"
    expect(page.get_by_role("status")).to_have_text(
        "4행을 바꾸면: 4–6행을 다시 빌드합니다. 결과가 달라지면 13행도 다시 빌드합니다."
    )
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click() if way == "mouse" else button.press("Enter")
    assert states(page) == NOTHING
    expect(button).to_have_attribute("aria-pressed", "false")


def test_the_answer_stays_in_view(page: Page) -> None:
    button = row(page, 14).locator(".bd-ask")
    button.scroll_into_view_if_needed()
    button.click()
    expect(page.get_by_role("status")).to_be_in_viewport()
    expect(page.get_by_role("status")).to_have_text("14행을 바꾸면: 다시 빌드할 레이어가 없습니다.")


@pytest.mark.parametrize("key", ["Escape", "clear"])
def test_a_question_is_ended(page: Page, key: str) -> None:
    button, clear = row(page, 4).locator(".bd-ask"), page.get_by_role("button", name="지우기")
    expect(clear).to_be_hidden()
    press(button, "Enter")
    press(clear, "Enter") if key == "clear" else button.press(key)
    assert states(page) == NOTHING
    expect(button).to_be_focused()
    expect(clear).to_be_hidden()
    assert strip(page) == {"베이스": "", "L1": ""}


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_a_file_is_asked_about(page: Page, way: str) -> None:
    files = page.get_by_label("파일 하나를 고치면?")
    files.select_option("go.mod") if way == "mouse" else press(files, "ArrowDown")
    assert states(page) == FILE
    expect(page.get_by_role("status")).to_have_text("go.mod: 4–6행을 다시 빌드합니다.")
    files.select_option("그 밖의 파일") if way == "mouse" else press(files, "ArrowDown")
    expect(page.get_by_role("status")).to_have_text("그 밖의 파일: 모두 캐시를 씁니다.")
    files.press("Escape")
    assert states(page) == NOTHING
    expect(files).to_have_value("")


def test_a_line_takes_the_place_of_a_file(page: Page) -> None:
    files = page.get_by_label("파일 하나를 고치면?")
    files.select_option("go.mod")
    row(page, 4).locator(".bd-ask").click()
    assert states(page) == LINE_4
    expect(files).to_have_value("")
    files.select_option("go.mod")
    files.select_option("")
    assert states(page) == NOTHING


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_another_target_is_chosen(page: Page, way: str) -> None:
    targets = page.get_by_label("빌드할 이미지")
    targets.select_option("build") if way == "mouse" else press(targets, "ArrowDown")
    assert strip(page) == {"베이스": "", "L1": "", "L2": ""}
    marks = page.locator(".bd-row .bd-mark--layer").evaluate_all("all => all.map(one => one.firstChild.data)")
    assert marks == ["L1", "L2", "중간", "중간", "중간"]
    fates = page.locator(".bd-stage .bd-fate").all_inner_texts()
    assert fates == ["최종 이미지", "이 빌드에서는 만들지 않음", "이 빌드에서는 만들지 않음"]
    assert page.locator(".bd-box .bd-fate").all_inner_texts() == fates
    assert page.locator(".bd-panel:visible").count() == 1
    expect(page.locator(".bd-panel:visible")).to_have_attribute("data-name", "build")
    targets.select_option("마지막 스테이지") if way == "mouse" else press(targets, "ArrowUp")
    assert strip(page) == {"베이스": "", "L1": ""}
    expect(page.locator(".bd-panel:visible")).to_have_attribute("data-name", "마지막 스테이지")
    expect(page.locator("details.bd-other")).to_have_count(2)


def test_a_question_holds_for_another_target(page: Page) -> None:
    row(page, 4).locator(".bd-ask").click()
    page.get_by_label("빌드할 이미지").select_option("build")
    assert states(page) == {"2": "캐시", "4": "바꾼 줄", "5": "다시 빌드"}
    expect(page.get_by_role("status")).to_have_text("4행을 바꾸면: 다시 빌드 2개, 조건에 따라 0개")
    expect(row(page, 13).locator(".bd-ask")).to_be_hidden()
    page.get_by_label("빌드할 이미지").select_option("test")
    assert states(page) == {
        "2": "캐시",
        "4": "바꾼 줄",
        "5": "다시 빌드",
        "8": "캐시",
        "9": "조건에 따라",
        "10": "조건에 따라",
    }
    page.get_by_label("빌드할 이미지").select_option("마지막 스테이지")
    assert states(page) == LINE_4


def test_arrow_keys_are_left_alone(page: Page) -> None:
    row(page, 4).locator(".bd-ask").focus()
    for key in ("ArrowDown", "ArrowRight", "a", "/"):
        prevented = page.evaluate(
            """key => !document.activeElement.dispatchEvent(
                new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }))""",
            key,
        )
        assert not prevented
    assert states(page) == NOTHING
