"""What pages hold is packed until they are built, and is there for whoever asks; then it is forgotten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dockerlayers_site.plugin.contents import PackedPage
from tests.support.building import build_in_process

_CONFIG = """\
site_name: 시험
theme: {name: material, font: false, language: ko, custom_dir: own}
plugins: [search, dockerlayers]
"""
_HOOK = """\
import json
from pathlib import Path

def on_env(env, config, files):
    found = {one.src_uri: [(type(vars(one.page)[name]).__name__, getattr(one.page, name))
                           for name in ("content", "markdown")] for one in files.documentation_pages()}
    Path(__file__).with_name("seen.json").write_text(json.dumps(found), encoding="utf-8")
"""
_SHOWS_OTHER = (
    '{% extends "base.html" %}'
    "{% block footer %}<footer>{{ page.previous_page and page.previous_page.content }}</footer>{% endblock %}"
)


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> list[PackedPage]:
    """Collect the pages that are packed."""
    found: list[PackedPage] = []
    pack = PackedPage.pack

    def note(page: PackedPage, *, is_small: bool) -> None:
        found.append(page)
        pack(page, is_small=is_small)

    monkeypatch.setattr(PackedPage, "pack", note)
    return found


def write(root: Path, *, more: str = "", template: str | None = None) -> None:
    for name, text in {"index.md": "# 홈\n\n첫 문단.\n", "other.md": "# 글\n\n다른 문단.\n"}.items():
        (root / "docs").mkdir(exist_ok=True)
        (root / "docs" / name).write_text(text, encoding="utf-8")
    (root / "own").mkdir()
    if template:
        (root / "own/main.html").write_text(template, encoding="utf-8")
    (root / "mkdocs.yml").write_text(_CONFIG + more, encoding="utf-8")


def build(root: Path) -> None:
    built = build_in_process(root / "mkdocs.yml")
    assert built.status == 0, built.output


def test_it_is_packed_and_there_for_whoever_asks(tmp_path: Path, pages: list[PackedPage]) -> None:
    write(tmp_path, more="hooks: [see.py]\n")
    (tmp_path / "see.py").write_text(_HOOK, encoding="utf-8")
    build(tmp_path)
    seen = json.loads((tmp_path / "seen.json").read_text(encoding="utf-8"))
    assert {kind for texts in seen.values() for kind, _ in texts} == {"partial"}
    assert "<p>첫 문단.</p>" in seen["index.md"][0][1]
    assert seen["index.md"][1][1] == "# 홈\n\n첫 문단.\n"
    # The hook may look at it again.
    assert all(page.content and page.markdown for page in pages)


def test_it_is_forgotten_when_the_page_is_built(tmp_path: Path, pages: list[PackedPage]) -> None:
    write(tmp_path)
    build(tmp_path)
    assert {"index.md", "other.md"} <= {page.file.src_uri for page in pages}
    assert {page.content for page in pages} == {None}
    assert "<p>다른 문단.</p>" in (tmp_path / "site/other/index.html").read_text(encoding="utf-8")


def test_a_template_may_show_another_page(tmp_path: Path) -> None:
    write(tmp_path, template=_SHOWS_OTHER)
    build(tmp_path)
    footer = (tmp_path / "site/other/index.html").read_text(encoding="utf-8").partition("<footer>")[2]
    assert "<p>첫 문단.</p>" in footer.partition("</footer>")[0]


def test_a_page_that_is_kept_is_packed_without_taking_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pages: list[PackedPage]
) -> None:
    write(tmp_path, template=_SHOWS_OTHER)
    build(tmp_path)
    first = (tmp_path / "site/other/index.html").read_bytes()
    pages.clear()
    monkeypatch.setattr("zlib.compress", None)
    build(tmp_path)
    assert {"index.md", "other.md"} <= {page.file.src_uri for page in pages}
    assert (tmp_path / "site/other/index.html").read_bytes() == first
    assert all(page.content for page in pages)
