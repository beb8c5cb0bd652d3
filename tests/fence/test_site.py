"""A site with mistakes: strict fails, a plain build and the server go on, and each mistake is told once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.fence.pages import ROOT
from tests.support.building import build_in_process
from tests.support.serving import mkdocs_serve, wait_for

_CONFIG = """\
site_name: 시험
theme:
  name: material
  font: false
hooks:
  - {root}/hooks/dockerfile_fence.py
plugins: []
watch:
  - examples
markdown_extensions:
  - attr_list
  - pymdownx.highlight
  - pymdownx.superfences
"""
_PAGES = {
    "index.md": "---\ntitle: 처음\n---\n\n# 처음\n\n```dockerfile\nFROM alpine\nFORM alpine\n```\n",
    "options.md": "# 옵션\n\n```dockerfile titel=x\nFROM alpine\n```\n\n```dockerfile\nFROM alpine\n",
    "file.md": '# 파일\n\n```dockerfile file="examples/web/Dockerfile"\n```\n',
    "fine.md": "# 옳은 쪽\n\n```dockerfile\nFROM alpine\n```\n",
}
_MISTAKES = (
    "docs/index.md:9:1: unknown instruction: FORM",
    "docs/options.md:3:15: unknown option: titel",
    "docs/options.md:7:1: the fence is never closed",
    "examples/web/Dockerfile:2:1: unknown instruction: RUM",
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Write a project with a page for each kind of mistake."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(_CONFIG.format(root=ROOT), encoding="utf-8")
    for name, text in _PAGES.items():
        (tmp_path / "docs" / name).write_text(text, encoding="utf-8")
    (tmp_path / "examples" / "web").mkdir(parents=True)
    (tmp_path / "examples" / "web" / "Dockerfile").write_text("FROM alpine\nRUM true\n", encoding="utf-8")
    return tmp_path


def test_a_strict_build_fails_and_names_every_mistake_once(project: Path) -> None:
    built = build_in_process(project / "mkdocs.yml")
    assert built.status != 0
    output = built.output
    assert {mistake: output.count(mistake) for mistake in _MISTAKES} == dict.fromkeys(_MISTAKES, 1)
    assert "Aborted with 4 warnings in strict mode" in output
    assert "    FORM alpine\n    ^^^^\n    did you mean FROM?\n" in output
    assert "    shown by docs/file.md:3\n" in output


def test_a_plain_build_shows_the_source_and_the_error(project: Path) -> None:
    built = build_in_process(project / "mkdocs.yml", strict=False)
    assert built.status == 0, built.output
    texts = {}
    for name in ("index.html", "options/index.html", "file/index.html"):
        html = (project / "site" / name).read_text(encoding="utf-8")
        texts[name] = re.sub(r"<[^>]*>", "", html)
    assert "FORM alpine" in texts["index.html"]
    assert "unknown instruction: FORM" in texts["index.html"]
    assert "unknown option: titel" in texts["options/index.html"]
    assert texts["options/index.html"].count("FROM alpine") == 2
    assert "RUM true" in texts["file/index.html"]
    assert "unknown instruction: RUM" in texts["file/index.html"]


def test_a_site_without_mistakes_passes_strictly(project: Path) -> None:
    for name in ("index.md", "options.md"):
        (project / "docs" / name).write_text(_PAGES["fine.md"], encoding="utf-8")
    (project / "examples" / "web" / "Dockerfile").write_text("FROM alpine\n", encoding="utf-8")
    built = build_in_process(project / "mkdocs.yml")
    assert built.status == 0, built.output


def test_the_server_goes_on_after_a_mistake_and_sees_examples_change(project: Path) -> None:
    page = project / "docs" / "fine.md"
    with mkdocs_serve(project) as address:
        wait_for(f"{address}file/", "unknown instruction: RUM")
        page.write_text("# 틀린 쪽\n\n```dockerfile\nFROMM alpine\n```\n", encoding="utf-8")
        wait_for(f"{address}fine/", "unknown instruction: FROMM")
        page.write_text(_PAGES["fine.md"], encoding="utf-8")
        wait_for(f"{address}fine/", 'class="bd"')
        (project / "examples" / "web" / "Dockerfile").write_text("FROM alpine\nRUN true\n", encoding="utf-8")
        wait_for(f"{address}file/", 'class="bd"')
