"""The commands that count over a folder of Dockerfiles: `make sentences` and `make coverage-commands`."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import coverage, first_sentences, sentences
from dockerlayers.texts.texts import load_texts

DOCKERFILE = """\
FROM debian
LABEL a=b
RUN no-such-program
RUN rm -r x && no-such-program
SHELL ["powershell", "-Command"]
RUN Get-Item x
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "Dockerfile").write_text(DOCKERFILE, encoding="utf-8")
    (tmp_path / "wrong").write_text("FORM x\n", encoding="utf-8")
    return tmp_path


def test_sentences_that_say_nothing_come_first(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["sentences", str(folder)])
    sentences.main()
    head, *lines = capsys.readouterr().out.splitlines()
    assert head.startswith("6 lines, 6 sentences; ")
    nothing = lines[lines.index("say nothing:") : lines.index("say something:")]
    assert any("RUN          `no-such-program`" in line for line in nothing)
    assert not any("`x`" in line for line in nothing)


def test_what_says_nothing_is_known_by_sentences_that_there_are() -> None:
    texts = load_texts()
    assert all(key in texts.sentences for key in sentences.BARE)
    assert texts.say("workdir.path", path="/app") not in sentences.BareSentences(texts)
    assert texts.say("run.sentence", where=(), action=texts.say("run.script")) in sentences.BareSentences(
        texts
    )


def test_commands_are_counted(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["coverage", "--missing", str(folder)])
    coverage.main()
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split()[:5] == ["simple", "commands", "3", "explained", "1"]
    assert lines[4].split()[:5] == ["simple", "commands", "4", "explained", "1"]
    assert "  no-such-program 2" in lines


def test_first_sentences_stand_once_with_their_files(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "again").write_text(DOCKERFILE, encoding="utf-8")
    first_sentences.main([str(folder)])
    name, said, end = capsys.readouterr().out.splitlines()
    assert name == "Dockerfile (+1)"
    assert said.startswith("  Debian ")
    assert end == "2 files, 1 distinct"
