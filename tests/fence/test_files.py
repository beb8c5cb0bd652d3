"""A file shown by reference is one of the project."""

from __future__ import annotations

from pathlib import Path

import pytest

from dockerlayers_site.fences.errors import FenceError
from dockerlayers_site.fences.files import load_file
from dockerlayers_site.fences.header import HeaderOption, point


def _load(root: Path, name: str) -> str:
    return load_file(root, HeaderOption(name="file", value=name, name_span=point(1), value_span=point(2)))


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_bytes("FROM alpine\r\nRUN\t한글\n".encode())
    assert _load(tmp_path, "Dockerfile") == "FROM alpine\r\nRUN\t한글\n"


def test_the_project_may_be_below_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "Dockerfile").write_text("FROM alpine")
    (tmp_path / "link").symlink_to("real")
    assert _load(tmp_path / "link", "./x/../Dockerfile") == "FROM alpine"


@pytest.mark.parametrize("name", ["../secret", "/etc/hostname", "a/../../secret", "way-out"])
def test_a_file_outside_is_refused(tmp_path: Path, name: str) -> None:
    root = tmp_path / "project"
    root.mkdir()
    (tmp_path / "secret").write_text("secret")
    (root / "way-out").symlink_to("../secret")
    with pytest.raises(FenceError, match="outside of the project"):
        _load(root, name)


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("web/Dockerfil", "does not exist", "did you mean web/Dockerfile?"),
        (
            "nowhere/Dockerfile",
            "does not exist",
            "a path begins at the project's folder, where mkdocs.yml is",
        ),
        ("web", "is a folder", "did you mean web/Dockerfile?"),
        ("a\0b", "cannot be read: (lstat: )?embedded null", None),
        ("binary", "is not UTF-8: byte 1 cannot be read", None),
        ("x" * 5000, "cannot be read: File name too long", None),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, name: str, message: str, hint: str | None
) -> None:
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "Dockerfile").write_text("FROM alpine")
    (tmp_path / "binary").write_bytes(b"F\xff")
    with pytest.raises(FenceError, match=message) as caught:
        _load(tmp_path, name)
    assert caught.value.hint == hint
