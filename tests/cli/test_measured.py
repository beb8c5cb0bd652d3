"""`--measured`: sizes and times beside the lines, as long as they hold."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import dockerlayers
from dockerlayers.cli.folder import FolderReader
from dockerlayers.measured.types import (
    Cause,
    MeasuredBase,
    MeasuredBuild,
    MeasuredLayer,
    Occasion,
    Waste,
)
from dockerlayers.measured.write import write_record
from tests.cli.calls import Caller
from tests.support.records import DIGEST, make_record

DOCKERFILE = "FROM debian:13-slim\nRUN apt-get update\nRUN rm -rf /var/lib/apt/lists\nCOPY . .\n"
WASTE = (
    Waste(line=2, cause=Cause.DELETED, byte_count=20_000, file_count=3, by_line=3),
    Waste(line=4, cause=Cause.REPLACED, byte_count=1_000, file_count=1, by_line=2),
    Waste(line=4, cause=Cause.REPLACED, byte_count=2_000, file_count=1),
    Waste(line=4, cause=Cause.LEFTOVER, byte_count=3_000, file_count=1),
)


def load_schema(path: str) -> Any:
    return json.loads((Path(dockerlayers.__file__).parent / path).read_text(encoding="utf-8"))


def write_project(folder: Path, *, stand_in: str | None = "Debian trixie") -> Path:
    """Write a project with its record, and return the record's path."""
    (folder / "Dockerfile").write_text(DOCKERFILE, encoding="utf-8")
    (folder / "app.py").write_text("print(1)\n", encoding="utf-8")
    path = folder / "Dockerfile"
    base = MeasuredBase(reference="debian:13-slim", digest=DIGEST, byte_count=80_000_000, stand_in=stand_in)
    measured = make_record(
        fingerprint=FolderReader(str(folder)).take_fingerprint(str(path), path.read_bytes()),
        base="debian:13-slim",
        bases=(base,),
        layers=tuple(
            MeasuredLayer(line=line, byte_count=size) for line, size in ((2, 20_500), (3, 0), (4, 9))
        ),
        waste=WASTE,
        builds={
            Occasion.COLD: MeasuredBuild(seconds=12.4, built=(2, 3, 4)),
            Occasion.WARM: MeasuredBuild(seconds=0.31, cached=(2, 3, 4)),
            Occasion.SOURCE: MeasuredBuild(seconds=0.4, built=(4,), cached=(2, 3), changed=("app.py",)),
        },
    )
    record = folder / "measured.json"
    record.write_text(write_record({"Dockerfile": measured}), encoding="utf-8")
    return record


def test_sizes_waste_and_times_are_told(call: Caller, tmp_path: Path) -> None:
    record = write_project(tmp_path)
    result = call("--measured", record, tmp_path / "Dockerfile")
    assert (result.status, result.err) == (0, "")
    lines = [line.strip() for line in result.out.splitlines()]
    assert "20.5kB" in lines
    assert "! 20kB 낭비: 3행에서 지우지만 이 레이어에 남습니다." in lines
    assert "! 1kB 낭비: 2행에서 담은 파일을 다시 담습니다." in lines
    assert "! 2kB 낭비: 베이스 이미지에 있는 파일을 다시 담습니다." in lines
    assert "! 3kB 낭비: 패키지 관리자가 다음에 쓰려고 남긴 것입니다." in lines
    assert lines[lines.index("측정") + 1 :] == [
        "베이스에 더한 크기: 20.5kB",
        "처음 빌드: 12초",
        "그대로 다시 빌드: 0.3초",
        "`app.py` 파일을 고친 뒤의 빌드: 0.4초",
        "잰 날과 곳: 2026-11-28, Docker Engine 28.5.2, linux/amd64",
        "`debian:13-slim` 이미지를 받을 수 없어서 다른 이미지로 대신했습니다: Debian trixie",
    ]


def test_the_whole_is_told_where_the_base_image_is_the_real_one(call: Caller, tmp_path: Path) -> None:
    record = write_project(tmp_path, stand_in=None)
    out = call("--measured", record, tmp_path / "Dockerfile").out
    assert "이미지 크기: 80MB" in out
    assert "다른 이미지로 대신" not in out


def test_the_document_has_it_as_the_schema_says(call: Caller, tmp_path: Path) -> None:
    record = write_project(tmp_path)
    document = json.loads(call("--format=json", "--measured", record, tmp_path / "Dockerfile").out)
    Draft202012Validator(load_schema("render/schema.json")).validate(document)
    assert document["measured"]["layers"][0]["bytes"] == 20_500
    assert document["measured"]["engine"] == "Docker Engine 28.5.2"


def test_both_schemas_tell_the_same_of_a_record() -> None:
    own = load_schema("measured/schema.json")["$defs"]
    other = load_schema("render/schema.json")["$defs"]["measured"]
    as_there = json.loads(json.dumps(own).replace("#/$defs/", "#/$defs/measured/$defs/"))
    assert {key: as_there[key] for key in other["$defs"]} == other["$defs"]
    assert set(own) == {"measured", *other["$defs"]}
    assert as_there["measured"]["properties"].items() <= other["properties"].items()


@pytest.mark.parametrize(
    ("file", "said"), [("Dockerfile", "it has changed"), ("app.py", "its build context has changed")]
)
def test_a_byte_that_changes_takes_the_figures_away(
    call: Caller, tmp_path: Path, file: str, said: str
) -> None:
    record = write_project(tmp_path)
    path = tmp_path / file
    path.write_text(f"{path.read_text(encoding='utf-8')}# x\n", encoding="utf-8")
    result = call("--measured", record, tmp_path / "Dockerfile")
    assert result.status == 0
    assert f"Dockerfile: warning: {said} since it was measured" in result.err
    assert "kB" not in result.out


def test_a_file_that_the_record_does_not_know_is_named(call: Caller, tmp_path: Path) -> None:
    record = write_project(tmp_path)
    other = tmp_path.parent / "Dockerfile.other"
    other.write_text(DOCKERFILE, encoding="utf-8")
    assert "tells nothing of it" in call("--measured", record, other).err
    said = call("--measured", record, "-", stdin=DOCKERFILE.encode()).err
    assert said.startswith("<stdin>: warning: ")
    other.unlink()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, r"cannot read .*measured\.json: No such file or directory"),
        (b"\xff", r".*measured\.json is not UTF-8: byte 0"),
        (b'{\n "dat": ""}', r".*measured\.json:2:9: unknown key: dat; did you mean date\?"),
        (b"[", r".*measured\.json:1:2: not JSON: a value is missing here$"),
    ],
)
def test_a_record_that_cannot_be_read_is_a_mistake_of_the_call(
    call: Caller, tmp_path: Path, content: bytes | None, message: str
) -> None:
    (tmp_path / "Dockerfile").write_text(DOCKERFILE, encoding="utf-8")
    if content is not None:
        (tmp_path / "measured.json").write_bytes(content)
    result = call("--measured", tmp_path / "measured.json", tmp_path / "Dockerfile")
    assert result.status == 2
    assert re.search(f"argument --measured: {message}", result.err.strip())
