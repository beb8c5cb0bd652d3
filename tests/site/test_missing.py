"""The page for what is not found, on sites of other teams."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.support.building import build_in_process

_PAGES = {
    "index.md": "# 처음 & 끝\n\n## 하나 <둘>\n",
    "a b/글.md": "# 한글 글\n\n## 절 {#part}\n",
    "lone.md": "---\ntitle: <b>굵게</b>\n---\n",
}


def _build(folder: Path, *, plugin: str = "dockerlayers", theme: str = "material", more: str = "") -> str:
    for name, text in _PAGES.items():
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    config = folder / "mkdocs.yml"
    config.write_text(
        f"site_name: 시험\nsite_url: https://example.com/팀/\ntheme: {theme}\nplugins: [search, {plugin}]\n"
        f"{more}",
        encoding="utf-8",
    )
    built = build_in_process(config)
    assert built.status == 0, built.output
    return (folder / "site/404.html").read_text(encoding="utf-8")


def _known(html: str) -> Any:
    found = re.search(r'id="missing-known">(.*?)</script>', html)
    assert found
    return json.loads(found[1])


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
def test_any_theme_has_it(tmp_path: Path, theme: str) -> None:
    html = _build(tmp_path, theme=theme)
    assert "<h1>찾는 페이지가 없습니다</h1>" in html
    assert "<title>찾는 페이지가 없습니다 - 시험</title>" in html
    assert ("missing-search" in html) is (theme == "material")
    assert (tmp_path / "site/assets/dockerlayers/missing/missing.js").is_file()


def test_it_knows_all_pages_by_their_titles(tmp_path: Path) -> None:
    known = _known(_build(tmp_path))
    assert known["base"] == "/팀/"
    titles = {title: [text for _, text in sections] for _, title, sections in known["places"]}
    assert titles == {"처음 & 끝": ["하나 <둘>"], "한글 글": ["절"], "<b>굵게</b>": []}


def test_its_links_are_absolute_and_lead_somewhere(tmp_path: Path) -> None:
    html = _build(tmp_path)
    article = html.partition("missing.js")[2].partition("</article>")[0]
    links = re.findall(r'href="([^"]*)"', article)
    assert len(links) == 3
    for link in links:
        assert (tmp_path / "site" / link.removeprefix("/팀/") / "index.html").is_file()
    assert "&lt;b&gt;굵게&lt;/b&gt;" in article


def test_it_does_not_lead_to_what_is_gone(tmp_path: Path) -> None:
    _build(tmp_path)
    folder = tmp_path / "docs/.links"
    folder.mkdir(exist_ok=True)
    (folder / "published.jsonl").write_text('{"page": "old/", "title": "옛글"}\n', encoding="utf-8")
    (folder / "decisions.toml").write_text(
        '[[gone]]\naddress = "old/"\nreason = "낡아서"\n', encoding="utf-8"
    )
    assert [place[0] for place in _known(_build(tmp_path))["places"] if "old" in place[0]] == []
    assert "낡아서" in (tmp_path / "site/old/index.html").read_text(encoding="utf-8")


def test_it_is_switched_off(tmp_path: Path) -> None:
    assert "404 - Not found" in _build(tmp_path, plugin="dockerlayers: {missing: false}")
    assert not (tmp_path / "site/assets/dockerlayers/missing").exists()


def test_the_page_of_a_site_stays(tmp_path: Path) -> None:
    own = tmp_path / "overrides/404.html"
    own.parent.mkdir()
    own.write_text("{% extends 'main.html' %}{% block content %}우리 것{% endblock %}", encoding="utf-8")
    html = _build(tmp_path, theme="{name: material, custom_dir: overrides}")
    assert "우리 것" in html
    assert "찾는 페이지가 없습니다" not in html


def test_a_large_site_has_its_pages_alone(tmp_path: Path) -> None:
    many = tmp_path / "docs/many.md"
    many.parent.mkdir()
    many.write_text("# 많음\n\n" + "".join(f"## 절 {number}\n\n" for number in range(2100)), encoding="utf-8")
    known = _known(_build(tmp_path))
    assert len(known["places"]) == 4
    assert not any(sections for _, _, sections in known["places"])
