"""A build looks less often for garbage, and leaves Python as it was."""

from __future__ import annotations

import gc

import pytest
from mkdocs.config.defaults import MkDocsConfig

from dockerlayers_site.plugin import garbage
from dockerlayers_site.plugin.garbage import Garbage


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
