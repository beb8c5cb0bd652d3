"""The records of measures that a project has: found for the site, and read for a fence."""

from __future__ import annotations

import os
from pathlib import Path

from dockerlayers.measured import RECORD_NAME


def name_record(path: str) -> str:
    """Return the name under which a record is published."""
    return path.replace("/", "-")


def find_records(root: Path, site: Path) -> dict[str, str]:
    """Find all records of a project, by the names under which they are published."""
    found: dict[str, str] = {}
    for place, folders, names in os.walk(root):
        folders[:] = [one for one in sorted(folders) if _may_hold(Path(place, one), site)]
        if RECORD_NAME in names:
            path = Path(place, RECORD_NAME)
            found[name_record(path.relative_to(root).as_posix())] = path.read_text(encoding="utf-8")
    return found


def _may_hold(folder: Path, site: Path) -> bool:
    """Say whether a folder may hold sources: what is hidden, installed or made here is none."""
    return not folder.name.startswith(".") and folder.name != "node_modules" and folder != site
