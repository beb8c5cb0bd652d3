"""The script and the styles that a page loads."""

from __future__ import annotations

from importlib.resources import files

SCRIPT = "links.js"
STYLES = "links.css"


def load_assets() -> dict[str, str]:
    """Return the files by their names."""
    folder = files(__package__).joinpath("browser")
    return {name: folder.joinpath(name).read_text(encoding="utf-8") for name in (SCRIPT, STYLES)}
