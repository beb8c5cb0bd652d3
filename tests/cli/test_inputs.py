"""What the command reads: base images, the build context."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from dockerlayers.cli import inputs
from dockerlayers.cli.folder import FolderReader
from dockerlayers.cli.images import load_images
from dockerlayers.cli.inputs import decode
from dockerlayers.cli.usage import UsageError
from tests.cli.calls import Caller


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "the document is not an object"),
        ("{,}", ":1:2: not JSON: "),
        ('{"a": []}', '"a" is not an object'),
        ('{"A": {}}', '"A": invalid reference format: repository name (library/A) must be lowercase'),
        ('{"a": {"author": 1}}', '"a".author is not a string'),
        ('{"a": {"config": {"Env": ["A=1", 2]}}}', '"a".config.Env[1] is not a string'),
        ('{"a": {"config": {"Cmd": "x"}}}', '"a".config.Cmd is not an array'),
        ('{"a": {"config": {"Volumes": ["x"]}}}', '"a".config.Volumes is not an object'),
        ('{"a": {"config": {"Labels": {"k": 1}}}}', '"a".config.Labels.k is not a string'),
        (
            '{"a": {"config": {"Healthcheck": {"Retries": true}}}}',
            '"a".config.Healthcheck.Retries is not a whole number',
        ),
        ('{"a": {"history": [{"empty_layer": 1}]}}', '"a".history[0].empty_layer is not true or false'),
        ("[" * 100_000, "too deeply nested"),
        ("\udcff", "invalid start byte"),
    ],
)
def test_wrong_images_are_told_with_their_place(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "images.json"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(UsageError) as raised:
        load_images(str(path))
    assert str(raised.value).startswith("argument --images: ")
    assert str(path) in str(raised.value)
    assert message in str(raised.value)


def test_images_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"argument --images: cannot read .*: No such file or directory"):
        load_images(str(tmp_path / "nope"))


def test_dockerfile_is_found_in_the_context(tmp_path: Path) -> None:
    inside, outside = tmp_path / "app/docker/Dockerfile", tmp_path / "Dockerfile"
    inside.parent.mkdir(parents=True)
    reader = FolderReader(str(tmp_path / "app"))
    names = (str(inside), str(outside), "-")
    assert [reader.for_dockerfile(name).context.dockerfile for name in names] == [
        "docker/Dockerfile",
        None,
        None,
    ]


def test_null_is_as_good_as_absent(tmp_path: Path) -> None:
    path = tmp_path / "images.json"
    path.write_text(
        json.dumps({"a": {"config": {"Env": None, "Cmd": None}, "history": None}}), encoding="utf-8"
    )
    image = load_images(str(path))["a:latest"]
    assert (image.config.env, image.config.cmd, image.history) == ((), None, ())


def test_the_place_of_a_wrong_byte_counts_characters() -> None:
    text, warning = decode("FROM a\nRUN 한글".encode() + b"\xe9\n", "x")
    assert text == "FROM a\nRUN 한글\ufffd\n"
    assert warning == "x:2:7: warning: byte 0xe9 is not UTF-8; read as U+FFFD"


def test_a_wrong_byte_is_a_warning(call: Caller) -> None:
    result = call("-", stdin=b"FROM scratch\nUSER \xe9\n")
    assert (result.status, result.err) == (
        0,
        "<stdin>:2:6: warning: byte 0xe9 is not UTF-8; read as U+FFFD\n",
    )


def test_what_is_too_large_is_refused(call: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "MAX_BYTES", 1024 * 1024)
    result = call("-", stdin=b"#" * (1024 * 1024 + 1))
    assert (result.status, result.err) == (2, "dockerlayers: cannot read -: it is larger than 1 MiB\n")
    assert call("-", stdin=b"FROM scratch\n" + b"#\n" * 1000).status == 0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "context"
    for name, size in (("app.py", 10), ("src/a", 1000), ("src/b", 234), ("data/x", 5), ("secret/key", 1)):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"x" * size)
    (root / "empty").mkdir()
    (root / "away").symlink_to(tmp_path)
    (root / "lost").symlink_to("nowhere")
    os.mkfifo(root / "fifo")
    (root / ".dockerignore").write_text("data/*\nsecret\n", encoding="utf-8")
    return root


def test_a_context_is_names_and_sizes_and_links_are_not_followed(folder: Path) -> None:
    reader = FolderReader(str(folder))
    assert reader.folders == {"src", "data", "secret", "empty"}
    assert {"app.py": 10, "src/a": 1000}.items() <= reader.files.items()
    assert sorted(reader.files) == sorted(
        ["app.py", "src/a", "src/b", "data/x", "secret/key", "away", "lost", ".dockerignore"]
    )


SOURCE = (
    "FROM scratch\nCOPY . /a\nCOPY src/* app.py /b/\nCOPY empty data /c/\nCOPY secret /d\n"
    "COPY --from=busybox /e /e\nADD nope https://example.com/x /f/\nCOPY ../app.py /g\n"
)


def test_copies_are_looked_up(call: Caller, folder: Path) -> None:
    arguments = ("--context", folder, "--format", "json", "-")
    document = json.loads(call(*arguments, stdin=SOURCE.encode()).out)
    assert document["context"]["ignored"] == 2
    assert document["context"]["ignore_file"] == ".dockerignore"
    found = [
        (one["source"], one["files"], one["ignored"], one["is_missing"])
        for instruction in document["instructions"]
        for one in instruction.get("copies", [])
    ]
    assert found == [
        (".", 6, 2, False),
        ("src/*", 2, 0, False),
        ("app.py", 1, 0, False),
        ("empty", 0, 0, False),
        ("data", 0, 1, False),
        ("secret", 0, 1, True),
        ("nope", 0, 0, True),
        ("../app.py", 1, 0, False),
    ]
    assert [check["lines"] for check in document["checks"]] == [[[5, 5]]]
    assert document["checks"][0]["rule"] == "CopyIgnoredFile"


def test_copies_are_told_in_text(call: Caller, folder: Path) -> None:
    out = call("--context", folder, "-", stdin=SOURCE.encode()).out
    assert "\n빌드 컨텍스트: 파일 6개, " in out
    assert ", .dockerignore에서 제외한 파일 2개\n" in out
    assert "빌드 컨텍스트: src/* 파일 2개, 1.23kB\n" in out
    assert "빌드 컨텍스트: data 파일 0개, 0B, 제외 1개\n" in out
    assert "! .dockerignore에서 모두 제외한 경로입니다: secret\n" in out
    assert "! 빌드 컨텍스트에 없는 경로입니다: nope\n" in out
    assert "! CopyIgnoredFile" in out


def test_the_ignore_file_beside_the_dockerfile_wins(call: Caller, folder: Path, dockerfile: Path) -> None:
    own = dockerfile.with_name("Dockerfile.dockerignore")
    own.write_text("*\n", encoding="utf-8")
    document = json.loads(call("--context", folder, "--format", "json", dockerfile).out)
    assert document["context"]["ignore_file"] == "Dockerfile.dockerignore"
    assert document["context"]["files"] == 0


def test_without_an_ignore_file_nothing_is_ignored(call: Caller, folder: Path) -> None:
    (folder / ".dockerignore").unlink()
    arguments = ("--context", folder, "--format", "json", "-")
    context = json.loads(call(*arguments, stdin=SOURCE.encode()).out)["context"]
    assert (context["files"], context["ignored"], context["ignore_file"]) == (7, 0, None)
    out = call("--context", folder, "-", stdin=SOURCE.encode()).out
    assert re.search(r"\n빌드 컨텍스트: 파일 7개, [0-9.]+kB\n", out)


def test_a_folder_or_ignore_file_that_cannot_be_read_is_told(
    call: Caller, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: object, *_: object) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", refuse)
        result = call("--context", folder, "-", stdin=b"FROM scratch")
        assert (result.status, result.err) == (
            2,
            f"dockerlayers: cannot read {folder / '.dockerignore'}: Permission denied\n",
        )
    monkeypatch.setattr(os, "scandir", refuse)
    result = call("--context", folder, "-", stdin=b"FROM scratch")
    assert (result.status, result.err) == (2, f"dockerlayers: cannot read {folder}: Permission denied\n")
