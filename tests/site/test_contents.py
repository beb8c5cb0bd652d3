"""What pages hold is put aside until they are built, and is there for whoever asks; then it is forgotten."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from dockerlayers_site.plugin.contents import StoredPage, _Aside
from tests.support.building import build_in_process

_CONFIG = """\
site_name: 시험
theme: {name: material, font: false, language: ko, custom_dir: own}
plugins: [search, dockerlayers]
"""
_HOOK = """\
import json
from pathlib import Path

def on_env(env, config, files):
    found = {one.src_uri: [(type(vars(one.page)[name]).__name__, getattr(one.page, name))
                           for name in ("content", "markdown")] for one in files.documentation_pages()}
    Path(__file__).with_name("seen.json").write_text(json.dumps(found), encoding="utf-8")
"""
_SHOWS_OTHER = (
    '{% extends "base.html" %}'
    "{% block footer %}<footer>{{ page.previous_page and page.previous_page.content }}</footer>{% endblock %}"
)


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> list[StoredPage]:
    """Collect the pages that are put aside."""
    found: list[StoredPage] = []
    put = StoredPage.put

    def note(page: StoredPage, aside: Any) -> None:
        found.append(page)
        put(page, aside)

    monkeypatch.setattr(StoredPage, "put", note)
    return found


def write(root: Path, *, more: str = "", template: str | None = None) -> None:
    for name, text in {"index.md": "# 홈\n\n첫 문단.\n", "other.md": "# 글\n\n다른 문단.\n"}.items():
        (root / "docs").mkdir(exist_ok=True)
        (root / "docs" / name).write_text(text, encoding="utf-8")
    (root / "own").mkdir()
    if template:
        (root / "own/main.html").write_text(template, encoding="utf-8")
    (root / "mkdocs.yml").write_text(_CONFIG + more, encoding="utf-8")


def build(root: Path) -> None:
    built = build_in_process(root / "mkdocs.yml")
    assert built.status == 0, built.output


def test_it_is_aside_and_there_for_whoever_asks(tmp_path: Path, pages: list[StoredPage]) -> None:
    write(tmp_path, more="hooks: [see.py]\n")
    (tmp_path / "see.py").write_text(_HOOK, encoding="utf-8")
    build(tmp_path)
    seen = json.loads((tmp_path / "seen.json").read_text(encoding="utf-8"))
    assert {kind for texts in seen.values() for kind, _ in texts} == {"partial"}
    assert "<p>첫 문단.</p>" in seen["index.md"][0][1]
    assert seen["index.md"][1][1] == "# 홈\n\n첫 문단.\n"
    # The hook may look at it again.
    assert all(page.content and page.markdown for page in pages)


def test_it_is_forgotten_when_the_page_is_built(tmp_path: Path, pages: list[StoredPage]) -> None:
    write(tmp_path)
    build(tmp_path)
    assert {"index.md", "other.md"} <= {page.file.src_uri for page in pages}
    assert {page.content for page in pages} == {None}
    assert "<p>다른 문단.</p>" in (tmp_path / "site/other/index.html").read_text(encoding="utf-8")


def test_what_is_kept_whole_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path)
    build(tmp_path)
    reads = Mock(return_value="")
    monkeypatch.setattr(_Aside, "read", reads)
    build(tmp_path)
    assert reads.call_args_list == []


def test_a_template_may_show_another_page(tmp_path: Path) -> None:
    write(tmp_path, template=_SHOWS_OTHER)
    build(tmp_path)
    footer = (tmp_path / "site/other/index.html").read_text(encoding="utf-8").partition("<footer>")[2]
    assert "<p>첫 문단.</p>" in footer.partition("</footer>")[0]


def test_a_page_that_is_kept_is_put_aside_too(tmp_path: Path, pages: list[StoredPage]) -> None:
    write(tmp_path, template=_SHOWS_OTHER)
    build(tmp_path)
    first = (tmp_path / "site/other/index.html").read_bytes()
    pages.clear()
    build(tmp_path)
    assert {"index.md", "other.md"} <= {page.file.src_uri for page in pages}
    assert (tmp_path / "site/other/index.html").read_bytes() == first
    assert all(page.content for page in pages)


@pytest.mark.parametrize("more", ["", "plugins: [search, {dockerlayers: {cache: false}}]\n"])
def test_it_is_read_where_a_system_reads_at_no_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: str
) -> None:
    monkeypatch.delattr(os, "pread", raising=False)
    write(tmp_path, template=_SHOWS_OTHER, more=more)
    build(tmp_path)
    assert "<p>첫 문단.</p>" in (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert "<p>다른 문단.</p>" in (tmp_path / "site/other/index.html").read_text(encoding="utf-8")


class _Full:
    def __init__(self, written: int | None) -> None:
        self.written = written

    def write(self, data: bytes) -> int:
        del data
        if self.written is None:
            raise OSError
        return self.written

    def close(self) -> None: ...


@pytest.mark.parametrize("written", [None, 3])
def test_it_stays_where_there_is_no_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: int | None
) -> None:
    monkeypatch.setattr("dockerlayers_site.plugin.contents.TemporaryFile", lambda **_: _Full(written))
    write(tmp_path, more="hooks: [see.py]\n")
    (tmp_path / "see.py").write_text(_HOOK, encoding="utf-8")
    build(tmp_path)
    seen = json.loads((tmp_path / "seen.json").read_text(encoding="utf-8"))
    assert {kind for texts in seen.values() for kind, _ in texts} == {"str"}
    assert "<p>첫 문단.</p>" in (tmp_path / "site/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("level", "are_kept"), [("ignore", False), ("info", True)])
def test_anchors_are_forgotten_where_nobody_looks_at_them(
    tmp_path: Path, pages: list[StoredPage], level: str, *, are_kept: bool
) -> None:
    write(tmp_path, more=f"validation: {{links: {{anchors: {level}}}}}\n")
    build(tmp_path)
    assert {page.present_anchor_ids is not None for page in pages} == {are_kept}
