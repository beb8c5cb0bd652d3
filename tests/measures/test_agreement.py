"""An engine's steps against the model's, and the edits that come between two builds."""

from __future__ import annotations

from pathlib import Path

import pytest

from dockerlayers.analysis import Analysis, analyze
from dockerlayers.measured.types import Occasion
from dockerlayers.model.changes import Rebuild
from dockerlayers.model.context import BuildContext
from dockerlayers.model.dockerignore import parse_dockerignore
from dockerlayers.model.types import Build
from dockerlayers_site.engine.progress import read_steps
from dockerlayers_site.measures.agreement import find_differences, foresee, list_built
from dockerlayers_site.measures.errors import MeasureError
from dockerlayers_site.measures.plan import Edit, load_plan

SOURCE = """\
FROM python:3.13-slim AS build
COPY requirements.txt .
RUN pip install -r requirements.txt

FROM python:3.13-slim
WORKDIR /app
COPY --from=build /usr/local /usr/local
COPY . .
"""
OUTPUT = """\
#5 [build 1/3] FROM docker.io/library/python:3.13-slim
#5 DONE 0.0s
#6 [stage-1 2/4] WORKDIR /app
#6 CACHED
#7 [build 2/3] COPY requirements.txt .
#7 CACHED
#8 [build 3/3] RUN pip install -r requirements.txt
#8 CACHED
#9 [stage-1 3/4] COPY --from=build /usr/local /usr/local
#9 CACHED
#10 [stage-1 4/4] COPY . .
#10 DONE 0.1s
"""


def analysis() -> Analysis:
    files = {"requirements.txt": 10, "app.py": 20, "build.log": 5}
    return analyze(SOURCE, context=BuildContext(files=files, ignore=parse_dockerignore("*.log\n")))


def build() -> Build:
    found = analysis().build
    assert found
    return found


def test_the_steps_of_an_engine_are_given_to_lines() -> None:
    assert list_built(build(), read_steps(OUTPUT)) == ([8], [2, 3, 6, 7])


def test_a_single_stage_is_found_by_any_name() -> None:
    one = analyze("FROM alpine\nRUN true\n").build
    assert one
    assert list_built(one, read_steps("#5 [2/2] RUN true\n#5 DONE 0.1s\n")) == ([2], [])
    nothing = analyze("FROM alpine\nCMD true\n").build
    assert nothing
    assert list_built(nothing, {}) == ([], [])


def test_other_steps_than_the_models_are_an_error() -> None:
    less = OUTPUT.replace("#10 [stage-1 4/4] COPY . .\n", "")
    with pytest.raises(MeasureError, match="stage 1: the engine ran 2 steps, the model 3"):
        list_built(build(), read_steps(less))


def test_the_model_foresees_what_an_edit_rebuilds() -> None:
    cached = dict.fromkeys((2, 3, 6, 7, 8), Rebuild.CACHED)
    assert foresee(analysis(), ()) == cached
    assert foresee(analysis(), ["build.log"]) == cached
    assert foresee(analysis(), ["app.py"]) == {**cached, 8: Rebuild.REBUILT}
    changed = foresee(analysis(), ["app.py", "requirements.txt"])
    assert changed == {**cached, 2: Rebuild.REBUILT, 3: Rebuild.REBUILT, 7: Rebuild.MAYBE, 8: Rebuild.REBUILT}


def test_where_engine_and_model_differ_is_told() -> None:
    foreseen = foresee(analysis(), ["app.py"])
    assert list(find_differences(foreseen, [8], [2, 3, 6, 7])) == []
    assert list(find_differences(foreseen, [3], [8])) == [
        "line 3 was built, and the model says that it comes from the cache",
        "line 8 came from the cache, and the model says that it is built",
    ]


def test_what_the_model_leaves_open_is_right_either_way() -> None:
    foreseen = foresee(analysis(), ["requirements.txt"])
    assert foreseen[7] is Rebuild.MAYBE
    for built, cached in (([2, 3, 7, 8], [6]), ([2, 3, 8], [6, 7])):
        assert list(find_differences(foreseen, built, cached)) == []


PLAN = """\
options = ["--secret=id=token,src=token.txt"]

[[source]]
file = "app.py"
put = "# {mark}\\n"

[[dependency]]
file = "package.json"
find = '"a": "1"'
put = '"a": "1", "b": "2"'
"""


def test_a_plan_says_what_is_edited(tmp_path: Path) -> None:
    assert load_plan(tmp_path).edits == {}
    (tmp_path / "measure.toml").write_text(PLAN, encoding="utf-8")
    plan = load_plan(tmp_path)
    assert plan.options == ("--secret=id=token,src=token.txt",)
    assert plan.edits[Occasion.SOURCE] == (Edit(file="app.py", put="# {mark}\n"),)
    (tmp_path / "package.json").write_text('{"a": "1"}', encoding="utf-8")
    for edit in (*plan.edits[Occasion.SOURCE], *plan.edits[Occasion.DEPENDENCY]):
        edit.apply(tmp_path, "x1")
    assert (tmp_path / "app.py").read_text(encoding="utf-8") == "# x1\n"
    assert (tmp_path / "package.json").read_text(encoding="utf-8") == '{"a": "1", "b": "2"}'


def test_an_edit_that_finds_nothing_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("bb", encoding="utf-8")
    for find, count in (("c", 0), ("b", 2)):
        with pytest.raises(MeasureError, match=f"a holds '{find}' {count} times, not once"):
            Edit(file="a", put="d", find=find).apply(tmp_path, "")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[source", "Expected ']'"),
        ("sources = []", "unknown key: sources"),
        ('[[source]]\nfile = "a"', "missing 1 required keyword-only argument: 'put'"),
        ('[[source]]\nfile = "a"\nput = "b"\nfin = "c"', "unexpected keyword argument 'fin'"),
    ],
)
def test_a_wrong_plan_is_told_with_its_file(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "measure.toml").write_text(text, encoding="utf-8")
    with pytest.raises(MeasureError, match=r"measure\.toml: ") as caught:
        load_plan(tmp_path)
    assert message in str(caught.value)
