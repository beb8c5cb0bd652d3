"""What a page asks of the library, and what it is answered."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dockerlayers.analysis import analyze
from dockerlayers.errors import DockerfileError
from dockerlayers.live.answer import answer, warm_up
from dockerlayers.live.asked import Text
from dockerlayers.model.changes import FileChange
from dockerlayers.render.document import to_document
from dockerlayers.render.html import render_breakdown, render_error

SOURCE = "FROM node:22 AS build\nCOPY . .\nFROM scratch\nCOPY --from=build /app /\n"


def ask(**question: Any) -> Any:
    return json.loads(answer(json.dumps(question)))


def test_a_text_is_answered_with_its_breakdown() -> None:
    told = ask(text={"text": SOURCE}, view={"root_id": "mine", "title": "Dockerfile", "section": "절"})
    analysis = analyze(SOURCE, allow_fragment=True)
    assert told == {"html": render_breakdown(analysis, root_id="mine", title="Dockerfile", section="절")}


def test_all_facts_come_where_they_are_asked_for() -> None:
    text = {
        "text": "ARG TAG\nFROM node:$TAG AS one\nFROM one\n",
        "target": "one",
        "build_args": {"TAG": "22"},
        "platform": "linux/arm64",
        "labels": {"a": "b"},
        "images": {"node:22": {"architecture": "arm64", "config": {"User": "node"}}},
        "is_part": False,
    }
    facts = json.loads(ask(text=text, facts=True)["facts"])
    assert facts["config"]["User"] == "node"
    assert facts["config"]["Labels"] == {"a": "b"}
    assert facts["target"] == 0
    assert facts == to_document(Text(**text).analyze())  # type: ignore[arg-type]


def test_only_the_lines_that_are_shown_are_rendered() -> None:
    ranges, brief = {"ranges": [[2, 2]], "has_advice": False}, {"is_brief": True}
    whole, part = (
        ask(text={"text": SOURCE}, view=brief)["html"],
        ask(text={"text": SOURCE}, view=ranges)["html"],
    )
    assert "--from=build" in whole
    assert "--from=build" not in part


def test_an_error_is_shown_where_it_is() -> None:
    analysis = analyze("FORM scratch\n")
    assert analysis.error
    assert ask(text={"text": "FORM scratch\n"}) == {
        "html": render_error("FORM scratch\n", analysis.error, root_id="dockerfile")
    }


def test_what_is_kept_out_of_the_context_rebuilds_nothing() -> None:
    kept_out = Text(text=SOURCE, ignore="docs\n").analyze()
    assert kept_out.rebuilt_by(FileChange(path="docs/a.md")) == ()
    assert Text(text=SOURCE).analyze().rebuilt_by(FileChange(path="docs/a.md")) != ()
    assert kept_out.rebuilt_by(FileChange(path="src/a.js")) != ()


def test_files_of_the_context_are_known() -> None:
    context = Text(text=SOURCE, files={"a.js": 10}).analyze().context
    assert context
    assert dict(context.files) == {"a.js": 10}


def test_a_wrong_platform_is_refused() -> None:
    with pytest.raises(DockerfileError):
        Text(text=SOURCE, platform="/").analyze()


def test_warming_up_answers() -> None:
    warm_up()
