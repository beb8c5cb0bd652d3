"""The scripts and the styles: those that a page loads, and those that a redirect has in itself."""

from __future__ import annotations

from importlib.resources import files

SCRIPT = "links.js"
STYLES = "links.css"


def load_assets() -> dict[str, str]:
    """Return the files that a page loads, by their names."""
    return {name: load_asset(name) for name in (SCRIPT, STYLES)}


def load_asset(name: str) -> str:
    """Return one file."""
    return files(__package__).joinpath("browser", name).read_text(encoding="utf-8")
