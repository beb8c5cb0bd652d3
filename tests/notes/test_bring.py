"""A note is brought in for good, and the note itself is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from dockerlayers_site.notes.bring import bring_note, find_title, main, page_name
from dockerlayers_site.notes.navigation import add_to_navigation

_NOTE = """\
첫 문장은 **굵은** 소개입니다.

# 도커: 시작하기 #

![고래](images/whale.png) ![없음](images/whlae.png) <img src="images/box.png">

```markdown
![예](images/example.png)
```
"""
_CONFIG = "site_name: x\nnav:\n  - 처음: index.md\n  # 끝\n\ntheme: !!python/name:a.b\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("from/images/whale.png", "from/images/box.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / "from" / "01 도커 시작.md").write_text(_NOTE, encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(_CONFIG, encoding="utf-8")
    return tmp_path


def test_a_note_comes_with_its_pictures_title_and_place(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = project / "from" / "01 도커 시작.md"
    assert main([str(note), "--project", str(project)]) == 0
    page = (project / "docs" / "01-도커-시작.md").read_text(encoding="utf-8")
    _, matter, body = page.split("---\n", 2)
    assert yaml.safe_load(matter) == {"title": "도커: 시작하기", "description": "첫 문장은 굵은 소개입니다."}
    assert body == "\n" + _NOTE
    assert note.read_text(encoding="utf-8") == _NOTE
    assert sorted(path.name for path in (project / "docs" / "images").iterdir()) == ["box.png", "whale.png"]
    nav = "  - 처음: index.md\n  # 끝\n  - '도커: 시작하기': 01-도커-시작.md\n\ntheme: !!python/name:a.b\n"
    assert (project / "mkdocs.yml").read_text(encoding="utf-8").endswith(nav)
    output = capsys.readouterr().out
    assert f"{note}:5:" in output
    assert ": not found: images/whlae.png\n" in output
    assert "    did you mean images/whale.png?\n" in output
    assert "example.png" not in output


def test_a_page_is_never_written_over(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "docs" / "note.md").write_text("있던 글", encoding="utf-8")
    arguments = [str(project / "from" / "01 도커 시작.md"), "--name", "note", "--project", str(project)]
    assert main(arguments) == 1
    assert (project / "docs" / "note.md").read_text(encoding="utf-8") == "있던 글"
    assert "cannot be brought in" in capsys.readouterr().err


def test_front_matter_of_the_note_is_kept(project: Path) -> None:
    note = project / "from" / "b.md"
    note.write_text("---\ntitle: 제목\n---\n글\n", encoding="utf-8")
    assert (
        bring_note(note, project / "docs").page.read_text(encoding="utf-8") == "---\ntitle: 제목\n---\n글\n"
    )


def test_a_navigation_that_is_not_there_is_left_so(tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text("site_name: x\n", encoding="utf-8")
    assert not add_to_navigation(config, "제목", "a.md")
    assert config.read_text(encoding="utf-8") == "site_name: x\n"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("제목\n===\n", "제목"),
        ("```\n# 아님\n```\n## `둘`\n", "둘"),
        ("글\n", None),
        ("---\na: b\n---\n# 하나", "하나"),
    ],
)
def test_the_title_is_the_first_heading(text: str, title: str | None) -> None:
    assert find_title(text) == title


def test_a_page_has_a_name_that_can_be_an_address() -> None:
    assert [page_name(name) for name in ("A b", "../x", "도커!", "?")] == ["a-b", "x", "도커", "note"]
