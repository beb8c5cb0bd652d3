"""Front matter that no theme can work with stops no build, and nothing in it runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.building import Built, build_in_process

_CONFIG = """\
site_name: 시험
theme: {name: material, font: false, language: ko}
plugins: [search, dockerlayers]
"""


def _build(folder: Path, matter: str) -> Built:
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "mkdocs.yml").write_text(_CONFIG, encoding="utf-8")
    (folder / "docs/index.md").write_text("# 처음\n\n처음글\n", encoding="utf-8")
    (folder / "docs/a.md").write_text(f"---\ndate: 1\n{matter}\n---\n# 글\n\n본문말\n", encoding="utf-8")
    return build_in_process(folder / "mkdocs.yml")


def _page(folder: Path) -> str:
    return (folder / "site/a/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "matter",
    [
        "template: none.html",
        "template: ../mkdocs.yml",
        "template: [a]",
        "icon: none/none",
        "icon: ../../../mkdocs.yml",
        "icon: [a]",
        "search: [a]",
        "search: x",
        "hide: true",
        "hide: 3",
    ],
)
def test_a_value_that_stops_the_theme_is_left_out_and_told(tmp_path: Path, matter: str) -> None:
    built = _build(tmp_path, matter)
    assert built.status == 1
    name = matter.partition(":")[0]
    assert f"docs/a.md:3:1: 글머리(front matter)의 {name} 값을 쓸 수 없어서 뺐습니다" in built.output
    assert "본문말" in _page(tmp_path)


@pytest.mark.parametrize(
    "matter",
    [
        "template: main.html",
        "icon: material/docker",
        "search: {exclude: true}",
        "search: false",
        "hide: [toc]",
        "hide:",
    ],
)
def test_a_value_that_the_theme_knows_passes(tmp_path: Path, matter: str) -> None:
    built = _build(tmp_path, matter)
    assert built.status == 0, built.output


@pytest.mark.parametrize("matter", ["date: 2024-13-45", "a: " + "[" * 3_000, "a: !!binary x", "title: a: b"])
def test_what_cannot_be_read_is_shown_and_told(tmp_path: Path, matter: str) -> None:
    built = _build(tmp_path, matter)
    assert built.status == 1
    assert "글머리(front matter)를 읽을 수 없습니다" in built.output
    assert "본문말" in _page(tmp_path)


_BILLIONS = ["tags: &b0 [1, 1]", *(f"n{n}: &b{n} [{f'*b{n - 1}, ' * 9}1]" for n in range(1, 40))]


@pytest.mark.parametrize(
    ("matter", "name", "line"),
    [
        ("author: &a {x: *a}", "author", 3),
        ("tags: &a [*a]", "tags", 3),
        ("search: &a {exclude: *a}", "search", 3),
        ("x: y\n'a.b': &a [[*a, 1]]", "a.b", 4),
        ("\n".join(_BILLIONS), "n4", 7),
    ],
)
def test_a_value_without_end_is_the_notes_and_is_left_out(
    tmp_path: Path, matter: str, name: str, line: int
) -> None:
    built = _build(tmp_path, matter)
    assert built.status == 1
    assert f"docs/a.md:{line}:" in built.output
    assert f"글머리(front matter)의 {name} 값이 자기 자신을 담거나 지나치게 커서 뺐습니다." in built.output
    assert "mistake" not in built.output
    assert "실수" not in built.output
    assert "본문말" in _page(tmp_path)


@pytest.mark.parametrize(
    "matter",
    [
        "author: {name: '<script>pwn()</script>'}",
        "author: ['<script>pwn()</script>']",
        "authors: [{name: ['<script>pwn()</script>']}]",
        "status: '\"><script>pwn()</script>'",
    ],
)
def test_nothing_in_it_is_html(tmp_path: Path, matter: str) -> None:
    _build(tmp_path, matter)
    assert "<script>pwn()" not in _page(tmp_path)
