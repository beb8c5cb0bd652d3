"""The files that sessions find in their folder: those that the page shows, and the projects that it names."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.bases.frontend import without_frontend
from dockerlayers_site.consoles.pages import PageFileFence

_EXAMPLE = lazy_pattern(r"\bexamples/[\w-]+")


def write_file(part: PageFileFence, folder: Path, *, has_registry: bool) -> None:
    """Put a file of a page into the folder, as a reader would."""
    place = folder / part.name
    place.parent.mkdir(parents=True, exist_ok=True)
    is_asking = is_dockerfile_name(place.name) and not has_registry
    place.write_text(without_frontend(part.content) if is_asking else part.content, encoding="utf-8")


def copy_examples(text: str, root: Path, target: Path, *, has_registry: bool) -> None:
    """Copy the projects that a session names: what git has of them, as a reader would have it.

    Where no registry is reached, none is asked for a frontend.
    """
    for name in sorted(set(_EXAMPLE.findall(text))):
        if (root / name).is_dir() and not (target / name).exists():
            listed = subprocess.run(
                ("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", name),
                cwd=root,
                capture_output=True,
                check=True,
            )
            for path in filter(None, listed.stdout.decode().split("\0")):
                place = target / path
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(root / path, place)
                if not has_registry and is_dockerfile_name(place.name):
                    content = place.read_bytes().decode(errors="surrogateescape")
                    place.write_bytes(without_frontend(content).encode(errors="surrogateescape"))


def is_dockerfile_name(name: str) -> bool:
    """Say whether a file of this name is a Dockerfile: `Dockerfile.before`, `web.Dockerfile`."""
    return name.startswith("Dockerfile") or name.endswith((".Dockerfile", ".dockerfile"))
