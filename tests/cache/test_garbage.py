"""A build looks less often for garbage, and leaves Python as it was."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

import pytest
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from dockerlayers.programs.load import find_program
from dockerlayers_site.pages.steps import take_steps
from dockerlayers_site.plugin import garbage
from dockerlayers_site.plugin.garbage import Garbage
from dockerlayers_site.plugin.project import text_of
from dockerlayers_site.search.excluded import visible_steps, without_excluded
from tests.support.building import build_in_process
from tests.support.commands import run_command

_CONFIG = "site_name: x\ntheme: {name: material, font: false}\nplugins: [search, dockerlayers]\n"


@pytest.mark.parametrize("fails", [True, False])
def test_it_is_looked_for_as_often_as_before(fails: bool) -> None:
    config, of_build, before = MkDocsConfig(), Garbage(), gc.get_threshold()
    of_build.on_pre_build(config=config)
    assert gc.get_threshold()[0] > before[0]
    if fails:
        of_build.on_build_error(error=ValueError())
    else:
        of_build.on_post_build(config=config)
    assert gc.get_threshold() == before


def test_when_the_process_ends_nothing_is_looked_at(tmp_path: Path) -> None:
    """It took a tenth of a build."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(_CONFIG, encoding="utf-8")
    last = "atexit.register(lambda: print(len(gc.get_objects())))"
    code = f"import atexit, gc; {last}; from mkdocs.__main__ import cli; cli()"
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = run_command([sys.executable, "-c", code, "build", "--quiet"], environment, tmp_path)
    assert int(done.stdout.split()[-1]) < 1000


def test_what_was_taken_from_a_page_is_forgotten_behind_it(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Home\n\nWords.\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(_CONFIG, encoding="utf-8")
    assert build_in_process(tmp_path / "mkdocs.yml").status == 0
    assert [one.cache_info().currsize for one in (take_steps, visible_steps, without_excluded)] == [0, 0, 0]


@pytest.mark.parametrize("serves", [True, False])
def test_what_was_found_out_is_forgotten_behind_the_last_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, serves: bool
) -> None:
    monkeypatch.setattr(garbage, "is_serving", lambda: serves)
    find_program("curl")
    (tmp_path / "index.md").write_text("# Home\n", encoding="utf-8")
    file = File("index.md", str(tmp_path), str(tmp_path / "site"), use_directory_urls=True)
    known = text_of(file)
    Garbage().on_env(Environment(autoescape=True), config=MkDocsConfig(), files=Files([file]))
    assert bool(find_program.cache_info().currsize) is serves
    assert any("read" in name for name in vars(file)) is serves
    assert text_of(file) == known
