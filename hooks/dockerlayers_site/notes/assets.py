"""The styles of what notes bring to a page."""

from __future__ import annotations

from importlib.resources import files

STYLES = "notes.css"


def load_assets() -> dict[str, str]:
    """Return the files by their names."""
    return {STYLES: files(__package__).joinpath("browser", STYLES).read_text(encoding="utf-8")}
