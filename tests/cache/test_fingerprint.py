"""Digests are equal only where all is equal, and of what cannot be told there is none."""

from __future__ import annotations

import tracemalloc
from datetime import date
from functools import partial
from itertools import combinations
from pathlib import Path

import pytest
from pymdownx.slugs import slugify

from dockerlayers_site.cache.fingerprint import (
    NoFingerprintError,
    fingerprint,
    fingerprint_code_now,
    own_folders,
)
from dockerlayers_site.cache.reads import Disk, note_look, note_search, noting_reads
from dockerlayers_site.links.ledger import PageRecord
from dockerlayers_site.search import Row

_VALUES: list[object] = [
    *(
        None,
        True,
        1,
        1.0,
        "1",
        b"1",
        "",
        (),
        ("",),
        ("", ""),
        ("a", "bc"),
        ("ab", "c"),
        (("a",), "b"),
        ("a", ("b",)),
    ),
    *({"a": 1}, {"a": 2}, {"b": 1}, {"a": 1, "b": 2}, {"b": 2, "a": 1}, {1, 2}, {1, 3}, date(2026, 1, 2)),
    *(
        Row(id="a", line=1, code="x"),
        Row(id="a", line=2, code="x"),
        PageRecord(title="a"),
        PageRecord(title="b"),
    ),
    *(slugify(case="lower"), slugify(case="upper"), slugify, partial(slugify)),
]


def test_other_values_have_other_digests() -> None:
    for one, other in combinations(_VALUES, 2):
        assert fingerprint(one) != fingerprint(other), (one, other)


@pytest.mark.parametrize("value", _VALUES)
def test_equal_values_have_one(value: object) -> None:
    assert fingerprint(value) == fingerprint(value)


class _Foreign:
    pass


def _endless() -> list[object]:
    value: list[object] = []
    value.append(value)
    return value


@pytest.mark.parametrize("value", [_Foreign(), _Foreign, lambda: 1, _endless(), partial(_endless)])
def test_of_what_is_not_known_there_is_none(value: object) -> None:
    with pytest.raises(NoFingerprintError):
        fingerprint(["a", {"b": value}])


def test_code_and_data_are_not_in_memory_at_once() -> None:
    fingerprint_code_now()
    tracemalloc.start()
    fingerprint_code_now()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    sizes = [path.stat().st_size for folder in own_folders() for path in folder.rglob("*") if path.is_file()]
    assert most < sum(sizes) / 2


def test_code_and_data_are_in_the_key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = fingerprint_code_now()
    assert before == fingerprint_code_now()
    (tmp_path / "data.toml").write_text("", encoding="utf-8")
    folders = (*own_folders(), tmp_path)
    monkeypatch.setattr("dockerlayers_site.cache.fingerprint.own_folders", lambda: folders)
    assert fingerprint_code_now() != before


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("docs/a.md", "examples/web/Dockerfile", "examples/web/src/x.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    return tmp_path


def _read_file(project: Path) -> None:
    (project / "examples/web/Dockerfile").read_text(encoding="utf-8")


def _read_missing(project: Path) -> None:
    with pytest.raises(FileNotFoundError):
        (project / "examples/web/none").read_text(encoding="utf-8")


def _list_folder(project: Path) -> None:
    list((project / "examples").iterdir())


def _read_beside(project: Path) -> None:
    with pytest.raises(FileNotFoundError):
        (project / ".cache/kept-by-others").read_text(encoding="utf-8")


def _read_kept(project: Path) -> None:
    """Read what a build keeps, and look at all of it: each build writes something there."""
    (project / ".cache/kept").mkdir(parents=True)
    (project / ".cache/kept/value").touch()
    (project / ".cache/kept/value").read_bytes()
    list((project / ".cache/kept").iterdir())


def _look(project: Path) -> None:
    note_look(project / "LICENSE")


def _search(project: Path) -> None:
    del project
    note_search()


@pytest.mark.parametrize(
    ("read", "written", "is_as"),
    [
        (_read_file, "examples/web/Dockerfile", False),
        (_read_file, "examples/web/measured.json", False),
        (_read_file, "examples/web/src/x.py", False),
        (_read_file, "examples/other/Dockerfile", True),
        (_read_file, "docs/a.md", True),
        (_read_missing, "examples/web/none", False),
        (_list_folder, "examples/other", False),
        (_list_folder, "examples/web/y", True),
        (_read_kept, ".cache/kept/value", True),
        (_read_beside, ".cache/kept-by-others", False),
        (_read_kept, ".cache/kept/other", True),
        (_look, "LICENSE", False),
        (_look, "README.md", True),
        (_search, "examples/new/Dockerfile", False),
        (_search, "docs/a.md", True),
        (_search, "site/index.html", True),
    ],
)
def test_what_a_page_has_read_is_noted(project: Path, read: object, written: str, is_as: bool) -> None:
    def disk() -> Disk:
        return Disk(project, project / "docs", project / "site")

    with noting_reads(project, project / ".cache/kept") as reads:
        read(project)  # type: ignore[operator]
    answers = disk().answer(reads)
    assert disk().is_as(answers)
    (project / written).parent.mkdir(parents=True, exist_ok=True)
    (project / written).write_text("something else", encoding="utf-8")
    assert disk().is_as(answers) is is_as
