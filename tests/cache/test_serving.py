"""While a site is served, an author is told what a build cannot take up."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import Mock

import pytest
from mkdocs.config import load_config

from dockerlayers_site.cache.fingerprint import own_folders
from dockerlayers_site.plugin import cache, memory
from tests.support.building import build_in_process

_CONFIG = "site_name: x\ntheme: {name: material, font: false}\nplugins: [search, dockerlayers]\n"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# 처음\n", encoding="utf-8")
    path = tmp_path / "mkdocs.yml"
    path.write_text(_CONFIG, encoding="utf-8")
    return path


@pytest.mark.parametrize(("is_changed", "count"), [(True, 1), (False, 0)])
def test_changed_code_is_told(
    config: Path, monkeypatch: pytest.MonkeyPatch, is_changed: bool, count: int
) -> None:
    monkeypatch.setattr(cache, "is_serving", lambda: True)
    monkeypatch.setattr(memory, "is_serving", lambda: True)
    if is_changed:
        monkeypatch.setattr(cache, "_first_stamp", lambda: ())
    built = build_in_process(config, strict=False)
    assert built.output.count("has changed: start `mkdocs serve` anew") == count


def test_code_of_the_project_is_watched(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That of a package is not: it is changed by installing another version."""
    inside = config.parent / "hooks"
    monkeypatch.setattr(cache, "own_folders", lambda: (*own_folders(), inside))
    server = Mock()
    cache.Cache().on_serve(server, config=load_config(str(config)), builder=None)
    assert [call.args for call in server.watch.call_args_list] == [(str(inside),)]
