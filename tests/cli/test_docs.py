"""The page about the command shows what the command prints."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.calls import HOOKS, environment, run_program

PAGE = HOOKS.parent / "docs/command.md"
FILES = re.compile(r'^```(?:dockerfile|json) title="([^"]+)".*\n((?:(?!```).*\n)+)```$', re.MULTILINE)
CONSOLES = re.compile(r"^```console\n\$ (dockerlayers .*)\n((?:(?!```).*\n)*)```$", re.MULTILINE)
TEXT = PAGE.read_text(encoding="utf-8")
SHOWN = [(match[1], match[2]) for match in CONSOLES.finditer(TEXT)]
HELLO = "#!/bin/sh\necho hello\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in FILES.findall(TEXT):
        (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "hello.sh").write_text(HELLO, encoding="utf-8")
    return tmp_path


def run_shown(command: str, folder: Path) -> str:
    """Run a command of the page, its `head -n` or `tail -n` included."""
    call, _, cut = command.partition(" | ")
    name, verb, *arguments = shlex.split(call)
    assert (name, verb) == ("dockerlayers", "analyze")
    done = run_program(*arguments, cwd=folder, env=environment(COLUMNS="80"))
    lines = (done.stdout + done.stderr).decode().splitlines(keepends=True)
    if cut:
        end, flag, count = cut.split()
        assert (end in ("head", "tail"), flag) == (True, "-n")
        lines = lines[: int(count)] if end == "head" else lines[-int(count) :]
    return "".join(lines)


@pytest.mark.parametrize(("command", "output"), SHOWN, ids=[command for command, _ in SHOWN])
def test_the_page_shows_what_the_command_prints(command: str, output: str, folder: Path) -> None:
    assert run_shown(command, folder) == output


def test_commands_are_found() -> None:
    assert len(SHOWN) == TEXT.count("$ dockerlayers") == 6
