"""A build looks less often for garbage, and leaves Python as it was."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig

from dockerlayers_site.pages.steps import take_steps
from dockerlayers_site.plugin import garbage
from dockerlayers_site.plugin.garbage import Garbage
from dockerlayers_site.search.excluded import visible_steps, without_excluded
from tests.support.building import build_in_process

_CONFIG = "site_name: x\ntheme: {name: material, font: false}\nplugins: [search, dockerlayers]\n"


@pytest.mark.parametrize("fails", [True, False])
def test_it_is_looked_for_as_often_as_before(monkeypatch: pytest.MonkeyPatch, fails: bool) -> None:
    monkeypatch.setattr(garbage, "_freeze_once", lambda: None)
    config, of_build, before = MkDocsConfig(), Garbage(), gc.get_threshold()
    of_build.on_pre_build(config=config)
    assert gc.get_threshold()[0] > before[0]
    if fails:
        of_build.on_build_error(error=ValueError())
    else:
        of_build.on_post_build(config=config)
    assert gc.get_threshold() == before


def test_what_was_taken_from_a_page_is_forgotten_behind_it(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Home\n\nWords.\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(_CONFIG, encoding="utf-8")
    assert build_in_process(tmp_path / "mkdocs.yml").status == 0
    assert [one.cache_info().currsize for one in (take_steps, visible_steps, without_excluded)] == [0, 0, 0]
