"""Exercises in fences: what they show without a script, and what is wrong with one."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest

from tests.fence.pages import convert_page

GOOD = """\
# 글

```dockerfile exercise="순서 바꾸기"
FROM python:3.13
COPY . .
RUN pip install -r requirements.txt
=== goal
rebuild app.py <= 1
=== hint
`pip`에 필요한 파일은 하나입니다.
=== solution
FROM python:3.13
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .
```
"""


def test_all_of_it_can_be_read_without_a_script(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    page = convert_page(tmp_path, GOOD, caplog)
    assert page.log == ""
    for text in (
        "연습</span>",
        "순서 바꾸기</p>",
        "목표 1개 가운데 0개를 달성했습니다.",
        "지금은 2개를 다시 빌드합니다: 2행, 3행",
        "<summary>힌트 1</summary><div><code>pip</code>에 필요한 파일은 하나입니다.</div>",
        "<summary>풀이 보기</summary>",
        "COPY requirements.txt .",
    ):
        assert text in page.html
    found = re.search(r'data-exercise="([^"]*)"', page.html)
    assert found
    assert json.loads(unescape(found[1])) == {
        "text": "FROM python:3.13\nCOPY . .\nRUN pip install -r requirements.txt\n",
        "goals": ["rebuild app.py <= 1"],
    }


def test_texts_are_no_markup(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    text = GOOD.replace('exercise="순서 바꾸기"', 'exercise="<b>x</b>"').replace("`pip`에", "<i>pip</i>에")
    page = convert_page(tmp_path, text, caplog)
    assert "&lt;b&gt;x&lt;/b&gt;" in page.html
    assert "<i>pip" not in page.html


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("rebuild app.py <= 1", "rebild app.py <= 1", "docs/page.md:8:1: unknown goal: rebild"),
        ("rebuild app.py <= 1", "no RotUser", "docs/page.md:8:4: unknown rule: RotUser"),
        ("rebuild app.py <= 1", "", "docs/page.md:4:1: the exercise has no goal"),
        (
            "rebuild app.py <= 1",
            "rebuild app.py <= 2",
            "docs/page.md:4:1: the exercise is solved as it begins",
        ),
        ("rebuild app.py <= 1", "rebuild app.py <= 0", "docs/page.md:11:1: the solution misses a goal"),
        ("=== solution", "=== solutoin", "docs/page.md:11:1: unknown part of an exercise: solutoin"),
        ("=== solution", "=== hint", "docs/page.md:4:1: the exercise needs one solution"),
        ("=== hint", "=== solution", "docs/page.md:11:1: the exercise needs one solution"),
        ("COPY requirements.txt .\n", "COPPY x .\n", "docs/page.md:13:1: unknown instruction: COPPY"),
        ('exercise="순서 바꾸기"', 'exercise=""', "docs/page.md:3:25: exercise needs a value"),
        ('바꾸기"', '바꾸기" title="x"', "docs/page.md:3:33: title has no effect on an exercise"),
    ],
)
def test_what_is_wrong_is_told_with_file_line_and_column(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, old: str, new: str, told: str
) -> None:
    assert old in GOOD
    page = convert_page(tmp_path, GOOD.replace(old, new, 1), caplog)
    assert page.log.startswith(f"dockerlayers: {told}"), page.log


def test_a_dockerfile_that_cannot_be_read_can_be_mended(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    page = convert_page(tmp_path, GOOD.replace("COPY . .\nRUN", "COPPY . .\nRUN", 1), caplog)
    assert page.log == ""
    assert "지금은 도커가 이 Dockerfile을 읽을 수 없습니다." in page.html


def test_what_a_reader_s_page_has_to_know_is_there(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    fence = '```dockerfile target="a" build-arg="X=1" lines="2"\nARG X\nFROM alpine:$X AS a\nFROM a\n```\n'
    page = convert_page(tmp_path, f"# 글\n\n{fence}", caplog)
    found = re.search(r'data-live="([^"]*)"', page.html)
    assert found
    assert json.loads(unescape(found[1])) == {
        "target": "a",
        "args": {"X": "1"},
        "lines": [[2, 2]],
        "text": "ARG X\nFROM alpine:$X AS a\nFROM a",
    }
    assert "data-live" not in convert_page(tmp_path, "# 글\n\n```dockerfile\nFROM a\n```\n", caplog).html
