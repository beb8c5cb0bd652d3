"""What the command prints, in each format, and its exit status."""

from __future__ import annotations

import io
import json
import runpy
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from dockerlayers.cli import main as cli
from tests.cli.calls import Caller


def test_a_valid_file_is_0(call: Caller, dockerfile: Path) -> None:
    result = call(dockerfile)
    assert (result.status, result.err) == (0, "")
    head, told, counts = result.out.split("\n")[:3]
    assert (head, counts) == (str(dockerfile), "스테이지 1개 · 새 레이어 1개 · 메타데이터 1개")
    assert told.startswith("빈 이미지(`scratch`)")


def test_an_invalid_one_is_1_and_is_told_as_a_compiler_does(call: Caller, tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text("FROM scratch\n한글 x\n", encoding="utf-8")
    result = call(path)
    assert result.status == 1
    assert result.err == f"{path}:2:1: unknown instruction: 한글\n    한글 x\n    ^^^^\n"
    assert result.out == ""


def test_checks_before_an_error_are_told(call: Caller) -> None:
    result = call("-", stdin=b"from scratch as B\nCOPY a\n")
    assert result.status == 1
    assert result.out.startswith("<stdin>\n\n빌드 검사\n  ! StageNameCasing  1행\n    Stage name 'B' should")


def test_several_files_are_told_in_order_whatever_their_verdict(
    call: Caller, dockerfile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("FORM x\n", encoding="utf-8")
    lines = call("--format", "jsonl", dockerfile, wrong, dockerfile)
    documents = [json.loads(line) for line in lines.out.splitlines()]
    assert lines.status == 1
    assert [(one["path"], one["ok"]) for one in documents] == [
        (str(dockerfile), True),
        (str(wrong), False),
        (str(dockerfile), True),
    ]
    array = call("--format", "json", dockerfile, wrong, dockerfile)
    assert json.loads(array.out) == documents
    assert (
        array.err
        == lines.err
        == f"{wrong}:1:1: unknown instruction: FORM\n    FORM x\n    ^^^^\n    did you mean FROM?\n"
    )
    # The whole path may be longer than a line.
    monkeypatch.chdir(tmp_path)
    text = call("Dockerfile", "wrong", "Dockerfile")
    assert text.out.count("Dockerfile\n") == 2


def test_one_file_is_one_object(call: Caller, dockerfile: Path) -> None:
    assert json.loads(call("--format", "json", dockerfile).out)["path"] == str(dockerfile)
    assert json.loads(call("--format", "json", "-", stdin=b"FROM scratch").out)["path"] == "-"


def test_options_reach_the_analysis(call: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    source = b"FROM scratch AS a\nARG A\nARG B\nARG C\nARG TARGETARCH\nENV X=$A-$B-$C-$TARGETARCH\nFROM a\n"
    monkeypatch.setenv("B", "from-env")
    monkeypatch.delenv("C", raising=False)
    options = [
        "--build-arg",
        "A=1=2",
        "--build-arg",
        "B",
        "--build-arg",
        "C",
        "--label",
        "l=v",
        "--label",
        "m",
    ]
    result = call("--format", "json", *options, "--target", "A", "--platform", "arm64", "-", stdin=source)
    document = json.loads(result.out)
    assert document["target"] == 0
    assert document["config"]["Env"][1:] == ["X=1=2-from-env--arm64"]
    assert document["config"]["Labels"] == {"l": "v", "m": ""}


def test_a_target_that_is_not_there_is_an_error_of_the_file(call: Caller, dockerfile: Path) -> None:
    result = call("--target", "x", dockerfile)
    assert (result.status, result.err) == (1, f'{dockerfile}: target stage "x" could not be found\n')


def test_known_images_are_used(call: Caller, tmp_path: Path) -> None:
    images = tmp_path / "images.json"
    history = [{"created_by": "base", "empty_layer": False}]
    images.write_text(
        json.dumps({"alpine": {"config": {"User": "a"}, "history": history}, "*": {"config": {"User": "b"}}}),
        encoding="utf-8",
    )
    for name, user in (("alpine:latest", "a"), ("debian", "b")):
        result = call("--images", images, "--format", "json", "-", stdin=f"FROM {name}".encode())
        document = json.loads(result.out)
        assert (document["config"]["User"], document["base_is_known"]) == (user, True)


def test_an_unknown_base_image_is_said_to_be_unknown(call: Caller) -> None:
    document = json.loads(call("--format", "json", "-", stdin=b"FROM alpine\nWORKDIR x\n").out)
    assert document["base_is_known"] is False
    assert document["history"] == []
    assert document["config"] == {}
    assert document["instructions"][1]["created_by"] is None


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nope"], "cannot read nope: no such file"),
        (["."], "cannot read .: it is a directory, not a Dockerfile"),
        (["a\0b"], "cannot read a\\x00b: "),
        (["--context", "nope", "-"], "cannot read nope: no such directory"),
        (["-", "-"], "standard input can be read only once"),
        ([], "the following arguments are required: FILE"),
        (["--format", "xml", "-"], "invalid choice: 'xml'"),
        (["--build-arg", "=x", "-"], "argument --build-arg: no name before the = in '=x'"),
        (["--label", "", "-"], "argument --label: no name before the = in ''"),
        (["--platform", "a/b/c/d", "-"], 'argument --platform: "a/b/c/d": cannot parse platform specifier'),
        (["--if-changed", "x", "-"], "argument --if-changed: 'x' is none of line:5, file:app.py"),
        (["--if-changed", "arg:", "-"], "argument --if-changed: 'arg:' is none of line:5"),
        (["--if-changed", "line:x", "-"], "argument --if-changed: 'x' is no line number"),
        (["--if-changed", "line:0", "-"], "argument --if-changed: '0' is no line number"),
    ],
    ids=lambda value: " ".join(value).replace("\0", "NUL") if isinstance(value, list) else "",
)
def test_a_wrong_call_is_2(call: Caller, arguments: list[str], message: str) -> None:
    result = call(*arguments, stdin=b"FROM scratch")
    assert result.status == 2
    assert message in result.err
    assert result.out == ""


def test_no_command_is_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        cli.main([])
    assert "dockerlayers analyze FILE" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_is_2(
    call: Caller, dockerfile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    result = call(dockerfile)
    assert (result.status, result.err) == (2, f"dockerlayers: cannot read {dockerfile}: Permission denied\n")


def test_an_interrupt_is_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("dockerlayers.cli.reports.run", interrupt)
    assert cli.main(["analyze", "-"]) == 130


def test_a_broken_pipe_is_141(call: Caller, dockerfile: Path) -> None:
    class Broken(io.StringIO):
        def write(self, _: str) -> int:
            raise BrokenPipeError

    call.monkeypatch.setattr(sys, "stdout", Broken())
    assert call(dockerfile).status == 141
    assert sys.stdout.closed


def test_version_is_that_of_the_package_and_names_the_frontend(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    with pytest.raises(SystemExit, match="0"):
        cli.main(["--version"])
    out = capsys.readouterr().out
    assert out == f"dockerlayers {version('dockerlayers')}, after BuildKit's Dockerfile frontend 1.26\n"


def test_is_a_module_to_run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["dockerlayers", "--version"])
    with pytest.raises(SystemExit, match="0"):
        runpy.run_module("dockerlayers", run_name="__main__")
    assert capsys.readouterr().out.startswith("dockerlayers ")
    assert runpy.run_module("dockerlayers", run_name="imported")["main"] is cli.main


def test_help_tells_of_the_exit_status(call: Caller) -> None:
    assert "Exit status: 0" in call("--help").out
