"""The check of a language's texts: what is missing, and what is wrong."""

from __future__ import annotations

import runpy
import sys
from collections.abc import Mapping
from typing import Any

import pytest

from dockerlayers.texts import DEFAULT
from dockerlayers.texts import __main__ as command
from dockerlayers.texts.check import list_faults, list_files, list_missing
from dockerlayers.texts.texts import Texts, list_languages, load_texts
from tests.texts.pseudo import make_pseudo

FILES: Mapping[str, Mapping[str, Any]] = {
    "texts/xx/labels.toml": {"copy": "copy", "stages": "{n} stages", "stages#one": "one", "lines": "lines"},
    "texts/xx/sentences.toml": {"copy": {"everithing": "all", "many": "{sources}"}},
    "texts/xx/report.toml": {"title": "{nobody}"},
    "texts/xx/grammar.toml": {"comma": ", ", "own": "x"},
    "texts/xx/programs/apt-get.toml": {"does": "x", "options": {"-y": {"does": "y"}, "-q": "q"}},
}


def load(path: str) -> Mapping[str, Any]:
    if path not in FILES:
        raise FileNotFoundError(path)
    return FILES[path]


TEXTS = Texts("xx", load_texts(), load)


@pytest.mark.parametrize("language", list_languages())
def test_a_language_that_is_here_says_nothing_wrong(language: str) -> None:
    assert list(list_faults(load_texts(language))) == []


def test_korean_lacks_nothing() -> None:
    assert {"labels.toml", "programs/apt-get.toml"} <= set(list_files())
    assert list(list_missing(load_texts(DEFAULT))) == []


def test_a_whole_language_lacks_nothing() -> None:
    assert list(list_missing(make_pseudo())) == list(list_faults(make_pseudo())) == []


def test_what_is_missing_is_named() -> None:
    missing = set(list_missing(TEXTS))
    assert {
        "texts/xx/labels.toml: copied",
        "texts/xx/sentences.toml: copy.everything",
        "texts/xx/shell.toml: operator.&&",
        "texts/xx/grammar.toml: range",
        "texts/xx/advice.toml: RootUser.title",
        "texts/xx/programs/apt-get.toml: commands.install",
    } <= missing
    assert "texts/xx/labels.toml: copy" not in missing
    assert not {f"texts/xx/programs/apt-get.toml: {key}" for key in ("does", "options.-y")} & missing
    assert not [line for line in missing if line.endswith(".toml: copy.source")]


def test_what_is_wrong_is_named() -> None:
    assert list(list_faults(TEXTS)) == [
        "texts/xx/report.toml: title: there is no slot {nobody} here",
        "texts/xx/sentences.toml: copy.everithing: no such text (did you mean copy.everything?)",
        "texts/xx/sentences.toml: copy.many: the slot {count} is missing",
    ]


def test_the_command_prints_both(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert command.main([DEFAULT]) == 0
    assert capsys.readouterr().out == "0 texts are missing, 0 are wrong\n"
    monkeypatch.setattr(command, "load_texts", lambda _: TEXTS)
    assert command.main(["xx"]) == 1
    told = capsys.readouterr()
    assert "missing: texts/xx/labels.toml: copied\n" in told.out
    assert told.out.endswith(" texts are missing, 3 are wrong\n")
    assert told.err.count("\n") == 3


def test_the_command_wants_one_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([]) == command.main(["kr"]) == 2
    usage, refusal = capsys.readouterr().err.splitlines()
    assert usage == "usage: python -m dockerlayers.texts LANGUAGE"
    assert refusal == f"there are no texts in 'kr', only in {', '.join(list_languages())}"


def test_it_is_a_program(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["texts"])
    monkeypatch.delitem(sys.modules, "dockerlayers.texts.__main__")
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("dockerlayers.texts", run_name="__main__")
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: ")


def test_a_text_stands_for_a_table_and_a_table_for_a_text() -> None:
    said = TEXTS.read("programs/apt-get.toml")
    assert said["options"]["-y"] == {"does": "y"}
    assert said["options"]["-q"] == "q"
    assert TEXTS.read("shell.toml") == load_texts().read("shell.toml")
