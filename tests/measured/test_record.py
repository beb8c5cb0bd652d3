"""Records of measures: written, read, refused with a place, and held against what is there."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import dockerlayers
from dockerlayers.cli.folder import FolderReader
from dockerlayers.cli.usage import UsageError
from dockerlayers.measured.errors import RecordError
from dockerlayers.measured.read import read_record
from dockerlayers.measured.types import (
    Cause,
    Fingerprint,
    MeasuredBase,
    MeasuredBuild,
    MeasuredFile,
    MeasuredHistory,
    MeasuredLayer,
    Occasion,
    Waste,
)
from dockerlayers.measured.write import write_record
from tests.support.records import DIGEST, make_record

SCHEMA = json.loads((Path(dockerlayers.__file__).parent / "measured/schema.json").read_text(encoding="utf-8"))

WHOLE = make_record(
    fingerprint=Fingerprint(dockerfile=DIGEST, context=DIGEST, ignore=DIGEST),
    base="python:3.13-slim",
    bases=(MeasuredBase(reference="python:3.13-slim", digest=DIGEST, byte_count=120, stand_in="Debian 13"),),
    layers=(
        MeasuredLayer(line=2, byte_count=30, added=2, largest=(MeasuredFile("app/큰 파일", 20),)),
        MeasuredLayer(line=4, byte_count=5, changed=1, deleted=3),
    ),
    history=(
        MeasuredHistory(created_by="COPY . . # buildkit", byte_count=30),
        MeasuredHistory(created_by="CMD []", byte_count=0, is_empty=True),
    ),
    waste=(
        Waste(line=2, cause=Cause.DELETED, byte_count=10, file_count=3, by_line=4),
        Waste(line=4, cause=Cause.LEFTOVER, byte_count=1, file_count=1),
    ),
    builds={
        Occasion.COLD: MeasuredBuild(seconds=3.5, built=(2, 4)),
        Occasion.WARM: MeasuredBuild(seconds=0, cached=(2, 4)),
        Occasion.SOURCE: MeasuredBuild(seconds=1.25, built=(4,), cached=(2,), changed=("a.py",)),
    },
)
SMALL = make_record()
TEXT = write_record({"Dockerfile": WHOLE, "Dockerfile.before": SMALL})


def test_what_is_written_is_read_and_is_as_the_schema_says() -> None:
    assert read_record(TEXT) == {"Dockerfile": WHOLE, "Dockerfile.before": SMALL}
    jsonschema.validate(json.loads(TEXT), SCHEMA)
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_bytes_of_a_stand_in_are_never_those_of_the_image() -> None:
    assert (WHOLE.own_bytes, WHOLE.base_bytes) == (35, None)
    own = MeasuredBase(reference="python:3.13-slim", digest=DIGEST, byte_count=120)
    assert own.own_bytes == 120
    assert (SMALL.own_bytes, SMALL.base_bytes, SMALL.base_image) == (0, 0, None)


def test_a_line_is_asked_for_what_was_measured() -> None:
    assert WHOLE.find_layer(4) == WHOLE.layers[1]
    assert WHOLE.find_layer(3) is None
    assert WHOLE.list_waste(2) == WHOLE.waste[:1]


def changed(change: Callable[[Any], object]) -> str:
    document = json.loads(TEXT)
    change(document)
    return json.dumps(document, ensure_ascii=False, indent=1)


def first(document: Any) -> Any:
    return document["files"]["Dockerfile"]


WRONG: dict[str, Callable[[Any], object]] = {
    "engine is missing in this object": lambda it: it.pop("engine"),
    "unknown key: engin": lambda it: it.update(engin="x"),
    "schema 2.0 is not known here": lambda it: it.update(schema="2.0"),
    "this has to be written as 2026-11-28": lambda it: it.update(date="today"),
    "this has to be an object": lambda it: it.update(files=[]),
    "this has to be a string that is not empty": lambda it: it.update(engine=""),
    "this has to be written as sha256: and 64": lambda it: first(it)["fingerprint"].update(
        context="sha256:1"
    ),
    "alpine is not among the bases": lambda it: first(it).update(base="alpine"),
    "this has to be an array": lambda it: first(it).update(layers={}),
    "this has to be a whole number, 1 or more": lambda it: first(it)["layers"][0].update(line=0),
    "this has to be a whole number, 0 or more": lambda it: first(it)["layers"][0].update(bytes=True),
    "'lost' is none of deleted, replaced, leftover": lambda it: first(it)["waste"][0].update(cause="lost"),
    "this has to be true or false": lambda it: first(it)["history"][1].update(empty_layer="yes"),
    "this has to be a number of seconds": lambda it: first(it)["builds"]["cold"].update(seconds=-1),
    "unknown key: hot": lambda it: first(it)["builds"].update(hot={}),
}


@pytest.mark.parametrize("message", WRONG)
def test_what_is_wrong_is_told_with_its_place(message: str) -> None:
    text = changed(WRONG[message])
    with pytest.raises(RecordError) as caught:
        read_record(text)
    error = caught.value
    assert error.message.startswith(message)
    assert error.span
    line = text.split("\n")[error.span.line - 1]
    assert line[error.span.column - 1] in '{["-0t2'
    if "alpine" not in message:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(json.loads(text), SCHEMA)


def test_a_wrong_value_is_pointed_at_and_a_near_name_is_offered() -> None:
    with pytest.raises(RecordError) as caught:
        read_record('{\n "schema": "1.0",\n "egine": "x"\n}')
    assert str(caught.value) == "<Dockerfile>:3:11: unknown key: egine"
    assert caught.value.hint == "did you mean engine?"
    with pytest.raises(RecordError) as caught:
        read_record('{"something else entirely": 1}')
    assert caught.value.hint is None


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("", (1, 1), "not JSON: a value is missing here"),
        ("{} 1", (1, 4), "not JSON: something stands behind the end of the document"),
        ('{\n "a": 1\n "b": 2}', (3, 2), "not JSON: ',' is missing here"),
        ('{"a" 1}', (1, 6), "not JSON: ':' is missing here"),
        ("{a: 1}", (1, 2), "not JSON: a string is missing here"),
        ('{"a": "b}', (1, 7), "not JSON: Unterminated string starting at"),
        ("[1 2]", (1, 4), "not JSON: ',' is missing here"),
        ("[nope]", (1, 2), "not JSON: a value is missing here"),
        ('{"a": 1,\n "a": 2}', (2, 2), "a is given twice"),
        ("[" * 40, (1, 34), "not JSON: too deeply nested"),
        ('{"a": 1e999}', (1, 7), "unknown key: a"),
        ("[null, true, 1.5]", (1, 1), "this has to be an object"),
    ],
)
def test_what_is_no_json_is_told_with_its_place(text: str, place: tuple[int, int], message: str) -> None:
    with pytest.raises(RecordError) as caught:
        read_record(text)
    assert caught.value.message == message
    assert caught.value.span
    assert caught.value.span[:2] == place


def make_project(folder: Path) -> Path:
    """Write a small context: one file is ignored, one is executable, one is a link, and a record is there."""
    files = {
        "Dockerfile": "FROM scratch\nCOPY . .\n",
        ".dockerignore": "*.log\n",
        "app/main.py": "print(1)\n",
        "run.sh": "#!/bin/sh\n",
        "build.log": "1\n",
        "measured.json": "{}",
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "run.sh").chmod(0o755)
    (folder / "link").symlink_to("app/main.py")
    return folder


def fingerprint(folder: Path, name: str = "Dockerfile") -> Fingerprint:
    path = folder / name
    return FolderReader(str(folder)).take_fingerprint(str(path), path.read_bytes())


def test_a_fingerprint_is_that_of_what_goes_into_a_build(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    before = fingerprint(folder)
    assert before == fingerprint(folder)
    for name in ("build.log", "measured.json"):
        (folder / name).write_text("other", encoding="utf-8")
    assert fingerprint(folder) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "app/main.py").write_text("print(2)\n", encoding="utf-8"),
        lambda folder: (folder / "app/main.py").rename(folder / "app/other.py"),
        lambda folder: (folder / "run.sh").chmod(stat.S_IRUSR | stat.S_IWUSR),
        lambda folder: (folder / "new").touch(),
        lambda folder: ((folder / "link").unlink(), (folder / "link").symlink_to("run.sh")),
    ],
    ids=["a byte", "a name", "a mode", "a new file", "where a link leads"],
)
def test_whatever_is_changed_in_the_context_is_seen(tmp_path: Path, change: Callable[[Path], object]) -> None:
    folder = make_project(tmp_path)
    before = fingerprint(folder)
    change(folder)
    after = fingerprint(folder)
    assert after.context != before.context
    assert (after.dockerfile, after.ignore) == (before.dockerfile, before.ignore)


def test_the_ignore_file_of_a_dockerfile_wins(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    before = fingerprint(folder)
    (folder / "Dockerfile.dockerignore").write_text("*.log\nDockerfile.dockerignore\n", encoding="utf-8")
    after = fingerprint(folder)
    assert after.ignore != before.ignore
    assert after.context == before.context
    (folder / ".dockerignore").unlink()
    (folder / "Dockerfile.dockerignore").unlink()
    assert fingerprint(folder).ignore is None


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    reader = FolderReader(str(folder))
    (folder / "run.sh").unlink()
    (folder / "run.sh").mkdir()
    with pytest.raises(UsageError, match=r"cannot read .*run\.sh: Is a directory"):
        reader.take_fingerprint(str(folder / "Dockerfile"), b"")
