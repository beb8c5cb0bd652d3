"""The command in another language."""

from __future__ import annotations

from pathlib import Path

import pytest

from dockerlayers.texts import texts
from dockerlayers.texts.texts import list_languages
from tests.cli.calls import Caller
from tests.texts.pseudo import LANGUAGE, list_korean, make_pseudo


def test_the_command_tells_all_in_a_language(
    call: Caller, dockerfile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pseudo = make_pseudo()
    monkeypatch.setattr(texts, "_load", lambda _: pseudo)
    monkeypatch.setattr(texts, "list_languages", lambda: ("ko", LANGUAGE))
    for form in ("text", "html", "json"):
        told = call("--language", LANGUAGE, "--format", form, "--context", dockerfile.parent, dockerfile)
        assert told.status == 0
        assert list_korean(told.out) == []


def test_a_language_that_has_no_texts_is_refused_with_the_nearest(call: Caller, dockerfile: Path) -> None:
    assert call("--language", "ko", dockerfile).out == call(dockerfile).out
    wrong = call("--language", "kr", dockerfile)
    assert wrong.status == 2
    assert wrong.err.endswith("argument --language: no texts in 'kr', did you mean ko?\n")
    far = call("--language", "esperanto", dockerfile)
    assert far.err.endswith(
        f"argument --language: no texts in 'esperanto'; there is {', '.join(list_languages())}\n"
    )
