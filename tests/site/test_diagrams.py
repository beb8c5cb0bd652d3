"""Diagrams in a site: what is shipped, where, and what is said where Mermaid is not installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from dockerlayers_site.vendor.installed import vendor_folder
from tests.support.building import Built, build_in_process

_CONFIG = """\
site_name: 시험
theme: {name: material, font: false, language: ko}
"""
_DIAGRAM = "```mermaid\nflowchart LR\n  A --> B\n```\n"
_SAID = "diagrams are shown as their source"
_BUNDLE = "assets/dockerlayers/vendor/mermaid-1.2.3/mermaid.min.js"


def build(root: Path, options: str = "{}", *, pages: dict[str, str], installed: bool) -> Built:
    for name, text in pages.items():
        (root / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / name).write_text(text, encoding="utf-8")
    if installed:
        package = vendor_folder(root) / "node_modules/mermaid"
        (package / "dist").mkdir(parents=True)
        (package / "package.json").write_text('{"version": "1.2.3"}', encoding="utf-8")
        (package / "dist/mermaid.min.js").write_text("bundle", encoding="utf-8")
        (package / "LICENSE").write_text("MIT", encoding="utf-8")
    config = f"{_CONFIG}plugins: [search, {{dockerlayers: {options}}}]\n"
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    return build_in_process(root / "mkdocs.yml")


def read(root: Path, name: str) -> str:
    return (root / "site" / name).read_text(encoding="utf-8")


def test_mermaid_is_loaded_on_pages_with_a_diagram_alone(tmp_path: Path) -> None:
    pages = {"index.md": "# 홈\n", "a/b.md": f"# 글\n\n{_DIAGRAM}"}
    built = build(tmp_path, pages=pages, installed=True)
    assert built.status == 0, built.output
    assert _SAID not in built.output
    page = read(tmp_path, "a/b/index.html")
    assert (
        '<script src="../../assets/dockerlayers/notes/diagrams.js" '
        f'data-bundle="../../{_BUNDLE}"></script>' in page
    )
    assert '<div class="note-diagram"><div class="highlight"><pre><code>flowchart LR' in page
    assert 'class="mermaid"' not in page
    assert "diagrams.js" not in read(tmp_path, "index.html")
    assert read(tmp_path, _BUNDLE) == "bundle"
    assert read(tmp_path, "assets/dockerlayers/vendor/mermaid-1.2.3/LICENSE") == "MIT"
    assert "diagrams.js" not in read(tmp_path, "search/search_index.json")


def test_where_it_is_not_installed_it_is_said_once_how_to_get_it(tmp_path: Path) -> None:
    pages = {"index.md": f"# 홈\n\n{_DIAGRAM}", "a.md": f"# 글\n\n{_DIAGRAM}"}
    built = build(tmp_path, pages=pages, installed=False)
    assert built.status == 0, built.output
    assert built.output.count(_SAID) == 1
    assert "make vendor" in built.output
    page = read(tmp_path, "index.html")
    assert "flowchart LR" in page
    assert "diagrams.js" not in page


@pytest.mark.parametrize("installed", [True, False])
def test_a_site_without_diagrams_ships_nothing_and_is_told_nothing(tmp_path: Path, installed: bool) -> None:
    built = build(tmp_path, pages={"index.md": "# 홈\n"}, installed=installed)
    assert _SAID not in built.output
    assert not (tmp_path / "site/assets/dockerlayers/vendor").exists()


def test_a_team_leaves_diagrams_to_something_else(tmp_path: Path) -> None:
    pages = {"index.md": f"# 홈\n\n{_DIAGRAM}"}
    built = build(tmp_path, "{notes: {diagrams: false}}", pages=pages, installed=True)
    assert built.status == 0, built.output
    page = read(tmp_path, "index.html")
    assert "note-diagram" not in page
    assert "flowchart LR" in page
    assert "diagrams.js" not in page
    assert not (tmp_path / "site/assets/dockerlayers/vendor").exists()


def test_no_author_makes_a_part_of_the_script(tmp_path: Path) -> None:
    text = '# 홈\n\n<div class="note-diagram"><pre><code>flowchart LR</code></pre></div>\n'
    build(tmp_path, pages={"index.md": text}, installed=True)
    assert "note-diagram" not in read(tmp_path, "index.html")


def test_formulas_are_found_by_their_source_and_described_by_it(tmp_path: Path) -> None:
    text = "# $x^2$ 구하기\n\n값은 $\\frac{a}{b}$입니다.\n"
    build(tmp_path, pages={"index.md": text}, installed=False)
    index = read(tmp_path, "search/search_index.json")
    assert '"title":"x^2 구하기"' in index
    assert '"text":"값은 \\\\frac{a}{b}입니다."' in index
    assert 'content="값은 \\frac{a}{b}입니다."' in read(tmp_path, "index.html")
