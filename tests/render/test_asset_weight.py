"""What the styles and scripts of breakdowns weigh."""

from __future__ import annotations

import gzip

from dockerlayers.render.styles import SCRIPTS, STYLES, load_asset

_MOST = 16_000
_OWN = "rebuilds.css"


def test_what_a_breakdown_needs_is_small() -> None:
    """Without what shows a change in two files, which is a figure of its own."""
    styles = "".join(load_asset(name) for name in STYLES if name != _OWN)
    scripts = "".join(map(load_asset, SCRIPTS))
    assert sum(len(gzip.compress(one.encode())) for one in (styles, scripts)) <= _MOST
