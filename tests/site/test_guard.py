"""A mistake of ours, in any step, costs no build, no page and no word; and nothing runs because of it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from unittest.mock import patch

import pytest
from mkdocs.exceptions import BuildError

from tests.support.building import Built, build_in_process

_CONFIG = """\
site_name: 시험
site_url: https://handbook.example/
theme: {name: material, font: false, language: ko}
plugins:
  - search
  - dockerlayers: {notes: {allow: {pages: [a-trusted.md]}}}
"""
_NOTE = """\
---
title: 앞머리 <b>제목</b>
tags: [꼬리표]
---
# 첫제목

여기는 **굵은글**과 [고리](index.md)와 ![그림말](https://evil.example/a.png)이 있습니다.

- 목록하나
    - 목록둘

> 인용글

| 칸하나 | 칸둘 |
|---|---|
| 칸셋 | 칸넷 |

```dockerfile
FROM alpine:3.20 AS build
RUN echo 명령
```

<div onclick="pwn()">에이치티엠엘</div>

<script>pwn()</script>

## 둘째제목

끝말[^1]

[^1]: 각주글
"""
_FIRST = _NOTE.partition("title:")[2].partition("<script>")[0]
_SEEN = [*re.findall(r"[\uac00-\ud7a3]+", _FIRST), "둘째제목", "끝말", "각주글"]
_OURS = "dockerlayers_site."
# Where something fails, and whether the page is then shown as it is written.
_STEPS = {
    "plugin.names.compose_hangul": True,
    "plugin.titles._escape_meta": True,
    "plugin.notes.source_of": True,
    "plugin.notes.check_front_matter": True,
    "plugin.notes.Notes._surroundings": True,
    "notes.rewrite.rewrite_note": False,
    "notes.leaves.write_table": False,
    "notes.rewrite.InlineWriter.write": False,
    "notes.leaves.find_blanks": False,
    "notes.extension.LinkRepair.repair": False,
    "notes.extension.extra_anchors": False,
    "notes.extension.drop_address": False,
    "safety.extension.watch_fences": True,
    "safety.extension._BehindBlocks.run": True,
    "safety.extension._KnowOwn.run": True,
    "safety.extension.clean_html": True,
    "safety.extension.find_removed": False,
    "fences.renderer.PlaceFinder": True,
    "fences.renderer.read_block": False,
    "fences.renderer._render": False,
    "fences.finder.BlockFinder.search_nested": True,
    "links.extension.match_sections": False,
    "links.extension._AddAliases.run": False,
    "plugin.links.read_page": False,
    "links.build.find_departures": False,
    "links.build.find_moves": False,
    "plugin.search.find_rows": False,
    "plugin.search_entries.find_sections": False,
    "plugin.previews.describe_steps": False,
    "plugin.previews.render_tags": False,
    "plugin.previews._draw": False,
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    docs = tmp_path / "docs"
    docs.mkdir()
    (tmp_path / "mkdocs.yml").write_text(_CONFIG, encoding="utf-8")
    (docs / "index.md").write_text("# 처음\n\n[글](b.md) 여기입니다.\n", encoding="utf-8")
    (docs / "a-trusted.md").write_text("# 우리\n\n<svg><title>우리그림</title></svg>\n", encoding="utf-8")
    (docs / "b.md").write_text(_NOTE, encoding="utf-8")
    (docs / "c.md").write_text("# 다음\n\n다음글입니다.\n", encoding="utf-8")
    return tmp_path


def _words(project: Path, page: str) -> str:
    html = (project / "site" / page).read_text(encoding="utf-8")
    article = html.partition("<article")[2].partition("</article>")[0]
    return unescape(re.sub(r"<[^>]*>", "", article))


def _build_failing(project: Path, step: str, error: Exception) -> Built:
    """Build with a step that fails on the page b.md alone; all of it where it cannot tell the pages."""
    with patch(_OURS + step, side_effect=error):
        return build_in_process(project / "mkdocs.yml")


@pytest.mark.parametrize("step", _STEPS)
def test_a_mistake_costs_no_build_no_page_and_no_word(project: Path, step: str) -> None:
    built = _build_failing(project, step, KeyError("x.y"))
    assert built.status == 1
    assert "dockerlayers의 잘못으로" in built.output
    assert "KeyError: 'x.y'" in built.output
    assert "Traceback" not in built.output
    words = _words(project, "b/index.html")
    assert [word for word in _SEEN if word not in words and word not in ("앞머리", "제목", "꼬리표")] == []
    assert "다음글입니다." in _words(project, "c/index.html")


@pytest.mark.parametrize("step", _STEPS)
def test_nothing_runs_because_of_a_mistake(project: Path, step: str) -> None:
    _build_failing(project, step, RecursionError("too deep"))
    html = (project / "site" / "b" / "index.html").read_text(encoding="utf-8")
    assert "<script>pwn()" not in html
    assert "<div onclick" not in html
    assert 'src="https://evil.example' not in html
    assert "<b>제목</b>" not in html


@pytest.mark.parametrize("step", [step for step, is_source in _STEPS.items() if is_source])
def test_what_must_not_be_left_out_shows_the_page_as_it_is_written(project: Path, step: str) -> None:
    _build_failing(project, step, ValueError("x"))
    html = (project / "site" / "b" / "index.html").read_text(encoding="utf-8")
    assert 'class="note-source"' in html
    assert "앞머리 &lt;b&gt;제목&lt;/b&gt;" in html


def test_a_mistake_is_told_once_for_a_page_with_its_line(project: Path) -> None:
    built = _build_failing(project, "notes.leaves.write_table", KeyError("x.y"))
    assert "docs/b.md:14:1: dockerlayers의 잘못으로" in built.output
    assert built.output.count("잘못으로") == 1
    assert "이 글과 함께 다음 말을 알려 주세요" in built.output
    assert "| 칸하나 | 칸둘 |" in _words(project, "b/index.html")


@pytest.mark.parametrize("step", ["links.build.find_broken", "plugin.links.find_redirects"])
def test_a_mistake_of_the_whole_site_ends_no_build(project: Path, step: str) -> None:
    built = _build_failing(project, step, KeyError("x.y"))
    assert built.status == 1
    assert "mkdocs.yml:1:1: dockerlayers의 잘못으로" in built.output
    assert "다음글입니다." in _words(project, "c/index.html")


def test_what_another_tool_stops_on_purpose_ends_the_build(project: Path) -> None:
    built = _build_failing(project, "notes.rewrite.rewrite_note", BuildError("stop"))
    assert built.status == 1
    assert "잘못으로" not in built.output
