"""What an address in a note means."""

from __future__ import annotations

from pathlib import Path

import pytest

from dockerlayers_site.notes.anchors import extra_anchors
from dockerlayers_site.notes.targets import Shelf, Target, local_path, repair_fragment


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    for name in ("docs/a/note.md", "docs/a/whale.png", "images/box.png", ".git/config", "src/main.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    uris = ("index.md", "a/note.md", "a/whale.png", "b/README.md")
    return Shelf(uris=uris, docs=tmp_path / "docs", root=tmp_path)


@pytest.mark.parametrize(
    ("address", "uri"),
    [
        ("whale.png", "a/whale.png"),
        ("./whale.png?raw=true", "a/whale.png"),
        ("../index.md#x", "index.md"),
        ("/docs/index.md", "index.md"),
        ("../b", "b/README.md"),
        ("../b/", "b/README.md"),
        ("..", "index.md"),
    ],
)
def test_files_of_the_site_are_found(shelf: Shelf, address: str, uri: str) -> None:
    assert shelf.find(address, "a/note.md") == Target(uri=uri)


@pytest.mark.parametrize(
    "address", ["../../images/box.png", "/images/box.png", "../../src/main.py", "../../src"]
)
def test_files_beside_the_pages_are_found(shelf: Shelf, address: str) -> None:
    target = shelf.find(address, "a/note.md")
    assert target
    assert target.path == (shelf.root / address.lstrip("./")).resolve()


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("wiki:%EB%85%B8%ED%8A%B8", "../%EA%B0%80/%EB%85%B8%ED%8A%B8.md"),
        ("wiki:노트#설치", "../%EA%B0%80/%EB%85%B8%ED%8A%B8.md#설치"),
        # A vault's names know no capitals, and one composition.
        ("wiki:guide", "Guide.md"),
        ("wiki:\u1102\u1169\u1110\u1173", "../%EA%B0%80/%EB%85%B8%ED%8A%B8.md"),
        # Of several with one name, the nearest; a path says which.
        ("wiki:same", "same.md"),
        ("wiki:b/same", "../b/same.md"),
        ("wiki:/b/same.md", "../b/same.md"),
        ("wiki:whale.png", "whale.png"),
        ("wiki:box%231.png", "../b/box%231.png"),
        ("wiki:1.2 설치", "../b/1.2%20%EC%84%A4%EC%B9%98.md"),
        # The end of a name is another's.
        ("wiki:uide", "uide.md"),
        ("wiki:없는 글", "%EC%97%86%EB%8A%94%20%EA%B8%80.md"),
        ("wiki:없는.png", "%EC%97%86%EB%8A%94.png"),
        ("other.md", "other.md"),
        ("https://a.kr/wiki:x", "https://a.kr/wiki:x"),
    ],
)
def test_a_wiki_link_means_the_nearest_file_of_that_name(address: str, found: str) -> None:
    uris = (
        "가/노트.md",
        "a/Guide.md",
        "same.md",
        "a/same.md",
        "b/same.md",
        "a/whale.png",
        "b/box#1.png",
        "b/1.2 설치.md",
    )
    shelf = Shelf(uris=uris, docs=Path("/docs"), root=Path("/"))
    assert shelf.by_name(address, "a/note.md") == found


@pytest.mark.parametrize("address", ["../../../etc/passwd", "../../.git/config", "/.git/config", "/../x.png"])
def test_nothing_outside_or_hidden_is_found(shelf: Shelf, address: str) -> None:
    target = shelf.find(address, "a/note.md")
    assert target
    assert target.is_missing


@pytest.mark.parametrize(
    ("address", "nearest"), [("whael.png", "whale.png"), ("../idnex.md", "../index.md"), ("zzz.txt", None)]
)
def test_the_nearest_name_is_told(shelf: Shelf, address: str, nearest: str | None) -> None:
    assert shelf.find(address, "a/note.md") == Target(nearest=nearest)


@pytest.mark.parametrize(
    "address", ["https://a/b.png", "//a/b", "#x", "?x", "mailto:a@b", "data:,", "http://[", "a\\b", ""]
)
def test_other_addresses_are_left_alone(shelf: Shelf, address: str) -> None:
    assert local_path(address) is None
    assert shelf.find(address, "a/note.md") is None


def test_a_fragment_is_decoded() -> None:
    assert repair_fragment("a%20b.md#%EC%84%A4%EC%B9%98") == "a%20b.md#설치"
    assert repair_fragment("a.md#x") == "a.md#x"


def test_anchors_are_those_of_github() -> None:
    headings = [
        ("1. 설치 & 실행!", "a"),
        ("C++ `코드`", "b"),
        ("설치", "설치"),
        ("설치", "설치_1"),
        ("!", "c"),
    ]
    assert extra_anchors(headings, ["a", "b", "설치", "설치_1", "c"]) == [
        "1-설치--실행",
        "c-코드",
        None,
        "설치-1",
        None,
    ]
