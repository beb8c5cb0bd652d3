"""What a build has left in the site's folder the next one finds there, unless somebody has touched it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from jinja2 import TemplateSyntaxError
from mkdocs import utils
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.support.building import build_in_process

_CONFIG = """site_name: x
site_url: https://example.org/
theme: {name: material, font: false, features: [navigation.prune]}
plugins: [search, dockerlayers]
"""
_HOOK = "def on_post_page(output, **_):\n    return output\n"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    for name in ("index", "one", "two"):
        _write(tmp_path / f"docs/{name}.md", f"# {name}\n")
    return _write(tmp_path / "mkdocs.yml", _CONFIG)


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def _build(config: Path) -> dict[str, int]:
    """Build, and return when pages and their pictures were written."""
    built = build_in_process(config)
    assert built.status == 0, built.output
    # The clock of files has steps.
    time.sleep(0.02)
    site = config.parent / "site"
    files = [*site.rglob("index.html"), *site.glob("assets/previews/*")]
    return {path.relative_to(site).as_posix(): path.stat().st_mtime_ns for path in files}


def _written(before: dict[str, int], after: dict[str, int]) -> set[str]:
    return {name for name, time in after.items() if before.get(name) != time}


def test_only_what_is_new_is_written(config: Path) -> None:
    first = _build(config)
    assert len(first) == 8
    assert _written(first, second := _build(config)) == set()
    _write(config.parent / "docs/one.md", "# one\n\nA word.\n")
    assert _written(second, third := _build(config)) == {"one/index.html", "assets/previews/one.png"}
    (config.parent / "site/two/index.html").write_text("", encoding="utf-8")
    assert _written(third, _build(config)) == {"two/index.html"}
    assert "two" in (config.parent / "site/two/index.html").read_text(encoding="utf-8")


def test_a_site_with_other_files_is_written_whole(config: Path) -> None:
    """What was a folder may be a file then."""
    first = _build(config)
    (config.parent / "docs/one.md").unlink()
    _write(config.parent / "docs/one", "a file")
    assert _written(first, second := _build(config)) == second.keys()
    assert (config.parent / "site/one").read_text(encoding="utf-8") == "a file"
    (config.parent / "docs/one").unlink()
    _write(config.parent / "docs/one.md", "# one\n")
    assert _build(config).keys() == first.keys()


def test_where_a_hook_may_write_something_all_is_written(config: Path) -> None:
    _write(config.parent / "hook.py", _HOOK)
    _write(config, f"{_CONFIG}hooks: [hook.py]\n")
    first = _build(config)
    assert _written(first, second := _build(config)) == second.keys()


def test_behind_a_build_that_failed_mkdocs_writes_as_before(config: Path) -> None:
    before = utils.clean_directory, utils.write_file
    first = _build(config)
    _write(config.parent / "overrides/main.html", "{% fail %}")
    _write(config, _CONFIG.replace("font: false", "font: false, custom_dir: overrides"))
    with pytest.raises(TemplateSyntaxError):
        build_in_process(config)
    assert (utils.clean_directory, utils.write_file) == before
    _write(config, _CONFIG)
    assert _build(config).keys() == first.keys()


def test_a_dirty_build_leaves_what_it_does_not_build(config: Path) -> None:
    first = _build(config)
    _write(config.parent / "docs/one.md", "# one\n\nA word.\n")
    _write(config.parent / "docs/three.md", "# three\n")
    loaded = load_config(str(config))
    loaded.plugins.on_startup(command="build", dirty=True)
    build(loaded, dirty=True)
    site = config.parent / "site"
    assert {name for name in first if not (site / name).exists()} == set()
    assert "A word." in (site / "one/index.html").read_text(encoding="utf-8")
