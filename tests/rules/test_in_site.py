"""The pages of the rules in a site: where they are made, and how the navigation has them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from mkdocs.config.base import ValidationError
from mkdocs.structure.files import File, Files

from dockerlayers_site.plugin.options import PagesPlace
from dockerlayers_site.plugin.pages import expand, find_instructions, list_items
from dockerlayers_site.rules.write import RulePage
from tests.support.building import build_in_process

PAGES = [
    RulePage(name="index.md", title="all", kind="", markdown=""),
    RulePage(name="a.md", title="A", kind="checks", markdown=""),
    RulePage(name="b.md", title="B", kind="practices", markdown=""),
    RulePage(name="c.md", title="C", kind="practices", markdown=""),
]
ITEMS = [
    {"all": "x/index.md"},
    {"checks": [{"A": "x/a.md"}]},
    {"practices": [{"B": "x/b.md"}, {"C": "x/c.md"}]},
]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        ("checks", "checks"),
        ("build/checks/", "build/checks"),
        ("https://example.com", "https://example.com/"),
        ("http://localhost:8000/a/b/", "http://localhost:8000/a/b/"),
    ],
)
def test_a_place_is_a_folder_or_an_address(value: str | None, expected: str | None) -> None:
    assert PagesPlace().run_validation(value) == expected


@pytest.mark.parametrize(
    "value",
    ["", "/", "/a", "a//b", "../a", "a/../b", ".a", r"a\b", "a#b", "https://", "ftp://a", True, 3, []],
)
def test_nothing_else_is_a_place(value: object) -> None:
    with pytest.raises(ValidationError, match="expected one such as"):
        PagesPlace().run_validation(value)


def test_the_pages_are_listed_by_their_kinds() -> None:
    assert list(list_items(PAGES, "x")) == ITEMS


@pytest.mark.parametrize(
    ("nav", "expected"),
    [
        (["a.md", {"Checks": "x/index.md"}], ["a.md", {"Checks": ITEMS}]),
        (["x/index.md"], ITEMS),
        ([{"Build": ["a.md", {"Checks": "x/index.md"}]}], [{"Build": ["a.md", {"Checks": ITEMS}]}]),
        ([{"Build": ["a.md", "x/index.md"]}], [{"Build": ["a.md", *ITEMS]}]),
        (["a.md", {"B": ["b.md", None]}], ["a.md", {"B": ["b.md", None]}]),
    ],
)
def test_the_navigation_has_them_where_it_names_the_page_of_all(nav: list[Any], expected: list[Any]) -> None:
    assert list(expand(nav, "x/index.md", ITEMS)) == expected


def _files(*paths: str) -> Files:
    return Files([File(path, "docs", "site", use_directory_urls=True) for path in paths])


def test_pages_of_instructions_are_those_that_there_are() -> None:
    files = _files("dockerfile/from.md", "dockerfile/cmd.md", "dockerfile/syntax.md")
    expected = {"CMD": "../../dockerfile/cmd.md", "FROM": "../../dockerfile/from.md"}
    assert find_instructions("dockerfile", "build/checks", files) == expected
    assert find_instructions(None, "build/checks", files) == {}
    elsewhere = find_instructions("https://example.com/dockerfile/", "build/checks", files)
    assert elsewhere["RUN"] == "https://example.com/dockerfile/run/"


CONFIG = """\
site_name: x
theme: {{name: material, language: ko, font: false}}
plugins:
  - search
  - dockerlayers: {{live: false, previews: false, cache: false, pages: {{checks: {checks}}}}}
"""


def test_a_site_has_the_pages_where_it_asks_for_them_and_keeps_its_own(tmp_path: Path) -> None:
    own = tmp_path / "docs" / "checks" / "latest-tag.md"
    own.parent.mkdir(parents=True)
    own.write_text("# latest를 쓰지 않는 우리 팀의 규칙\n", encoding="utf-8")
    (tmp_path / "docs" / "index.md").write_text("# x\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(CONFIG.format(checks="checks"), encoding="utf-8")
    built = build_in_process(tmp_path / "mkdocs.yml")
    assert (built.status, built.warnings) == (0, [])
    site = tmp_path / "site" / "checks"
    assert "우리 팀의 규칙" in (site / "latest-tag" / "index.html").read_text(encoding="utf-8")
    page = (site / "json-args-recommended" / "index.html").read_text(encoding="utf-8")
    assert page.count("bd--compare") == 1
    assert 'id="example-fix-jsonargsrecommended"' in page
    overview = (site / "index.html").read_text(encoding="utf-8")
    assert 'href="json-args-recommended/"' in overview
