"""A note is brought in for good, and the note itself is left alone."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest
import yaml

from dockerlayers_site.bring import command
from dockerlayers_site.bring.command import main
from dockerlayers_site.bring.note_text import blank_code, decode_note, find_title, read_matter
from dockerlayers_site.bring.order import title_of_name
from dockerlayers_site.bring.references import find_references
from dockerlayers_site.pages.writing import replace_file

_NOTE = """\
첫 문장은 **굵은** 소개입니다.

# 도커: 시작하기 #

![고래](images/whale.png) ![없음](images/whlae.png) <img src="images/box.png">

```markdown
![예](images/example.png)
```

`![예](images/inline.png)`
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


def _bring(project: Path, note: Path, *options: str) -> int:
    return main([str(note), "--project", str(project), *options])


def _page(project: Path, name: str) -> str:
    return (project / "docs" / name).read_text(encoding="utf-8")


def test_a_note_comes_with_its_pictures_title_and_place(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = project / "from" / "01 도커 시작.md"
    assert _bring(project, note) == 0
    _, matter, body = _page(project, "01 도커 시작.md").split("---\n", 2)
    assert yaml.safe_load(matter) == {"title": "도커: 시작하기", "description": "첫 문장은 굵은 소개입니다."}
    assert body == "\n" + _NOTE
    assert note.read_text(encoding="utf-8") == _NOTE
    assert sorted(path.name for path in (project / "docs" / "images").iterdir()) == ["box.png", "whale.png"]
    nav = "  - 처음: index.md\n  # 끝\n  - '도커: 시작하기': 01 도커 시작.md\n\ntheme: !!python/name:a.b\n"
    assert (project / "mkdocs.yml").read_text(encoding="utf-8").endswith(nav)
    output = capsys.readouterr().out
    assert f"{note}:5:" in output
    assert ": 찾지 못했습니다: images/whlae.png\n" in output
    assert "images/whale.png 파일은 있습니다." in output
    assert "example.png" not in output
    assert "inline.png" not in output


def test_what_will_be_done_can_be_shown_alone(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _bring(project, project / "from" / "01 도커 시작.md", "--dry-run") == 0
    assert [*(project / "docs").iterdir()] == []
    assert (project / "mkdocs.yml").read_text(encoding="utf-8") == _CONFIG
    assert "docs/01 도커 시작.md" in capsys.readouterr().out


def test_a_page_is_never_written_over(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "docs" / "note.md").write_text("있던 글", encoding="utf-8")
    assert _bring(project, project / "from" / "01 도커 시작.md", "--name", "note", "--replace") == 1
    assert _page(project, "note.md") == "있던 글"
    assert "note.md" not in (project / "mkdocs.yml").read_text(encoding="utf-8")
    output = capsys.readouterr().out
    assert "같은 이름의 다른 글이 이미 있어 쓰지 않았습니다(1개)" in output
    assert "docs/note.md" in output


@pytest.mark.parametrize("name", ["../x", "/x", "a/../../x", ".links/x", "a//./.."])
def test_a_name_stays_below_docs(project: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    note = project / "from" / "01 도커 시작.md"
    status = _bring(project, note, "--name", name)
    assert status == 1, [*(project / "docs").rglob("*")]
    assert "쓸 수 없습니다" in capsys.readouterr().err
    assert [*(project / "docs").iterdir()] == []


def test_front_matter_of_the_note_is_kept_and_its_title_taken(project: Path) -> None:
    note = project / "from" / "b.md"
    note.write_text("---\ntitle: 제목\n---\n# 다른 제목\n", encoding="utf-8")
    assert _bring(project, note) == 0
    assert _page(project, "b.md") == "---\ntitle: 제목\n---\n# 다른 제목\n"
    assert "- 제목: b.md\n" in (project / "mkdocs.yml").read_text(encoding="utf-8")


def test_two_notes_with_pictures_of_one_name_show_their_own(project: Path) -> None:
    for name, picture in (("one", b"1"), ("two", b"2"), ("three", b"2")):
        (project / name / "images").mkdir(parents=True)
        (project / name / "images/image.png").write_bytes(picture)
        (project / name / f"{name}.md").write_text("![그림](images/image.png)\n", encoding="utf-8")
        assert _bring(project, project / name / f"{name}.md") == 0
    assert "(images/image.png)" in _page(project, "one.md")
    assert "(images/image-2.png)" in _page(project, "two.md")
    assert "(images/image-2.png)" in _page(project, "three.md")
    pictures = {path.name: path.read_bytes() for path in (project / "docs/images").iterdir()}
    assert pictures == {"image.png": b"1", "image-2.png": b"2"}


def test_two_notes_of_one_name_are_told_apart(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in ("x/a", "y/a"):
        (project / folder).mkdir(parents=True)
        (project / folder / "docker.md").write_text(f"# {folder}\n", encoding="utf-8")
    assert _bring(project, project / "x/a/docker.md") == 0
    before = _page(project, "docker.md")
    assert _bring(project, project / "y/a/docker.md") == 1
    assert _page(project, "docker.md") == before
    assert "NAME=" in capsys.readouterr().out
    assert _bring(project, project / "y/a/docker.md", "--name", "docker-y") == 0
    assert "# y/a" in _page(project, "docker-y.md")


def test_a_page_that_was_deleted_is_brought_anew_and_stands_once_in_the_navigation(project: Path) -> None:
    note = project / "from" / "01 도커 시작.md"
    _bring(project, note)
    config = (project / "mkdocs.yml").read_text(encoding="utf-8")
    page = project / "docs" / "01 도커 시작.md"
    text = page.read_text(encoding="utf-8")
    page.unlink()
    assert _bring(project, note) == 0
    assert page.read_text(encoding="utf-8") == text
    assert (project / "mkdocs.yml").read_text(encoding="utf-8") == config


def test_what_was_changed_is_brought_again_unless_it_was_edited_here(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = project / "from" / "a.md"
    note.write_text("# 하나\n", encoding="utf-8")
    _bring(project, note)
    note.write_text("# 둘\n", encoding="utf-8")
    assert _bring(project, note) == 0
    assert "# 둘" in _page(project, "a.md")
    assert "원본이 바뀌어 다시 씁니다(1개)" in capsys.readouterr().out
    page = project / "docs/a.md"
    page.write_text("# 고친 글\n", encoding="utf-8")
    assert _bring(project, note) == 0
    assert "여기서 고친 글이라 그대로" in capsys.readouterr().out
    note.write_text("# 셋\n", encoding="utf-8")
    assert _bring(project, note) == 1
    assert page.read_text(encoding="utf-8") == "# 고친 글\n"
    assert "REPLACE=1" in capsys.readouterr().out
    assert _bring(project, note, "--replace") == 0
    assert "# 셋" in page.read_text(encoding="utf-8")


def test_a_note_of_windows_is_written_as_utf_8(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note = project / "from" / "w.md"
    note.write_bytes("# 도커 정리\r\n\r\n글입니다.\r\n".encode("cp949"))
    assert _bring(project, note) == 0
    text = (project / "docs/w.md").read_bytes().decode("utf-8")
    assert text.endswith("# 도커 정리\r\n\r\n글입니다.\r\n")
    assert text.count("\n") == text.count("\r\n")
    assert "UTF-8로 바꾸어 썼습니다(1개)" in capsys.readouterr().out


def test_what_is_no_text_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note = project / "from" / "x.md"
    note.write_bytes(b"\xff\xfe\x00\xd8")
    assert _bring(project, note) == 1
    assert "읽을 수 없습니다" in capsys.readouterr().err
    assert decode_note(b"\x80\x81\xff") is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("제목\n===\n", "제목"),
        ("```\n# 아님\n```\n## `둘`\n", "둘"),
        ("글\n", None),
        ("---\na: b\n---\n# 하나", "하나"),
        ("# `<none>` 이미지 지우기", "<none> 이미지 지우기"),
        ("# <container-id> 지우기", "<container-id> 지우기"),
        ("# <b>굵은</b> ‹말› [링크](a.md)", "굵은 ‹말› 링크"),
        ("+++\ntitle = '휴고'\n+++\n# 하나", "휴고"),
        ("title: 헥소\ndate: 2024-01-02\n---\n# 하나", "헥소"),
        ("---\ntitle: 2024\n---\n", "2024"),
    ],
)
def test_the_title_is_that_of_the_front_matter_or_the_first_heading(text: str, title: str | None) -> None:
    assert find_title(text) == title


def test_front_matter_tells_order_and_drafts() -> None:
    assert read_matter("+++\nweight = 3\ndate = 2024-01-02T03:04:05Z\ndraft = true\n+++\n").weight == 3
    assert read_matter("---\ndate: 2024-1-2 10:00\n---\n").date == "2024-01-02 10:00"
    assert read_matter("---\ndraft: true\n---\n").is_draft
    assert not read_matter("---\n[\n---\n").values


def test_a_name_becomes_a_title_without_its_number() -> None:
    names = ("01 도커 시작", "2024-01-02-hello_world", "3.설치", "2024", "k8s")
    assert [title_of_name(name) for name in names] == ["도커 시작", "hello world", "설치", "2024", "k8s"]


def test_code_is_blank_and_all_else_stands_where_it_was() -> None:
    text = "a `b` c ``d ` e`` f `g\n\nh` i ``` j\n```\nk\n```\n"
    blanked = "a     c           f `g\n\nh` i ``` j\n   \n \n   \n"
    assert blank_code(text) == blanked


def test_a_hostile_note_takes_no_time() -> None:
    began = process_time()
    for text in ("` `` " * 2500, "{{< figure " * 900, "[[" * 5000, "# " + " " * 10_000 + "x"):
        list(find_references(text))
        find_title(text)
    assert process_time() - began < 1


@pytest.mark.parametrize("writes", range(5))
def test_what_was_broken_off_is_finished_by_the_next_run(
    project: Path, writes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = project / "from" / "01 도커 시작.md"
    done: list[Path] = []

    def write(path: Path, content: str | bytes) -> None:
        if len(done) == writes:
            raise KeyboardInterrupt
        replace_file(path, content)
        done.append(path)

    with monkeypatch.context() as patch:
        patch.setattr(command, "replace_file", write)
        with pytest.raises(KeyboardInterrupt):
            _bring(project, note)
    assert len(done) == writes
    assert _bring(project, note) == 0
    assert (project / "mkdocs.yml").read_text(encoding="utf-8").count("01 도커 시작.md") == 1
    assert sorted(path.name for path in (project / "docs").rglob("*") if path.is_file()) == [
        "01 도커 시작.md", "box.png", "brought.jsonl", "whale.png",
    ]  # fmt: skip
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    assert _bring(project, note) == 0
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before
