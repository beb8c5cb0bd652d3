"""A site that is served is behind each edit as one that is made from nothing, byte for byte."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from random import Random
from unittest.mock import Mock

import pytest
from click import Command, Context
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.support.edits import EditedSite

_URL = "http://127.0.0.1:8000/handbook/"


def _build(config: Path, site: Path) -> None:
    loaded = load_config(str(config), site_dir=str(site), site_url=_URL)
    loaded.plugins.on_startup(command="serve", dirty=False)
    build(loaded, serve_url=_URL)


def _serve(config: Path, site: Path) -> Callable[[], None]:
    """Build as `mkdocs serve` begins, and return what it calls behind an edit."""
    loaded = load_config(str(config), site_dir=str(site), site_url=_URL)
    build(loaded, serve_url=_URL)
    server = Mock(builder=lambda: _build(config, site))
    server.observer.emitters = [Mock()]
    loaded.plugins.on_serve(server, config=loaded, builder=server.builder)
    rebuild: Callable[[], None] = server.builder
    return rebuild


def _files(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }


def _differences(edited: EditedSite, served: Path) -> list[str]:
    clean = served.with_name(f"{served.name}-clean")
    text = (edited.folder / "mkdocs.yml").read_text(encoding="utf-8")
    config = edited.folder / "clean.yml"
    config.write_text(text.replace("dockerlayers:\n", "dockerlayers:\n    cache: false\n"), encoding="utf-8")
    _build(config, clean)
    config.unlink()
    is_there, is_to_be = _files(served), _files(clean)
    assert len(is_to_be) > 20
    return sorted(
        name for name in is_there.keys() | is_to_be.keys() if is_there.get(name) != is_to_be.get(name)
    )


@pytest.mark.parametrize("seed", [1])
def test_after_any_edit_a_served_site_is_as_a_clean_one(
    tmp_path: Path, seed: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    site = EditedSite(folder=tmp_path, random=Random(seed))
    site.begin()
    served = tmp_path.parent / f"served-{seed}"
    with Context(Command("serve"), info_name="serve"):
        rebuild = _serve(tmp_path / "mkdocs.yml", served)
        while len(site.done) < 8:
            site.edit()
            rebuild()
            assert _differences(site, served) == [], site.done


def test_only_what_an_edit_changes_is_written(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Of the pages, it is the one that was edited: the work of an edit is that of a page."""
    caplog.set_level(logging.CRITICAL)
    site = EditedSite(folder=tmp_path, random=Random(5))
    site.begin()
    served = tmp_path.parent / "served-5"
    with Context(Command("serve"), info_name="serve"):
        rebuild = _serve(tmp_path / "mkdocs.yml", served)
        rebuild()
        pages = [path for path in served.rglob("*") if path.name == "index.html" or "previews" in str(path)]
        before = {path: path.stat().st_mtime_ns for path in pages}
        with (tmp_path / "docs/four.md").open("a", encoding="utf-8") as file:
            file.write("\n새 문단.\n")
        rebuild()
    changed = [path for path in pages if path.stat().st_mtime_ns != before[path]]
    assert [path.relative_to(served).as_posix() for path in changed] == ["four/index.html"]
    assert "새 문단." in (served / "four/index.html").read_text(encoding="utf-8")
