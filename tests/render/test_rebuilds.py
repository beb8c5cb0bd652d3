"""What one change rebuilds in two Dockerfiles: the numbers are the model's, and nothing becomes markup."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dockerlayers.analysis import analyze
from dockerlayers.model.changes import parse_change
from dockerlayers.render.rebuilds import render_rebuilds
from tests.render.reading import Page, outside_pre
from tests.render.test_html import ATTACKS
from tests.support.site import ROOT

BEFORE = "FROM python:3.13\nWORKDIR /app\nCOPY . .\nRUN pip install -r requirements.txt\nCMD python a.py\n"
AFTER = (
    "FROM python:3.13\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\n"
    "COPY . .\nCMD python a.py\n"
)


def render(
    before: str = BEFORE, after: str = AFTER, change: str = "file:a.py", title: str | None = None
) -> str:
    one, other = (analyze(source, allow_fragment=True) for source in (before, after))
    return render_rebuilds(one, other, parse_change(change), root_id="x", title=title)


def told(markup: str) -> list[str]:
    """Return the two answers, without their elements."""
    found = re.findall(r'class="bd-told"[^>]*>(.*?)</p>', markup)
    return [re.sub(r"<[^>]+>", "", one) for one in found]


def counts(markup: str) -> list[str]:
    return re.findall(r"<b>(\d+)개</b>", markup)


def test_the_order_of_lines_decides() -> None:
    markup = render()
    assert counts(markup) == ["2", "1"]
    assert told(markup) == [
        "고치기 전: a.py 파일을 고치면 3–4행을 다시 빌드합니다.",
        "고친 뒤: a.py 파일을 고치면 5행만 다시 빌드합니다.",
    ]
    assert re.findall(r'data-state="(\w+)"', markup) == [
        *("cached", "cached", "rebuild", "rebuild", "meta"),
        *("cached", "cached", "cached", "cached", "rebuild", "meta"),
    ]
    assert re.findall(r"--share:([\d.]+)", markup) == ["1", "0.5"]
    assert re.search(r'<input type="radio" name="x-side" value="after" checked', markup)


def test_the_list_of_packages_rebuilds_both() -> None:
    markup = render(change="file:requirements.txt")
    assert counts(markup) == ["2", "3"]
    assert told(markup)[1].endswith("3–5행을 다시 빌드합니다.")


def test_nothing_is_rebuilt() -> None:
    markup = render(before=AFTER.replace("COPY . .\n", ""), after="FROM scratch\nLABEL a=b\n")
    assert counts(markup) == ["0", "0"]
    assert [one.rpartition("고치면 ")[2] for one in told(markup)] == ["다시 빌드하는 레이어가 없습니다."] * 2


def test_what_may_be_rebuilt_is_said() -> None:
    stages = "FROM alpine AS a\nCOPY x /x\nFROM alpine\nCOPY --from=a /x /y\nRUN touch z\n"
    markup = render(before=stages, after=stages, change="file:x")
    assert told(markup)[0].endswith("2행을 다시 빌드합니다. 4–5행은 조건에 따라 다시 빌드합니다.")
    assert re.findall(r'data-state="(\w+)"', markup)[:5] == ["cached", "rebuild", "cached", "maybe", "maybe"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("arg:A", "A 빌드 인자를 바꾸면 "),
        ("base:python:3.13", "python:3.13 이미지가 새로 나오면 "),
        ("line:2", "2행을 고치면 "),
    ],
)
def test_what_changes_is_said(change: str, said: str) -> None:
    assert said in told(render(change=change))[1]


@pytest.mark.parametrize("attack", ATTACKS)
def test_text_never_becomes_markup(attack: str) -> None:
    source = f"FROM alpine\n# {attack}\nRUN echo {attack}\n"
    page = Page(render(source, source, f"file:{attack}", attack))
    assert not {"script", "img"} & {tag for tag, _ in page.tags}
    assert attack in page.texts
    assert not page.open


def test_ids_lead_to_their_places() -> None:
    markup = render(title="제목")
    page = Page(markup)
    assert len(page.ids) == len(set(page.ids))
    assert page.targets <= set(page.ids)
    assert page.excluded == []
    assert "\n" not in outside_pre(markup)


def test_the_example_differs_in_the_order_alone() -> None:
    """What the first page says of the two files: they have the same lines, and one line more for the list."""
    folder = Path(ROOT, "examples/python-web")
    before, after = (
        folder.joinpath(name).read_text("utf-8").split("\n")
        for name in ("Dockerfile.before", "Dockerfile.order")
    )
    assert sorted([*before, "COPY requirements.txt ."]) == sorted(after)
