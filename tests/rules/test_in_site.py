"""The pages of the rules in a site: where they are made, and how the navigation has them."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.config.base import ValidationError
from mkdocs.structure.files import File, Files

from dockerlayers.guide import NO_GUIDE, Guide
from dockerlayers_site.plugin.guides import find_guide
from dockerlayers_site.plugin.options import PagesOptions, PagesPlace
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


def _guide(options: dict[str, str] | None, *paths: str, directories: bool = True) -> Guide:
    files = Files([File(path, "docs", "site", use_directory_urls=directories) for path in paths])
    pages = None
    if options is not None:
        pages = PagesOptions()
        pages.load_dict(options)
        assert pages.validate() == ([], [])
    plugin = SimpleNamespace(config={"pages": pages})
    config: Any = SimpleNamespace(plugins={"dockerlayers": plugin}, use_directory_urls=directories)
    return find_guide(config, files, "notes/today/" if directories else "notes/today.html")


BOTH = {"checks": "build/checks", "instructions": "dockerfile"}


def test_a_page_leads_to_the_pages_of_its_site() -> None:
    paths = ("build/checks/index.md", "dockerfile/from.md", "dockerfile/run.md")
    checks, instructions = "../../build/checks/*/", "../../dockerfile/*/"
    assert _guide(BOTH, *paths) == Guide(checks=checks, instructions=instructions, names=("FROM", "RUN"))
    plain = Guide(checks="../build/checks/*.html", instructions="../dockerfile/*.html", names=("FROM", "RUN"))
    assert _guide(BOTH, *paths, directories=False) == plain


def test_a_page_leads_to_those_of_another_site_or_nowhere() -> None:
    elsewhere = {"checks": "https://example.com/c", "instructions": "https://example.com/d/"}
    expected = Guide(checks="https://example.com/c/*/", instructions="https://example.com/d/*/")
    assert _guide(elsewhere) == expected
    assert _guide({}) == NO_GUIDE
    assert _guide(None) == NO_GUIDE
    assert _guide({"checks": "gone"}) == NO_GUIDE
    no_plugin: Any = SimpleNamespace(plugins={})
    assert find_guide(no_plugin, Files([]), "") == NO_GUIDE


CONFIG = """\
site_name: x
theme: {{name: material, language: ko, font: false}}
plugins:
  - search
  - dockerlayers:
      {{live: false, previews: false, cache: false, pages: {{checks: checks, instructions: {folder}}}}}
"""


def test_a_site_has_the_pages_where_it_asks_for_them_and_keeps_its_own(tmp_path: Path) -> None:
    own = tmp_path / "docs" / "checks" / "latest-tag.md"
    own.parent.mkdir(parents=True)
    own.write_text("# latest를 쓰지 않는 우리 팀의 규칙\n", encoding="utf-8")
    fence = "# x\n\n```dockerfile\nFROM node:latest\nRUN true\n```\n"
    (tmp_path / "docs" / "index.md").write_text(fence, encoding="utf-8")
    (tmp_path / "docs" / "words").mkdir()
    (tmp_path / "docs" / "words" / "from.md").write_text("# FROM\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(CONFIG.format(folder="words"), encoding="utf-8")
    built = build_in_process(tmp_path / "mkdocs.yml")
    assert (built.status, built.warnings) == (0, [])
    home = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert '<a class="k" href="words/from/">FROM</a>' in home
    assert '<span class="k">RUN</span>' in home
    assert 'href="checks/latest-tag/">LatestTag</a>' in home
    site = tmp_path / "site" / "checks"
    assert "우리 팀의 규칙" in (site / "latest-tag" / "index.html").read_text(encoding="utf-8")
    page = (site / "json-args-recommended" / "index.html").read_text(encoding="utf-8")
    assert page.count("bd--compare") == 1
    assert 'id="example-fix-jsonargsrecommended"' in page
    overview = (site / "index.html").read_text(encoding="utf-8")
    assert 'href="json-args-recommended/"' in overview
    assert 'href="../../words/from/"' in (site / "base-image-version/index.html").read_text(encoding="utf-8")


def test_a_folder_without_a_page_of_an_instruction_is_refused(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# x\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(CONFIG.format(folder="dockerfiles"), encoding="utf-8")
    built = build_in_process(tmp_path / "mkdocs.yml")
    assert built.status
    assert "pages: instructions: dockerfiles/from.md 같은 페이지가 없습니다." in built.output
