"""The door to the data, and the one file that all of it can be."""

from __future__ import annotations

import json
import runpy
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dockerlayers import data
from dockerlayers.data.__main__ import main

PACKAGE = Path(data.__file__).parents[1]
EXAMPLE = """\
# check=skip=RootUser, 이유
FROM python:3.13 AS build
RUN apt-get update && apt-get install -y curl
RUN timeout 300 pip install -r requirements.txt
COPY . .
CMD python app.py
"""


@pytest.fixture
def compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Read the data from one file, with none of the others there."""
    assert main([str(tmp_path / data.COMPILED)]) == 0
    monkeypatch.setattr(data, "FOLDER", tmp_path)
    data._compiled.cache_clear()
    yield tmp_path
    data._compiled.cache_clear()


def all_files(*endings: str) -> list[str]:
    paths = [path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*") if path.suffix in endings]
    assert paths
    return sorted(paths)


def test_one_file_holds_all_the_others(compiled: Path) -> None:
    assert [path.name for path in compiled.iterdir()] == [data.COMPILED]
    held = json.loads((compiled / data.COMPILED).read_text(encoding="utf-8"))
    assert sorted(held) == all_files(".toml", ".css", ".js")


def test_both_ways_give_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = {path: data.load_table(path) for path in all_files(".toml")}
    texts = {path: data.load_text(path) for path in all_files(".css", ".js")}
    stems = sorted(data.list_stems("programs/facts"))
    korean = data.list_tables("texts/ko")
    (tmp_path / data.COMPILED).write_text(data.compile_data(), encoding="utf-8")
    monkeypatch.setattr(data, "FOLDER", tmp_path)
    data._compiled.cache_clear()
    assert data.list_tables("texts/ko") == korean == [path for path in sorted(tables) if "/ko/" in path]
    assert {path: data.load_table(path) for path in tables} == tables
    assert {path: data.load_text(path) for path in texts} == texts
    assert sorted(data.list_stems("programs/facts")) == stems
    data._compiled.cache_clear()


@pytest.mark.usefixtures("compiled")
def test_what_is_not_in_the_file_is_missing() -> None:
    with pytest.raises(FileNotFoundError, match=r"knowledge.json holds no texts/ko/none.toml"):
        data.load_table("texts/ko/none.toml")


def test_the_command_writes_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["data", str(tmp_path / "file")])
    monkeypatch.delitem(sys.modules, "dockerlayers.data.__main__")
    with pytest.raises(SystemExit, match="0"):
        runpy.run_module("dockerlayers.data", run_name="__main__")
    assert (tmp_path / "file").read_text(encoding="utf-8") == data.compile_data()


def test_a_command_without_a_file_is_told_how(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert capsys.readouterr().err == "usage: python -m dockerlayers.data FOLDER/knowledge.json\n"


@pytest.mark.parametrize("format_", ["text", "json", "html"])
def test_a_library_of_sources_and_one_file_says_the_same(tmp_path: Path, format_: str) -> None:
    for path in all_files(".py"):
        target = tmp_path / "dockerlayers" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PACKAGE / path, target)
    (tmp_path / "dockerlayers" / data.COMPILED).write_text(data.compile_data(), encoding="utf-8")
    outputs = [
        subprocess.run(
            [sys.executable, "-m", "dockerlayers", "analyze", "--format", format_, "-"],
            input=EXAMPLE.encode(),
            cwd=folder,
            capture_output=True,
            check=True,
        ).stdout
        for folder in (tmp_path, PACKAGE.parent)
    ]
    assert len(outputs[0]) > 1000
    assert outputs[0] == outputs[1]
