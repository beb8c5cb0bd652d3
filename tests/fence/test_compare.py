"""Fences that compare their Dockerfile with another file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fence.pages import convert_page


def convert(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, options: str, before: str | None
) -> tuple[str, str]:
    if before is not None:
        (tmp_path / "before").write_text(before, encoding="utf-8")
    (tmp_path / "after").write_text("FROM alpine:3.22\nRUN true\n", encoding="utf-8")
    page = convert_page(tmp_path, f"```dockerfile {options}\n```", caplog)
    return page.html, page.log


def test_shows_both_files(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    html, log = convert(tmp_path, caplog, 'file="after" compare="before"', "FROM alpine:3.21\nRUN true\n")
    assert 'class="bd bd--compare"' in html
    assert "alpine:3.21" in html
    assert "alpine:3.22" in html
    assert not log


def test_the_fence_may_hold_the_second_file(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "before").write_text("FROM alpine:3.21\n", encoding="utf-8")
    page = convert_page(tmp_path, '```dockerfile compare="before"\nFROM alpine:3.22\n```', caplog)
    assert "before → Dockerfile" in page.html
    assert not page.log


ABOVE = "```dockerfile #first\nFROM alpine:3.21\n```\n\n"


def test_the_first_may_be_a_fence_further_up(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    page = convert_page(
        tmp_path, f'{ABOVE}```dockerfile title="뒤" compare="#first"\nFROM alpine:3.22\n```', caplog
    )
    assert 'id="first"' in page.html
    assert page.html.count("bd--compare") == 1
    assert "alpine:3.21" in page.html.split("bd--compare")[1]
    assert not page.log


@pytest.mark.parametrize(
    ("name", "above", "message", "hint"),
    [
        ("#frist", ABOVE, "no Dockerfile above has the id frist", "did you mean #first?"),
        ("#other", ABOVE, "no Dockerfile above has the id other", "write #id behind the tag"),
        ("#first", ABOVE.replace("FROM", "FORM"), "the Dockerfile #first has an error", "can be built"),
        (
            "#both",
            f'{ABOVE}```dockerfile compare="#first" #both\nFROM a:1\n```\n\n',
            "no Dockerfile above has the id both",
            "write #id",
        ),
    ],
)
def test_what_is_wrong_with_a_fence_further_up_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, name: str, above: str, message: str, hint: str
) -> None:
    page = convert_page(tmp_path, f'{above}```dockerfile compare="{name}"\nFROM alpine:3.22\n```', caplog)
    assert message in page.log
    assert hint in page.log


@pytest.mark.parametrize(
    ("options", "before", "message"),
    [
        ('file="after" compare="befor"', "FROM alpine\n", "befor does not exist"),
        ('file="after" compare="before"', "FORM alpine\n", "before:1:1: unknown instruction: FORM"),
        ('file="after" compare="before"', "", "the Dockerfile cannot be empty"),
        ('file="after" compare="before" lines="1"', "FROM alpine\n", "lines has no effect on a comparison"),
        ('file="after" compare="before" change="file:"', "FROM alpine\n", "change cannot be 'file:'"),
        ('file="after" compare="before" change="line:2"', "FROM alpine\n", "change cannot be 'line:2'"),
        ('file="after" compare="before" change', "FROM alpine\n", "change needs a value"),
        ('file="after" change="file:x"', "FROM alpine\n", "change needs two Dockerfiles to compare"),
        ('file="after" compare="before" change="file:x"', "FORM alpine\n", "before:1:1: unknown instruction"),
        ('file="after" compare="before" target="a"', "FROM alpine\n", "target has no effect on a comparison"),
        (
            'file="after" compare="before" breakdown=off',
            "FROM alpine\n",
            "compare has no effect on breakdown=off",
        ),
    ],
)
def test_what_is_wrong_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, options: str, before: str, message: str
) -> None:
    html, log = convert(tmp_path, caplog, options, before)
    assert message in log
    assert "bd--compare" not in html


def test_shows_what_a_change_rebuilds(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    html, log = convert(
        tmp_path, caplog, 'file="after" compare="before" change="file:x"', "FROM alpine\nCOPY x y\n"
    )
    assert 'class="bd bd--rebuilds" id="after-compared"' in html
    assert not log


def test_a_fence_with_both_can_be_asked(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    both = "# Before\nFROM alpine\nCOPY . .\n# After\nFROM alpine\nCOPY a .\n"
    page = convert_page(tmp_path, f'```dockerfile change="file:b"\n{both}```', caplog)
    assert page.html.count("<b>1개</b>") == page.html.count("<b>0개</b>") == 1
    assert not page.log
