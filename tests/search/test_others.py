"""What another plugin, or a hook, does with the index is in it, in each build anew."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from dockerlayers_site.plugin.search_entries import with_entries
from tests.support.building import build_in_process

_CONFIG = """\
site_name: 시험
theme: {name: material, font: false, language: ko}
plugins: [search, dockerlayers]
hooks: [more.py]
"""
_HOOK = """\
from pathlib import Path

def on_post_page(output, page, config):
    more = Path(__file__).with_name("more.txt").read_text(encoding="utf-8")
    for entry in config.plugins["material/search"].search_index.entries:
        entry["text"] = more
"""


def test_an_index_that_a_hook_changes_is_taken_as_it_is_now(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# 홈\n\n첫 문단.\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(_CONFIG, encoding="utf-8")
    (tmp_path / "more.py").write_text(_HOOK, encoding="utf-8")
    for more in ("볼륨", "포트"):
        (tmp_path / "more.txt").write_text(more, encoding="utf-8")
        built = build_in_process(tmp_path / "mkdocs.yml")
        assert built.status == 0, built.output
        index = json.loads((tmp_path / "site/search/search_index.json").read_text(encoding="utf-8"))
        assert [entry["text"] for entry in index["docs"] if not entry["location"]] == [more]


def test_what_was_written_of_a_text_is_not_kept_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts: list[str] = []
    sizes: list[int] = []

    def note(text: str, entries: list[dict[str, Any]] | None) -> object:
        texts.extend(one["text"] for one in entries or ())
        # Of a text that was encoded, it has what it was encoded to.
        sizes.extend(map(sys.getsizeof, texts))
        return with_entries(text, entries)

    monkeypatch.setattr("dockerlayers_site.plugin.search.with_entries", note)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# 홈\n\n첫 문단.\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(_CONFIG.partition("hooks")[0], encoding="utf-8")
    built = build_in_process(tmp_path / "mkdocs.yml")
    assert built.status == 0, built.output
    assert "<p>첫 문단.</p>" in texts
    assert sizes == [sys.getsizeof(one[:1] + one[1:]) for one in texts]
