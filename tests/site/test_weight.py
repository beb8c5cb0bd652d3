"""What a reader's browser asks for before anything is done on a page."""

from __future__ import annotations

from benchmarks.building.reading import weigh
from dockerlayers.render.styles import load_scripts, load_styles
from tests.support.site import BuiltSite, page_url, sources

_MOST_FILES = 12


def test_a_page_asks_for_few_files(built_site: BuiltSite) -> None:
    files = {source: weigh(built_site.folder, page_url(source))[0] for source in sources()}
    assert {source: count for source, count in files.items() if count > _MOST_FILES} == {}


def test_the_site_has_the_librarys_styles_and_script(built_site: BuiltSite) -> None:
    index = (built_site.folder / "index.html").read_text(encoding="utf-8")
    for name, content, mark in (
        ("site.css", load_styles(), ".bd-legend > li::before"),
        ("site.js", load_scripts(), "bd-tool--copy"),
    ):
        path = f"assets/dockerlayers/{name}"
        assert mark in content
        assert mark in (built_site.folder / path).read_text(encoding="utf-8")
        assert index.count(path) == 1
