"""The library in a page answers as it does here: facts and HTML."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.live import Engine, Question, find_disagreements

CASES = Path(__file__).parents[1] / "engine-cases"

pytestmark = pytest.mark.xdist_group("live")


def list_questions() -> Iterator[tuple[str, Question]]:
    images = json.loads((CASES / "images.json").read_text(encoding="utf-8"))
    for path in sorted(CASES.glob("*/expected.json")):
        arguments: list[str] = json.loads(path.read_text(encoding="utf-8"))["args"]
        options = list(zip(arguments[::2], arguments[1::2], strict=True))
        pairs = [(name, *value.partition("=")[::2]) for name, value in options]
        text = {
            "text": (path.parent / "Dockerfile").read_bytes().decode("utf-8"),
            "target": next((value for name, value in options if name == "--target"), None),
            "build_args": {key: value for name, key, value in pairs if name == "--build-arg"},
            "labels": {key: value for name, key, value in pairs if name == "--label"},
            "images": images,
            "is_part": False,
        }
        yield path.parent.name, {"text": text, "facts": True}


def test_all_engine_cases_are_told_alike(engine: Engine) -> None:
    questions = list(list_questions())
    assert len(questions) == 131
    assert find_disagreements(engine, questions) == []


def test_a_difference_would_be_found(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.support.live.answer", lambda _: '{"html": "otherwise", "targets": []}')
    questions = [("one", {"text": {"text": "FROM scratch\n"}, "facts": True})]
    assert find_disagreements(engine, questions) == ["one: facts, html"]


def test_a_start_tells_how_much_of_all_has_come(engine: Engine) -> None:
    steps = engine.ready["progress"]
    assert [one["read"] for one in steps] == sorted(one["read"] for one in steps)
    assert steps[-1]["read"] == steps[-1]["total"]
    assert steps[-1]["total"] <= 7_000_000
    assert engine.ready["way"] == "plain"
