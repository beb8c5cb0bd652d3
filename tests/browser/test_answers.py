"""What a breakdown answers: a changed line or file, another target; with the mouse and the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from dockerlayers.analysis import analyze
from dockerlayers.explain.breakdown import explain
from tests.browser.samples import ROOT_ID, open_sample, write_sample
from tests.render.samples import sample

NOTHING: dict[str, str] = {}
LINE_4 = {
    "2": "캐시",
    "4": "고친 줄",
    "5": "다시 빌드",
    "12": "캐시",
    "13": "조건에 따라",
    "14": "설정만",
    "15": "설정만",
}
FILE = {**LINE_4, "4": "다시 빌드"}
PICK = "무엇을 고치면 어디를 다시 빌드하는지"


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


def tops(page: Page) -> list[float]:
    """Read where each row begins on the page."""
    found = page.locator(".bd-row").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().top + scrollY)"
    )
    return [float(one) for one in found]


def row(page: Page, line: int) -> Locator:
    return page.locator(f".bd-row[data-line='{line}']")


def question(page: Page) -> Locator:
    return page.get_by_label(PICK)


def ask(page: Page, line: int) -> Locator:
    """Ask about a line at its row: on a phone, that stands in what unfolds."""
    button = row(page, line).locator(".bd-ask")
    if page.viewport_size and page.viewport_size["width"] < 500:
        row(page, line).locator("details").evaluate("fold => { fold.open = true }")
    button.hover()
    button.click()
    return button


def choose_target(page: Page, name: str) -> None:
    """Choose what is built: on a phone, that stands in the menu of tools."""
    more = page.get_by_role("button", name="더 보기")
    if more.is_visible():
        more.click()
    page.get_by_label("대상").select_option(name)
    if more.is_visible():
        page.keyboard.press("Escape")


def press(control: Locator, key: str) -> None:
    control.focus()
    control.press(key)


def test_a_line_is_asked_about_at_its_row(page: Page) -> None:
    assert states(page) == NOTHING
    button = ask(page, 4)
    assert states(page) == LINE_4
    expect(page.get_by_role("status")).to_have_text(
        "4행을 고치면 4–6행을 다시 빌드합니다. 결과가 달라지면 13행도 다시 빌드합니다."
    )
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(question(page).locator("option:checked")).to_have_text("4행 COPY go.mod .")
    assert page.locator(".bd-stack [data-for='13']").first.get_attribute("data-state") == "maybe"


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_all_is_asked_in_one_place(page: Page, way: str) -> None:
    pick = question(page)
    groups = pick.locator("optgroup").evaluate_all("all => all.map(one => [one.label, one.children.length])")
    assert groups == [["파일", 2], ["줄", 10], ["베이스 이미지", 2]]
    pick.select_option("go.mod") if way == "mouse" else press(pick, "ArrowDown")
    assert states(page) == FILE
    expect(page.get_by_role("status")).to_have_text("go.mod 파일을 고치면 4–6행을 다시 빌드합니다.")
    pick.select_option("그 밖의 파일") if way == "mouse" else press(pick, "ArrowDown")
    expect(page.get_by_role("status")).to_have_text("그 밖의 파일을 고치면 모두 캐시를 씁니다.")
    pick.select_option("debian")
    expect(page.get_by_role("status")).to_have_text("debian 이미지가 새로 나오면 13행을 다시 빌드합니다.")
    assert states(page)["13"] == "다시 빌드"
    pick.press("Escape")
    assert states(page) == NOTHING
    expect(pick).to_have_value("")
    expect(pick).to_be_focused()


def test_asking_moves_no_row(page: Page) -> None:
    page.locator(".bd-row details").evaluate_all("all => all.forEach(one => { one.open = true })")
    before = tops(page)
    for index in range(1, question(page).locator("option").count()):
        question(page).select_option(index=index)
        assert tops(page) == before
    question(page).press("Escape")
    assert tops(page) == before


def test_what_is_built_anew_warms_its_lane_to_those_who_take_it(page: Page) -> None:
    ask(page, 5)
    hot = page.locator(".bd-row").evaluate_all("all => all.map(one => [one.dataset.line, one.dataset.hot])")
    assert dict(hot) == {
        **dict.fromkeys(("1", "2", "4", "5"), ""),
        **dict.fromkeys(("8", "9", "10", "12", "13"), "0"),
        **dict.fromkeys(("14", "15"), "0"),
    }
    colours = [
        row(page, 13).locator(".bd-join").evaluate("one => getComputedStyle(one).borderTopColor"),
        row(page, 5).evaluate("one => getComputedStyle(one, '::before').borderLeftColor"),
    ]
    assert colours[0] == colours[1]
    assert colours[0] != row(page, 13).evaluate("one => getComputedStyle(one, '::before').borderLeftColor")


def test_the_answer_stays_in_view_and_nothing_covers_it(page: Page) -> None:
    ask(page, 14)
    reply = page.locator(".bd-reply")
    expect(page.get_by_role("status")).to_have_text("14행을 고치면 다시 빌드할 레이어가 없습니다.")
    for line in (4, 15):
        row(page, line).scroll_into_view_if_needed()
        expect(reply).to_be_in_viewport(ratio=1)
        covered = reply.evaluate(
            """one => {
                const box = one.getBoundingClientRect();
                const there = document.elementFromPoint(box.left + 20, box.top + box.height / 2);
                return there.closest(".bd-reply") !== one;
            }"""
        )
        assert not covered


@pytest.mark.parametrize("key", ["Escape", "clear"])
def test_a_question_is_ended_and_the_focus_goes_back(page: Page, key: str) -> None:
    clear = page.get_by_role("button", name="지우기")
    expect(clear).to_be_hidden()
    button = ask(page, 4)
    expect(clear).to_be_focused()
    clear.press("Enter" if key == "clear" else key)
    assert states(page) == NOTHING
    expect(button).to_be_focused()
    expect(clear).to_be_hidden()
    expect(page.get_by_role("status")).to_have_text("")


def test_another_target_is_chosen(page: Page) -> None:
    choose_target(page, "build")
    marks = page.locator(".bd-row > .bd-mark--layer").all_text_contents()
    assert marks == ["L1", "L2", "", "", ""]
    fates = page.locator(".bd-stage .bd-fate").all_text_contents()
    assert fates == ["최종 이미지", "이 빌드에서는 만들지 않음", "이 빌드에서는 만들지 않음"]
    assert page.locator(".bd-panel:visible").count() == 1
    expect(page.locator(".bd-panel:visible")).to_have_attribute("data-name", "build")
    choose_target(page, "마지막 스테이지")
    assert page.locator(".bd-row > .bd-mark--layer").all_text_contents() == ["", "", "", "", "L1"]
    expect(page.locator(".bd-panel:visible")).to_have_attribute("data-name", "마지막 스테이지")
    expect(page.locator("details.bd-other")).to_have_count(2)


def test_a_question_holds_for_another_target(page: Page) -> None:
    ask(page, 4)
    choose_target(page, "build")
    assert states(page) == {"2": "캐시", "4": "고친 줄", "5": "다시 빌드"}
    expect(page.get_by_role("status")).to_have_text("4행을 고치면 다시 빌드 2개, 조건에 따라 0개")
    choose_target(page, "test")
    assert states(page) == {
        "2": "캐시",
        "4": "고친 줄",
        "5": "다시 빌드",
        "8": "캐시",
        "9": "조건에 따라",
        "10": "조건에 따라",
    }
    choose_target(page, "마지막 스테이지")
    assert states(page) == LINE_4


def test_arrow_keys_are_left_alone(page: Page) -> None:
    row(page, 4).locator("summary").focus()
    for key in ("ArrowDown", "ArrowRight", "a", "/"):
        prevented = page.evaluate(
            """key => !document.activeElement.dispatchEvent(
                new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }))""",
            key,
        )
        assert not prevented
    assert states(page) == NOTHING


def test_a_stage_that_is_folded_tells_what_is_built_in_it(browser: Browser, tmp_path: Path) -> None:
    source = "FROM a AS b\nRUN c\n" + "ENV d=e\n" * 60 + "FROM f\nCOPY --from=b g h\n"
    address = write_sample(tmp_path / "long.html", explain(analyze(source)))
    with open_sample(browser, address) as page:
        folds = page.locator(".bd-fold")
        folds.first.locator("summary").first.click()
        expect(row(page, 2)).to_be_hidden()
        question(page).select_option(label="2행 RUN c")
        assert folds.locator("> summary .bd-state").all_text_contents() == ["고친 줄", "조건에 따라"]
        page.evaluate(f"location.hash = '{ROOT_ID}-b-run-c'")
        expect(row(page, 2)).to_be_in_viewport()
