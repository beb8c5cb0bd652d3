"""The style sheet that lets Korean lines break between words, and the script that copies without joiners."""

from __future__ import annotations

from dockerlayers_site.pages.assets import read_assets

STYLES = "typography.css"
SCRIPT = "typography.js"


def load_assets() -> dict[str, str]:
    """Return the files by their names."""
    return read_assets(__package__, (STYLES, SCRIPT))
