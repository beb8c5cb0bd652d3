"""The styles and the script of breakdowns, which the library brings into the site."""

from __future__ import annotations

import gzip

from dockerlayers.render.styles import SCRIPTS, STYLES, load_asset, load_scripts, load_styles
from tests.support.site import BuiltSite

_MOST = 16_000
_OWN = "rebuilds.css"


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


def test_what_a_breakdown_needs_is_small() -> None:
    """Without what shows a change in two files, which is a figure of its own."""
    styles = "".join(load_asset(name) for name in STYLES if name != _OWN)
    scripts = "".join(map(load_asset, SCRIPTS))
    assert sum(len(gzip.compress(one.encode())) for one in (styles, scripts)) <= _MOST
