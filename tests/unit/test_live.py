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
from dockerlayers.typography.page import set_type

SOURCE = "FROM node:22 AS build\nCOPY . .\nFROM scratch\nCOPY --from=build /app /\n"


def ask(**question: Any) -> Any:
    return json.loads(answer(json.dumps(question)))


def test_a_text_is_answered_with_its_breakdown() -> None:
    told = ask(text={"text": SOURCE}, view={"root_id": "mine", "title": "Dockerfile", "section": "절"})
    analysis = analyze(SOURCE, allow_fragment=True)
    html = render_breakdown(analysis, root_id="mine", title="Dockerfile", section="절")
    assert told == {"html": set_type(html), "targets": ["build"]}


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
    html = render_error("FORM scratch\n", analysis.error, root_id="dockerfile")
    assert ask(text={"text": "FORM scratch\n"})["html"] == set_type(html)


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


BEFORE = "FROM node:22\nWORKDIR /app\nCOPY package.json ./\nRUN npm ci\nCOPY . .\nCMD node a.js\n"


def edit(after: str, before: str = BEFORE, **more: Any) -> Any:
    return ask(text={"text": after}, before={"text": before}, view={"root_id": "x"}, **more)


def test_an_edit_tells_changed_lines_and_those_that_mean_something_else() -> None:
    told = edit(
        BEFORE.replace("COPY package.json ./\n", "COPY . .\n").replace(
            "RUN npm ci\nCOPY . .\n", "RUN npm ci\n"
        )
    )
    assert told["lines"] == [3]
    assert told["changed"] == [["x-copy-all", "line"], ["x-run-npm-ci", "meaning"]]
    assert "3행 바꿈 · 1줄 지움 · 뜻이 바뀐 줄 1개" in told["delta"]
    assert "소스를 고쳤을 때" in told["delta"]
    assert "live-worse" in told["delta"]


def test_a_new_line_shifts_others_and_changes_no_meaning() -> None:
    told = edit(BEFORE.replace("WORKDIR /app\n", "WORKDIR /app\nLABEL a=b\n"))
    assert told["lines"] == [3]
    assert [became for _, became in told["changed"]] == ["line"]
    assert "3행 더함" in told["delta"]


def test_an_edit_that_changes_no_fact_says_so() -> None:
    assert "이미지와 빌드에서 달라지는 것이 없습니다." in edit(f"# 설명\n\n{BEFORE}")["delta"]
    same = edit(BEFORE)
    assert (same["lines"], same["changed"]) == ([], [])
    assert "처음과 같습니다." in same["delta"]


def test_an_edit_of_a_text_with_an_error_has_no_breakdown_to_compare_with() -> None:
    told = edit(BEFORE, before="FORM x\n")
    assert "delta" not in told
    assert told["lines"]


def test_an_error_says_where_it_is_and_what_would_mend_it() -> None:
    fault = edit(BEFORE.replace("WORKDIR", "WORKDIRR"))["fault"]
    assert fault["line"] == 2
    assert fault["mend"] == {"line": 2, "start": 1, "end": 9, "word": "WORKDIR", "label": "WORKDIR 쓰기"}
    assert "2행을 읽을 수 없습니다." in fault["html"]
    assert "^^^^^^^^\n" in fault["html"]
    assert "   1  FROM node:22\n" in fault["html"]
    assert "   3  COPY package.json ./\n" in fault["html"]


def test_an_error_of_the_whole_file_has_no_line() -> None:
    fault = ask(text={"text": "", "is_part": False})["fault"]
    assert (fault["line"], fault["mend"]) == (0, None)
    assert "이 Dockerfile을 읽을 수 없습니다." in fault["html"]


def test_an_error_at_the_end_of_a_line_or_over_lines_is_pointed_at() -> None:
    for source in (
        "FROM scratch\nCOPY a\n",
        "FROM scratch\nRUN <<EOF\nx\n",
        "FROM scratch\nCOPY --form=a \\\n b c",
    ):
        fault = ask(text={"text": source})["fault"]
        assert "live-fault-title" in fault["html"]


def test_an_error_without_a_place_shows_its_line() -> None:
    fault = ask(text={"text": "# 설명\n"})["fault"]
    assert fault["line"] == 1
    assert "# 설명" in fault["html"]
    assert "live-caret" not in fault["html"]


def test_what_is_beside_the_text_can_be_refused() -> None:
    assert "refused" in ask(text={"text": BEFORE, "platform": "a/b/c/d"})


def test_both_texts_come_side_by_side() -> None:
    told = edit(f"{BEFORE}USER node\n", compare=["처음", "지금"])
    assert "bd--compare" in told["compared"]
    assert "compared" not in edit(BEFORE, before="FORM x\n", compare=["처음", "지금"])
    # In the place of a comparison that is there, it has its id; a text without a name is called as elsewhere.
    asked = {"text": {"text": f"{BEFORE}USER node\n"}, "before": {"text": BEFORE}, "compare": ["", "b"]}
    own = ask(**asked, view={"root_id": "mine", "compared_id": "mine"})["compared"]
    assert 'id="mine"' in own
    assert "mine-compared" not in own
    assert "Dockerfile → b" in own


def test_a_page_of_its_own_needs_nothing_else() -> None:
    assert ask(text={"text": BEFORE}, page=True)["page"].startswith("<!doctype html>")


def test_goals_are_judged() -> None:
    goals = ["layers <= 9", "user not root"]
    assert ask(text={"text": BEFORE}, goals=goals)["goals"]["is_done"] is False
    assert ask(text={"text": f"{BEFORE}USER node\n"}, goals=goals)["goals"]["is_done"] is True
