"""The styles and the scripts that a feature brings: they lie in the folder `browser/` of its package."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files


def read_assets(package: str, names: Iterable[str]) -> dict[str, str]:
    """Return files of a feature by their names."""
    folder = files(package).joinpath("browser")
    return {name: folder.joinpath(name).read_text(encoding="utf-8") for name in names}


def list_assets(package: str) -> list[str]:
    """Return the names of all that a feature brings, in order."""
    return sorted(
        one.name for one in files(package).joinpath("browser").iterdir() if one.name.endswith((".js", ".css"))
    )
