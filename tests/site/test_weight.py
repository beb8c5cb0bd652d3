"""What a reader's browser asks for before anything is done on a page."""

from __future__ import annotations

import re

import pytest

from benchmarks.building.reading import weigh
from dockerlayers.render.styles import FIRST_SCRIPTS, load_scripts, load_styles
from tests.support.site import BuiltSite, page_url, sources

_MOST_FILES, _MOST = 12, 99
# The two with most to show: what they are beyond it is their own text.
_MORE = {"write/dockerfiles.md": 104, "containers-and-docker.md": 103}
_LATER = ("link-panel", "term-tip", "search-nearest", "is-word")
_ROOT_HAS = re.compile(r"(?<![\w-])(?::root|html|body)\b(?!-)[^\s{}>+~]*:has\(")


def test_a_page_asks_for_few_files_and_bytes(built_site: BuiltSite) -> None:
    found = {str(source): weigh(built_site.folder, page_url(source)) for source in sources()}
    assert {name: files for name, (files, _) in found.items() if files > _MOST_FILES} == {}
    heavy = {name: size for name, (_, size) in found.items() if size > _MORE.get(name, _MOST)}
    assert heavy == {}


def test_what_a_reader_has_to_ask_for_comes_later(built_site: BuiltSite) -> None:
    folder = built_site.folder / "assets/dockerlayers"
    kinds = {kind: folder.joinpath(f"{kind}.js").read_text(encoding="utf-8") for kind in ("site", "later")}
    assert [name for name in _LATER if name in kinds["site"]] == []
    assert [name for name in _LATER if name not in kinds["later"]] == []
    assert "link-panel" not in folder.joinpath("site.css").read_text(encoding="utf-8")
    assert ".link-panel{" in kinds["later"]


@pytest.mark.parametrize(
    ("styles", "mark", "is_on", "is_not_on"),
    [
        ("breakdown/compare.css", 'class="bd bd--compare"', "dockerfile/arg", "write/dockerfiles"),
        ("breakdown/rebuilds.css", 'class="bd bd--rebuilds"', "parts", "dockerfile/arg"),
        ("notes/drawings.css", 'class="note-drawing"', "containers-and-docker", "dockerfile/arg"),
        ("live/exercise.css", 'class="live-exercise"', "dockerfile/arg", "containers-and-docker"),
    ],
)
def test_a_page_loads_styles_of_what_it_has(
    built_site: BuiltSite, styles: str, mark: str, is_on: str, is_not_on: str
) -> None:
    link = f'assets/dockerlayers/{styles}">'
    for address, expected in ((is_on, 1), (is_not_on, 0)):
        page = built_site.folder.joinpath(address, "index.html").read_text(encoding="utf-8")
        assert (mark in page, page.count(link)) == (bool(expected), expected)
    content = built_site.folder.joinpath("assets/dockerlayers", styles).read_text(encoding="utf-8")
    assert content not in built_site.folder.joinpath("assets/dockerlayers/site.css").read_text(
        encoding="utf-8"
    )


def test_a_page_loads_no_colours_that_its_site_does_not_offer(built_site: BuiltSite) -> None:
    for name in ("index.html", "404.html"):
        page = built_site.folder.joinpath(name).read_text(encoding="utf-8")
        assert "stylesheets/palette." not in page
        assert '<noscript><link rel="stylesheet"' in page
    styles = built_site.folder.joinpath("assets/dockerlayers/site.css").read_text(encoding="utf-8")
    assert styles.startswith("@media screen{[data-md-color-scheme=slate]{color-scheme:dark;")
    assert "[data-md-color-accent=" not in styles


def test_the_site_has_the_librarys_styles_and_script(built_site: BuiltSite) -> None:
    index = (built_site.folder / "index.html").read_text(encoding="utf-8")
    for name, content, mark in (
        ("site.css", load_styles(), ".bd-legend > li::before"),
        ("site.js", load_scripts(FIRST_SCRIPTS), "bd-tool--copy"),
    ):
        path = f"assets/dockerlayers/{name}"
        assert mark in content
        assert mark in (built_site.folder / path).read_text(encoding="utf-8")
        assert index.count(path) == 1


def test_no_style_looks_through_the_whole_page(built_site: BuiltSite) -> None:
    """Whatever comes into a page, a browser asks all of it anew for what its root has."""
    sheets = [*built_site.folder.rglob("assets/dockerlayers/**/*.css")]
    assert len(sheets) > 1
    for sheet in sheets:
        assert not _ROOT_HAS.search(sheet.read_text(encoding="utf-8")), sheet
