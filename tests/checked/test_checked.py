"""A page says for which version it holds and when that was checked; a command lists what is old."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from dockerlayers_site.checked.command import main, read_pages
from dockerlayers_site.checked.matter import Checked, today
from dockerlayers_site.pages.problem import Problem
from dockerlayers_site.plugin.checked import tell_checked
from dockerlayers_site.texts import load_site_texts
from tests.support.building import build_in_process
from tests.support.site import ROOT

_NOW = date(2026, 11, 29)
# The pages of those who write have no version of Docker.
_OF_AUTHORS = {
    "docs/write.md",
    "docs/team.md",
    "docs/parts.md",
    "docs/index.md",
    "docs/command.md",
    "docs/first-note.md",
    *(f"docs/write/{name}.md" for name in ("dockerfiles", "links", "markdown", "sessions")),
}


def _say(folder: Path, matter: str) -> Checked | Problem | None:
    (folder / "docs").mkdir()
    (folder / "docs/a.md").write_text(f"---\ntitle: 글\n{matter}\n---\n# 글\n", encoding="utf-8")
    (page,) = read_pages(folder, _NOW)
    return page.said


@pytest.mark.parametrize(
    ("matter", "expected"),
    [
        ("checked: 2026-11-28\ndocker: 29", Checked(day=date(2026, 11, 28), docker="29")),
        ('checked: "2026-11-28"\ndocker: "28.10"', Checked(day=date(2026, 11, 28), docker="28.10")),
        ("checked: 2026-11-30", Checked(day=date(2026, 11, 30))),
        ("docker: true", None),
        ("date: 2026-01-01", None),
    ],
)
def test_what_front_matter_says(tmp_path: Path, matter: str, expected: Checked | None) -> None:
    assert _say(tmp_path, matter) == expected


@pytest.mark.parametrize(
    ("matter", "message"),
    [
        ("checked: gestern", "docs/a.md:3:1: checked is no day: gestern"),
        ("checked: 20261128", "docs/a.md:3:1: checked is no day: 20261128"),
        ("checked: 2026-11-28 10:00:00", "docs/a.md:3:1: checked is no day: 2026-11-28 10:00:00"),
        ('checked: "2026-02-30"', "docs/a.md:3:1: checked is no day: 2026-02-30"),
        ("checked: 2026-13-01", "docs/a.md:3:1: the front matter cannot be read: month must be in 1..12"),
        ("checked: 2026-12-24", "docs/a.md:3:1: checked is a day to come: 2026-12-24"),
        ("checked: 2026-11-28\ndocker: latest", "docs/a.md:4:1: docker is no version: latest"),
        ("checked: 2026-11-28\ndocker: 28.10", "docs/a.md:4:1: docker is no version: 28.1"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, matter: str, message: str) -> None:
    said = _say(tmp_path, matter)
    assert isinstance(said, Problem)
    assert str(said).startswith(f"{message}\n    {matter.splitlines()[int(message.split(':')[1]) - 3]}\n")


def test_old_pages_are_listed_and_fail_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    for name, age in {"old": 400, "older": 401, "new": 365}.items():
        day = today() - timedelta(days=age)
        (docs / f"{name}.md").write_text(f"---\nchecked: {day}\ndocker: 28\n---\n# 글\n", encoding="utf-8")
    (docs / "silent.md").write_text("# 글\n", encoding="utf-8")
    assert main(["--root", os.fspath(tmp_path)]) == 0
    assert [
        line.partition(" for ")[0].partition(" 20")[0] for line in capsys.readouterr().out.splitlines()
    ] == [
        "docs/older.md:2: checked",
        "docs/old.md:2: checked",
        "docs/silent.md: does not say when it was checked",
        "4 pages, 2 checked more than 365 days ago, 1 do not say it",
    ]
    (docs / "wrong.md").write_text("---\nchecked: never\n---\n# 글\n", encoding="utf-8")
    assert main(["--root", os.fspath(tmp_path)]) == 2
    assert "docs/wrong.md:2:1: checked is no day: never" in capsys.readouterr().err


def test_it_is_told_quietly() -> None:
    said = tell_checked(Checked(day=date(2026, 11, 28), docker="29"), load_site_texts())
    assert said == (
        "<p data-search-exclude><small>도커 29 기준으로 2026년 11월 28일에 확인한 글입니다.</small></p>"
    )
    assert "2026년 11월 28일에 확인한 글" in tell_checked(Checked(day=date(2026, 11, 28)), load_site_texts())


def test_a_build_tells_it_and_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: x\ntheme: {name: material, language: ko, font: false}\nplugins: [search, dockerlayers]\n",
        encoding="utf-8",
    )
    (tmp_path / "docs/index.md").write_text("---\nchecked: 2026-11-28\n---\n# 글\n", encoding="utf-8")
    (tmp_path / "docs/a.md").write_text("---\nchecked: 어제\n---\n# 글\n", encoding="utf-8")
    built = build_in_process(tmp_path / "mkdocs.yml")
    assert built.warnings == ["WARNING -  dockerlayers: docs/a.md:2:1: checked 값이 날짜가 아닙니다: 어제"]
    assert "2026년 11월 28일에 확인한 글" in (tmp_path / "site/index.html").read_text(encoding="utf-8")


def test_every_page_says_it() -> None:
    pages = [*read_pages(ROOT, today())]
    assert [page.path for page in pages if not isinstance(page.said, Checked)] == []
    silent = [page.path for page in pages if isinstance(page.said, Checked) and not page.said.docker]
    assert set(silent) <= _OF_AUTHORS
