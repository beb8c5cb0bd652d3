"""The JSON document: as its schema says, and what it tells beyond BuildKit."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import dockerlayers
from dockerlayers.analysis import analyze
from dockerlayers.cli.images import load_images
from dockerlayers.model.changes import ArgumentChange, BaseChange, Change, FileChange, LineChange
from dockerlayers.render.document import SCHEMA, to_document, write_document
from dockerlayers.render.report import Question, Report, answer_questions
from tests.golden import golden_cases

CASES = sorted((Path(__file__).parents[1] / "engine-cases").glob("*/Dockerfile"))
IMAGES = load_images(str(CASES[0].parents[1] / "images.json"))
EXPLAINED = {case.name: str(case.fields["dockerfile"]) for case in golden_cases("explain")}


def load_schema() -> dict[str, Any]:
    path = Path(dockerlayers.__file__).parent / "render/schema.json"
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return schema


VALIDATOR = Draft202012Validator(load_schema())


def problems(document: object) -> list[str]:
    return [f"{error.json_path}: {error.message[:200]}" for error in VALIDATOR.iter_errors(document)]


def test_the_schema_has_the_documents_version() -> None:
    assert load_schema()["properties"]["schema"] == {
        "const": SCHEMA,
        "description": load_schema()["properties"]["schema"]["description"],
    }


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_engine_cases_are_as_the_schema_says(path: Path) -> None:
    source = path.read_bytes().decode("utf-8")
    for images in (IMAGES, {}):
        assert problems(to_document(analyze(source, images=images), path="Dockerfile")) == []


@pytest.mark.parametrize("source", EXPLAINED.values(), ids=EXPLAINED.keys())
def test_fragments_are_as_the_schema_says(source: str) -> None:
    assert problems(to_document(analyze(source, allow_fragment=True))) == []


def test_a_wrong_document_is_found_out() -> None:
    document = to_document(analyze("FROM scratch\nRUN a\n"))
    assert problems({**document, "surplus": 1})
    assert problems({**document, "ok": False})
    assert problems({key: value for key, value in document.items() if key != "history"})


@pytest.mark.parametrize("indent", [False, True])
def test_what_is_written_piece_by_piece_is_the_document(indent: bool) -> None:
    for source in (*EXPLAINED.values(), "FORM x", ""):
        report = Report(analysis=analyze(source, allow_fragment=True), path="x")
        text = "".join(write_document(report, indent=indent))
        assert json.loads(text) == to_document(report.analysis, path="x")
        assert indent or "\n" not in text


def instructions(source: str, **options: Any) -> list[Any]:
    found = to_document(analyze(source, **options))["instructions"]
    assert isinstance(found, list)
    return found


def test_spans_point_into_the_source() -> None:
    source = 'FROM scratch\nRUN --network=none \\\n  echo "a b" <<EOF\nx\nEOF\nENV A=1\n'
    _, run, env = instructions(source)
    assert run["span"] == [2, 1, 3, 19]
    assert run["lines"] == [2, 5]
    assert run["keyword"] == {"text": "RUN", "span": [2, 1, 2, 4]}
    assert run["flags"] == [{"name": "network", "value": "none", "span": [2, 5, 2, 19]}]
    assert run["form"] == "shell"
    assert run["heredocs"][0]["span"] == [4, 1, 6, 1]
    assert run["heredocs"][0]["content"] == "x\n"
    assert env["pairs"] == [{"key": "A", "value": "1", "is_legacy": False, "span": [6, 5, 6, 8]}]


def test_expansion_is_told() -> None:
    _, _, _, workdir = instructions("FROM scratch\nARG A=x\nENV B=y\nWORKDIR $A/$B$C\n")
    assert workdir["expanded"] == ["/x/y"]
    assert workdir["variables"] == {"A": "x", "B": "y", "C": None}
    assert workdir["undefined"] == ["C"]
    assert (workdir["effect"], workdir["created_by"]) == ("layer", "WORKDIR /x/y")


DEPENDS = """\
ARG V=1
FROM scratch AS a
WORKDIR /w
WORKDIR /
COPY --link x y
ADD --link --chmod=700 z https://example.com/q w/
ENV E=1
SHELL ["/bin/sh"]
CMD a
CMD ["a"]
FROM a
COPY --from=a m n
COPY <<here there
here
RUN --mount=target=/x --mount=source=s,target=/y --mount=type=cache,target=/c --mount=from=a,target=/z r
ARG T=bind
RUN --mount=type=$T,target=/x ["r"]
"""


def test_what_instructions_depend_on() -> None:
    told = [
        (one["name"], {key: value for key, value in one["depends_on"].items() if value})
        for one in instructions(DEPENDS)
    ]
    run = {"layers": True, "environment": True, "user": True, "directory": True}
    assert told == [
        ("ARG", {}),
        ("FROM", {}),
        ("WORKDIR", {"layers": True, "user": True}),
        ("WORKDIR", {}),
        ("COPY", {"directory": True, "files": ["x"]}),
        ("ADD", {"layers": True, "directory": True, "files": ["z"]}),
        ("ENV", {}),
        ("SHELL", {}),
        ("CMD", {"shell": True}),
        ("CMD", {}),
        ("FROM", {"stages": [0]}),
        ("COPY", {"layers": True, "directory": True, "stages": [0]}),
        ("COPY", {"layers": True, "directory": True}),
        ("RUN", {**run, "shell": True, "files": ["/", "s"], "stages": [0]}),
        ("ARG", {}),
        ("RUN", {**run, "files": ["/"]}),
    ]


def test_what_a_change_rebuilds() -> None:
    source = (
        "FROM scratch AS a\nCOPY x y\nLABEL a=b\nFROM scratch\nCOPY --from=a y z\nUSER u\nRUN r\nENV A=1\n"
    )
    told = {one["lines"][0]: one["rebuilds"] for one in instructions(source)}
    maybe = {"stage": 1, "lines": [5, 7], "state": "maybe", "depends_on": ["source"]}
    assert told == {
        1: [{"stage": 0, "lines": [2, 2], "state": "rebuilt", "depends_on": []}, maybe],
        2: [{"stage": 0, "lines": [2, 2], "state": "rebuilt", "depends_on": []}, maybe],
        3: [],
        4: [{"stage": 1, "lines": [5, 7], "state": "rebuilt", "depends_on": []}],
        5: [{"stage": 1, "lines": [5, 7], "state": "rebuilt", "depends_on": []}],
        6: [{"stage": 1, "lines": [7, 7], "state": "rebuilt", "depends_on": []}],
        7: [{"stage": 1, "lines": [7, 7], "state": "rebuilt", "depends_on": []}],
        8: [],
    }


@pytest.mark.parametrize(
    "source",
    [
        "FROM scratch AS s0\n" + "".join(f"FROM s{n} AS s{n + 1}\nRUN a\n" for n in range(1000)),
        "FROM scratch\n" + "ENV A=1\nCOPY a b\n" * 1000,
        "".join(f"ARG A{n}=1\n" for n in range(1000)) + "FROM scratch\n" + "COPY a b\n" * 1000,
        "FROM scratch\n" + "RUN a\n" * 1000 + "LABEL a=b\n" * 1000,
    ],
    ids=["stages", "variables", "global ARGs", "labels at the end"],
)
def test_answers_that_would_fill_the_square_of_the_length_are_left_out(source: str) -> None:
    assert {one["rebuilds"] is None for one in instructions(source)} == {True}


def test_triggers_stand_behind_their_from() -> None:
    base, onbuild, final, trigger = instructions("FROM scratch AS a\nONBUILD COPY x y\nFROM a\n")
    assert [one["is_onbuild"] for one in (base, onbuild, final, trigger)] == [False, False, False, True]
    assert (trigger["name"], trigger["stage"], trigger["lines"]) == ("COPY", 1, [3, 3])
    assert trigger["span"] is trigger["words"][0]["span"] is trigger["rebuilds"] is None
    assert onbuild["effect"] == "nothing"


def test_a_file_with_an_error_has_what_was_read() -> None:
    document = to_document(analyze("FROM scratch\nCOPY a\n"))
    assert document["error_span"] == [2, 6, 2, 7]
    assert document["error_hint"] is None
    assert [set(one) & {"effect", "rebuilds"} for one in instructions("FROM scratch\nCOPY a\n")] == [
        set(),
        set(),
    ]


def ask(source: str, changes: Iterable[Change]) -> list[Any]:
    analysis = analyze(source)
    questions = [Question(text=str(number), change=change) for number, change in enumerate(changes)]
    report = Report(analysis=analysis, answers=answer_questions(analysis, questions))
    document = json.loads("".join(write_document(report, indent=False)))
    assert problems(document) == []
    return [[*one["lines"]] for answer in document.get("if_changed", []) for one in answer["rebuilds"]]


def test_questions_are_answered() -> None:
    source = "ARG V=1\nFROM alpine:$V\nCOPY a.txt /\nRUN a \\\n  b\n"
    assert ask(source, [LineChange(line=5)]) == [[4, 5]]
    assert ask(source, [LineChange(line=99)]) == []
    assert ask(source, [FileChange(path="a.txt")]) == [[3, 5]]
    assert ask(source, [ArgumentChange(name="V")]) == [[3, 5]]
    assert ask(source, [BaseChange(reference="docker.io/library/alpine:1")]) == [[3, 5]]
    assert ask(source, [BaseChange(reference="debian"), BaseChange(reference="NO")]) == []
    assert ask("FORM x", [LineChange(line=1)]) == []
