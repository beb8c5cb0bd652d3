"""The command runs pages, takes what they print, and says in its status whether all is right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dockerlayers_site.consoles import command
from dockerlayers_site.consoles.command import main
from dockerlayers_site.engine import EngineError

RIGHT = "# a\n\n```console\n$ echo a\na\n```\n"
WRONG = '# b\n\n```console\n$ echo b\nc\n```\n\n```console norun="because"\n$ rm -r /\n```\n'
NEEDING = "# c\n\n```console\n$ docker ps\n```\n"


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    return tmp_path / "docs"


def write(docs: Path, **pages: str) -> None:
    for name, text in pages.items():
        (docs / f"{name}.md").write_text(text, encoding="utf-8")


def told(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return re.sub(r"\d+(\.\d)? s$", "N s", capsys.readouterr().out, flags=re.MULTILINE).splitlines()


def test_pages_are_accepted_and_right_from_then_on(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(docs, a=RIGHT, b=WRONG, d="# no session\n")
    assert main(["check"]) == 1
    assert told(capsys) == [
        "No engine is needed.",
        "docs/a.md: 1 run, 0 differences, N s",
        "docs/a.md: its sessions have changed since they were run last: run `make accept-consoles`",
        "docs/b.md:4: $ echo b",
        "    the output differs:",
        "    - c",
        "    + b",
        "docs/b.md: 1 run, 1 differences, N s",
        "docs/b.md:8: not run: because",
        "3 sessions on 2 pages: 2 run, 1 not run, 1 differences, N s",
    ]
    assert main(["accept", "b.md"]) == 0
    assert (docs / "b.md").read_text(encoding="utf-8") == WRONG.replace("\nc\n", "\nb\n")
    assert "docs/.sessions/b.json: recorded" in told(capsys)
    assert main(["accept"]) == 0
    assert main(["check"]) == 0
    assert "3 sessions on 2 pages: 2 run, 1 not run, 0 differences, N s" in told(capsys)


def test_options_may_stand_before_pages_as_make_writes_them(docs: Path) -> None:
    write(docs, a=RIGHT, b=WRONG)
    assert main(["accept", "--jobs", "1", "a.md"]) == 0
    assert main(["check", "--seconds", "9", "a.md"]) == 0


@pytest.mark.parametrize(
    ("edit", "left"),
    [("echo edited >> {page}", "{text}edited\n"), ("rm {page}", None)],
    ids=["edited", "removed"],
)
def test_what_is_edited_while_a_session_runs_is_kept(
    docs: Path, capsys: pytest.CaptureFixture[str], edit: str, left: str | None
) -> None:
    page = docs / "a.md"
    text = f"# a\n\n```console\n$ {edit.format(page=page)}\n$ echo b\nc\n```\n"
    write(docs, a=text)
    assert main(["accept"]) == 1
    kept = page.read_text(encoding="utf-8") if page.exists() else None
    assert kept == (left and left.format(text=text))
    assert not (docs / ".sessions").exists()
    message = "docs/a.md: cannot be accepted: it was edited while its sessions ran; run them again"
    assert message in told(capsys)


def test_where_time_is_bounded_new_pages_have_their_turn(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(docs, a=RIGHT, b=RIGHT)
    assert main(["accept", "a.md"]) == 0
    told(capsys)
    assert main(["check", "--seconds", "-1"]) == 1
    assert told(capsys) == [
        "No engine is needed.",
        "docs/b.md: 1 run, 0 differences, N s",
        "docs/b.md: its sessions have changed since they were run last: run `make accept-consoles`",
        "1 sessions had no turn in -1 seconds: they are as they were when they were run last.",
        "2 sessions on 2 pages: 1 run, 1 not run, 0 differences, N s",
    ]
    assert main(["accept"]) == 0
    told(capsys)
    assert main(["check", "--seconds", "100"]) == 0
    assert told(capsys)[-1] == "2 sessions on 2 pages: 2 run, 0 not run, 0 differences, N s"


def test_a_failure_is_not_accepted(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = RIGHT.replace("a\na\n", "a\nb\n$ false\n")
    write(docs, a=text)
    assert main(["accept"]) == 1
    assert (docs / "a.md").read_text(encoding="utf-8") == text.replace("\nb\n", "\na\n")
    assert any(line.startswith("docs/a.md:6: cannot be accepted: it ended with") for line in told(capsys))
    assert not (docs / ".sessions").exists()


def test_an_output_that_reads_as_a_prompt_is_not_accepted(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "# a\n\n```console\n$ echo '/app # work'\n```\n"
    write(docs, a=text)
    assert main(["accept"]) == 1
    assert (docs / "a.md").read_text(encoding="utf-8") == text
    assert "docs/a.md:3: cannot be accepted: what was printed reads as a shell's prompt" in told(capsys)


@pytest.mark.parametrize(("options", "status"), [([], 0), (["--own"], 1)])
def test_without_an_engine_the_rest_is_run(
    options: list[str],
    status: int,
    docs: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise EngineError("none here")

    monkeypatch.setattr(command, "open_stages", refuse)
    write(docs, a=RIGHT, c=NEEDING)
    main(["accept", "a.md"])
    capsys.readouterr()
    assert main(["check", *options]) == status
    lines = told(capsys)
    assert lines[0] == f"Pages that need an engine are {'wrong' if status else 'skipped'}: none here."
    assert lines[-2:] == [
        "docs/c.md:3: not run: there is no engine for it",
        "2 sessions on 2 pages: 1 run, 1 not run, 0 differences, N s",
    ]


def test_sessions_are_listed(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(docs, b=WRONG)
    assert main(["list"]) == 0
    assert told(capsys) == ["docs/b.md:3: 1 commands, first echo b", "docs/b.md:8: not run: because"]


def test_a_wrong_option_is_told_before_anything_is_run(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(docs, a=RIGHT.replace("console", "console norum=x"))
    assert main(["check"]) == 2
    assert told(capsys)[0] == "docs/a.md:3:12: unknown option: norum"


def test_a_page_that_is_not_there_is_told(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "nowhere.md"]) == 2
    assert "nowhere.md" in capsys.readouterr().err
    assert list(docs.iterdir()) == []
