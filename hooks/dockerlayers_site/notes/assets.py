"""The styles of what notes bring to a page."""

from __future__ import annotations

from dockerlayers_site.pages.assets import read_assets

STYLES = "notes.css"


def load_assets() -> dict[str, str]:
    """Return the files by their names."""
    return read_assets(__package__, (STYLES,))
