"""Sessions are run in one shell a page, from top to bottom, and a mistake is told with its line."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest

from dockerlayers_site.consoles.pages import parse_page, read_page, rewrite
from dockerlayers_site.consoles.record import (
    SessionRecord,
    find_other_engine,
    key_of,
    load_record,
    record_path,
    save_record,
)
from dockerlayers_site.consoles.run import run_page
from dockerlayers_site.consoles.stage import NO_ENGINE
from dockerlayers_site.consoles.terminal import clean
from tests.consoles.stages import make_stage, run
from tests.support.site import ROOT


def console(*lines: str, options: str = "") -> str:
    return "\n".join([f"```console{options}", *lines, "```", ""])


def test_a_page_has_one_shell() -> None:
    text = console("$ cd /tmp && x=1", "$ f() { echo $1; }") + "\n" + console("$ pwd; f $x", "/tmp", "1")
    done = run(text)
    assert (done.differences, done.count) == ([], 2)


def test_files_of_the_page_are_there_when_their_time_has_come() -> None:
    file = '```sh title="a/b.sh"\n{}\n```\n\n'
    text = console("$ ls", "") + "\n" + file.format("echo 1") + console("$ sh a/b.sh", "1") + "\n"
    text += file.format("echo 2") + console("$ sh a/b.sh", "2")
    assert run(text).differences == []


def test_projects_that_a_session_names_are_there() -> None:
    done = run(
        console("$ ls -d examples/*/", "examples/python-web/", "$ ls examples/python-web/Dockerfile", "…")
    )
    assert done.differences == []


def test_heredocs_quotes_and_second_prompts_are_one_command() -> None:
    text = console("$ cat <<EOF > a", "$ no prompt", "EOF", "$ wc -l < a", "1", "$ echo 'a", "b'", "a", "b")
    text += "\n" + console("$ for i in 1 2; do", "> echo $i", "> done", "1", "2")
    assert run(text).differences == []


def test_both_channels_are_read_and_nothing_is_typed() -> None:
    assert run(console("$ echo a; echo b >&2; cat", "a", "b")).differences == []


@pytest.mark.parametrize(
    ("lines", "options", "line", "text"),
    [
        (("$ echo a", "b"), "", 2, "the output differs:\n    - b\n    + a"),
        (("$ echo a", "a", "$ false"), "", 4, "it ended with status 1; if it is to fail, show it by"),
        (("$ true",), " expect-error", 1, "no command of this session fails: remove expect-error"),
        (("$ exit 3",), "", 2, "it ended the shell of the page"),
        (("$ echo a; sleep 9",), " timeout=3", 2, "it has not ended in 3 seconds; it printed last:\n  a"),
        (("$ echo <id:x>",), "", 2, "nothing above is named <id:x>"),
    ],
)
def test_a_mistake_is_told_with_its_line(lines: tuple[str, ...], options: str, line: int, text: str) -> None:
    [found] = run(console(*lines, options=options)).differences
    assert found.line == line
    assert found.text.startswith(text)


@pytest.mark.parametrize(
    ("lines", "options"),
    [
        (("$ false", "$ echo $?", "1"), ""),
        (("$ (exit 125)", '$ echo "status $?"', "status 125"), ""),
        (("$ false",), " expect-error"),
        (("$ nonsense", "…: nonsense: command not found", "$ echo $?", "127"), ""),
    ],
)
def test_a_command_may_fail_where_the_page_says_so(lines: tuple[str, ...], options: str) -> None:
    assert run(console(*lines, options=options)).differences == []


def test_behind_a_lost_shell_nothing_is_run() -> None:
    done = run(console("$ exit") + "\n" + console("$ echo a", "a"))
    assert [(one.line, one.text) for one in done.differences] == [
        (2, "it ended the shell of the page"),
        (5, "it was not run: the session before it failed, in line 2"),
    ]


def test_nothing_of_a_page_goes_on() -> None:
    run(console("$ sleep 4321 &", "$ true"))
    time.sleep(0.1)
    commands = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists()]
    assert not any(b"sleep\x004321" in command for command in commands)


SHELL = "$ TERM=xterm PS1='/ # ' sh"


def test_what_another_shell_asks_for_is_typed() -> None:
    text = console(
        SHELL, "/ # echo a; tty", "a", "/dev/pts/<number>", "/ # x=1", "/ # echo $x", "1", "$ echo b", "b"
    )
    assert run(text).differences == []


def test_the_end_of_another_shell_is_typed_too() -> None:
    text = console(SHELL, "/ # exit 3", "$ echo $?", "3")
    assert run(text).differences == []


@pytest.mark.parametrize(
    ("lines", "line", "text"),
    [
        ((SHELL, "/ # echo a", "b"), 3, "the output differs:\n    - b\n    + a"),
        ((SHELL, "/app # true"), 3, "the prompt differs: / #"),
        (("$ echo a", "/ # true"), 2, "it ended before this was typed: true; it printed last:\n  a"),
        ((SHELL, "/ # sleep 9"), 2, "it has not ended in 4 seconds"),
    ],
)
def test_what_differs_in_another_shell_is_told(lines: tuple[str, ...], line: int, text: str) -> None:
    [found] = run(console(*lines, options=" timeout=4")).differences
    assert found.line == line
    assert found.text.startswith(text)


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("a\r\nb", "a\nb"),
        ("\x1b[31mred\x1b[0m \x1b]0;title\x07x", "red x"),
        ("\x1b[6n/ # \x1b[?2004h", "/ # "),
        ("10%\r20%\r100%\n", "100%\n"),
    ],
)
def test_a_terminal_is_read_as_it_is_seen(written: str, seen: str) -> None:
    assert clean(written) == seen


def test_what_an_engine_lacks_is_named() -> None:
    text = console("$ true", options=" engine=25") + "\n" + console("$ docker compose up")
    assert run(text).skipped == {
        1: "it needs Docker Engine 25.0, and this is 20.10.24",
        5: "it needs docker compose, which this engine's command lacks",
    }


def test_what_is_accepted_is_right_the_next_time(tmp_path: Path) -> None:
    text = console("$ echo 50eb54860a04; uname -r", "old", "$ false", "kept", "$ echo 2", "1")
    page = parse_page("docs/page.md", text)
    done = run_page(page, make_stage(), tmp_path)
    assert [one.is_taken for one in done.differences] == [True, False, True]
    new = rewrite(page, done.taken)
    assert new == console(
        "$ echo 50eb54860a04; uname -r", "<id>", "<kernel>", "$ false", "kept", "$ echo 2", "2"
    )


def test_a_build_may_keep_its_progress_to_itself() -> None:
    page = parse_page("docs/page.md", console("$ docker build .", "$ docker build . | cat"))
    [found] = run_page(page, make_stage("echo"), ROOT).differences
    assert found.line == 3
    fed = console("$ docker build - <<'EOF'", "FROM a", "RUN b && c | d; e", "EOF")
    assert not run_page(parse_page("docs/page.md", fed), make_stage("echo"), ROOT).differences


def test_what_asks_a_registry_is_not_taken() -> None:
    done = run(console("$ echo lookup registry-1.docker.io: no such host", "old"))
    [found] = done.differences
    assert not found.is_taken
    assert found.text.endswith("(bases/images.toml), or say why the session is not run")
    assert done.taken[0][1] == [("old",)]


def test_no_registry_is_asked_for_a_frontend() -> None:
    text = '```dockerfile title="Dockerfile"\n# syntax=docker/dockerfile:1\nFROM a\n```\n\n'
    text += console("$ cat Dockerfile", "#", "FROM a", "$ head -n 1 examples/python-web/Dockerfile", "#")
    assert run(text).differences == []


def test_a_record_stands_for_the_sessions_that_were_run(tmp_path: Path) -> None:
    page = parse_page("docs/a/b.md", console("$ ls"))
    record = SessionRecord(
        key=key_of(page), sessions=1, engine="28.5.2", buildx=None, compose=None,
        platform="linux/amd64", day="2026-11-28", images={}, is_real=False,
    )  # fmt: skip
    assert load_record(tmp_path, page) is None
    assert save_record(tmp_path, page, record)
    assert record_path(tmp_path, page.path) == tmp_path / "docs/.sessions/a/b.json"
    assert find_other_engine(tmp_path, page, "28.0.4") is None
    assert find_other_engine(tmp_path, page, "29.1.0") == "28.5.2"
    later = SessionRecord(**{**vars(record), "day": "2027-01-01"})
    assert not save_record(tmp_path, page, later)
    assert load_record(tmp_path, page) == record
    moved = parse_page("docs/a/b.md", "# More\n\n" + console("$ ls"))
    assert load_record(tmp_path, moved) == record
    longer = parse_page("docs/a/b.md", console("$ ls") + console("$ rm", options=' norun="x"'))
    assert load_record(tmp_path, longer) == record
    changed = parse_page("docs/a/b.md", console("$ ls -a"))
    assert load_record(tmp_path, changed) is None
    record_path(tmp_path, page.path).write_text("{", encoding="utf-8")
    assert load_record(tmp_path, page) is None


def test_the_page_about_the_command_shows_what_it_prints() -> None:
    page = read_page(ROOT, "docs/command.md")
    done = run_page(page, NO_ENGINE, ROOT)
    assert [(one.line, one.text) for one in done.differences] == []
    assert done.count == len(re.findall(r"^\$ dockerlayers", page.text, re.MULTILINE)) == 7


def test_every_record_of_the_handbook_can_be_read_and_has_its_page() -> None:
    records = sorted((ROOT / "docs/.sessions").rglob("*.json"))
    assert len(records) > 50
    for path in records:
        assert SessionRecord(**json.loads(path.read_text(encoding="utf-8"))).day, path
        assert (ROOT / "docs" / path.relative_to(ROOT / "docs/.sessions").with_suffix(".md")).is_file(), path
