"""What a site ships so that its readers can change Dockerfiles, and what it does without."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from dockerlayers import data
from dockerlayers_site.cache.store import write_whole
from dockerlayers_site.live.library import pack_library
from dockerlayers_site.vendor.installed import find_package
from tests.support.building import build_in_process
from tests.support.live import find_live
from tests.support.site import ROOT, BuiltSite

CONFIG = "site_name: x\ntheme: {name: material, language: ko, font: false}\nplugins: [search, dockerlayers]\n"


def make_project(folder: Path, config: str = CONFIG) -> Path:
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text("# x\n\n```dockerfile\nFROM scratch\n```\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    return folder


def test_without_the_package_it_is_said_in_one_line_how_to_get_it(tmp_path: Path) -> None:
    built = build_in_process(make_project(tmp_path) / "mkdocs.yml")
    assert built.status == 0
    said = [line for line in built.output.splitlines() if "make vendor" in line]
    assert len(said) == 1
    assert "python -m dockerlayers_site vendor" in said[0]
    assert not [*(tmp_path / "site/assets/dockerlayers").glob("live-*")]
    assert not (tmp_path / "site/offline.js").exists()


def test_it_can_be_switched_off(tmp_path: Path) -> None:
    config = CONFIG.replace("dockerlayers]", "{dockerlayers: {live: false}}]")
    built = build_in_process(make_project(tmp_path, config) / "mkdocs.yml")
    assert built.status == 0
    assert "make vendor" not in built.output


def test_a_wrong_option_is_refused(tmp_path: Path) -> None:
    config = CONFIG.replace("dockerlayers]", "{dockerlayers: {live: {playgroud: false}}}]")
    built = build_in_process(make_project(tmp_path, config) / "mkdocs.yml")
    assert built.status
    assert "playground" in built.output


def test_the_site_ships_all_that_is_read_and_asks_no_other_host(built_site: BuiltSite) -> None:
    live = built_site.folder / find_live(built_site.folder)
    vendored = next((built_site.folder / "assets/dockerlayers/vendor").glob("pyodide-*"))
    assert {path.name for path in vendored.iterdir()} == {
        "package.json",
        "pyodide.asm.mjs",
        "pyodide.asm.wasm.gz",
        "pyodide.mjs",
        "python_stdlib.zip",
    }
    engine = (live / "engine.js").read_text(encoding="utf-8")
    assert f"../vendor/{vendored.name}/" in engine
    for path in (*live.glob("*.js"), built_site.folder / "offline.js"):
        addresses = re.findall(r"https?://[^\s\"'`)]+", path.read_text(encoding="utf-8"))
        assert [one for one in addresses if not one.startswith("https://github.com/pyodide/")] == [], path


def test_the_library_is_packed_once_and_whole(tmp_path: Path) -> None:
    path = pack_library(tmp_path)
    packed = json.loads(gzip.decompress(path.read_bytes()))
    assert packed["dockerlayers/knowledge.json"] == data.compile_data()
    assert "dockerlayers/live/answer.py" in packed
    assert not [name for name in packed if "/cli/" in name or name.endswith("__main__.py")]
    path.write_bytes(b"kept")
    assert pack_library(tmp_path).read_bytes() == b"kept"
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_a_file_is_there_at_once_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="no room"):
        write_whole(tmp_path / "file", b"x")
    assert not (tmp_path / "file").exists()


def test_this_project_has_the_package() -> None:
    assert find_package(ROOT, "pyodide"), "run `make vendor`"
