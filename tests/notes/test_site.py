"""A site of notes as they are: strict fails and names each mistake once, and the page shows a gap."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.notes.pages import ROOT
from tests.support.building import build_in_process

_CONFIG = """\
site_name: 시험
theme:
  name: material
  font: false
hooks:
  - {root}/hooks/github_notes.py
  - {root}/hooks/dockerfile_fence.py
plugins: []
markdown_extensions:
  - toc
  - attr_list
  - footnotes
  - tables
  - pymdownx.highlight
  - pymdownx.superfences
validation:
  links:
    anchors: warn
    not_found: warn
"""
_NOTE = """\
# 도커 & 시작 {#start}
- 하나
  - 둘 ![밖](../images/box.png)

[위로](#도커--시작) [인코딩](#%EB%8F%84%EC%BB%A4--%EC%8B%9C%EC%9E%91) [id](#start)
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "box.png").write_bytes(b"picture")
    (tmp_path / "mkdocs.yml").write_text(_CONFIG.format(root=ROOT), encoding="utf-8")
    (tmp_path / "docs" / "index.md").write_text(_NOTE, encoding="utf-8")
    return tmp_path


def test_a_note_passes_strictly_with_githubs_anchors_and_a_picture_from_beside(project: Path) -> None:
    built = build_in_process(project / "mkdocs.yml")
    assert built.status == 0, built.output
    html = (project / "site" / "index.html").read_text(encoding="utf-8")
    assert 'id="도커--시작"' in html
    assert 'src="assets/notes/images/box.png"' in html
    assert (project / "site" / "assets/notes/images/box.png").read_bytes() == b"picture"


def test_each_mistake_is_told_once_with_its_line(project: Path) -> None:
    (project / "docs" / "index.md").write_text(f"{_NOTE}\n![a](../images/bxo.png)\n", encoding="utf-8")
    built = build_in_process(project / "mkdocs.yml")
    assert built.status != 0
    assert "docs/index.md:7:6: the picture ../images/bxo.png does not exist" in built.output
    assert "did you mean ../images/box.png?" in built.output
    assert "Aborted with 1 warnings in strict mode" in built.output
