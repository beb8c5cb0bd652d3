"""The styles and the script of breakdowns, which the library brings into the site."""

from __future__ import annotations

from dockerlayers.render.styles import BREAKDOWN_ASSETS, load_asset
from tests.support.site import BuiltSite


def test_the_site_has_the_librarys_styles_and_script(built_site: BuiltSite) -> None:
    for name in BREAKDOWN_ASSETS:
        written = built_site.folder / "assets/dockerlayers/breakdown" / name
        assert written.read_text(encoding="utf-8") == load_asset(name)
    index = (built_site.folder / "index.html").read_text(encoding="utf-8")
    assert all(f"assets/dockerlayers/breakdown/{name}" in index for name in BREAKDOWN_ASSETS)
