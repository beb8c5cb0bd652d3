"""A zip is read safely, or not at all."""

from __future__ import annotations

import stat
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from dockerlayers_site.bring import archive as module
from dockerlayers_site.bring.archive import read_archive
from dockerlayers_site.bring.command import main
from dockerlayers_site.bring.errors import BringError


def _zip(path: Path, *names: str) -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, "# 글\n")
    return path


@pytest.mark.parametrize("name", ["../a.md", "/a.md", "a/../../b.md", "..\\a.md", "C:\\a.md", "c:/a.md"])
def test_a_path_that_leads_out_is_refused(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "site/docs").mkdir(parents=True)
    source = _zip(tmp_path / "x.zip", "fine.md", name)
    assert main([str(source), "--project", str(tmp_path / "site")]) == 1
    assert "밖으로 나가는 경로" in capsys.readouterr().err
    assert [*tmp_path.rglob("*.md")] == []


def test_blanks_and_backslashes_of_windows_are_read(tmp_path: Path) -> None:
    assert [*read_archive(_zip(tmp_path / "x.zip", "a\\b c.md", "./d.md")).files] == ["a/b c.md", "d.md"]


def test_a_symbolic_link_is_skipped(tmp_path: Path) -> None:
    path = _zip(tmp_path / "x.zip", "a.md")
    info = ZipInfo("key.png")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with ZipFile(path, "a") as archive:
        archive.writestr(info, "/etc/passwd")
    tree = read_archive(path)
    assert (tree.skipped, [*tree.files]) == ((("key.png", "left-outside"),), ["a.md"])


@pytest.mark.parametrize(
    ("limit", "value", "reason"), [("MOST_FILES", 1, "too-many"), ("MOST_BYTES", 3, "too-large")]
)
def test_what_is_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, reason: str
) -> None:
    monkeypatch.setattr(module, limit, value)
    with pytest.raises(BringError) as caught:
        read_archive(_zip(tmp_path / "x.zip", "a.md", "b.md"))
    assert caught.value.name == reason


def test_a_file_that_is_too_large_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 3)
    assert read_archive(_zip(tmp_path / "x.zip", "a.md")).skipped == (("a.md", "left-large"),)


def test_a_locked_zip_is_told(tmp_path: Path) -> None:
    path = _zip(tmp_path / "x.zip", "a.md")
    data = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    path.write_bytes(data)
    with pytest.raises(BringError) as caught:
        read_archive(path)
    assert caught.value.name == "zip-locked"


@pytest.mark.parametrize("cut", [0, 10, -4])
def test_a_damaged_zip_is_told(tmp_path: Path, cut: int, capsys: pytest.CaptureFixture[str]) -> None:
    path = _zip(tmp_path / "x.zip", "a.md")
    path.write_bytes(path.read_bytes()[:cut] if cut else b"no zip")
    (tmp_path / "site/docs").mkdir(parents=True)
    assert main([str(path), "--project", str(tmp_path / "site")]) == 1
    assert "깨졌습니다" in capsys.readouterr().err


def test_a_damaged_file_in_a_zip_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _zip(tmp_path / "x.zip", "a.md")
    data = path.read_bytes()
    place = data.index(b"a.md") + 4
    path.write_bytes(data[:place] + b"\xff\xff" + data[place + 2 :])
    (tmp_path / "site/docs").mkdir(parents=True)
    assert main([str(path), "--project", str(tmp_path / "site")]) == 1
    assert "깨졌습니다" in capsys.readouterr().err
