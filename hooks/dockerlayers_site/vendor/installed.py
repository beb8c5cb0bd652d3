"""Find the packages that `make vendor` has installed; the lock's digest names their folder."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

LOCKED = ("package.json", "package-lock.json", ".npmrc")
"""What npm installs by, in this package."""
SHIPPED = "dockerlayers_site.vendor"
"""The package whose lock has what a site ships."""
SPELLING = "dockerlayers_site.style"
"""The package whose lock has the dictionary, which no site ships."""
_CACHE = Path(".cache", "vendor")
_DIGITS = 12


@dataclass(frozen=True, kw_only=True)
class VendoredPackage:
    """An installed package of npm."""

    name: str
    version: str
    folder: Path


def read_locked(lock: str = SHIPPED) -> dict[str, bytes]:
    """Read what npm installs by, by its name; `lock` is the package of ours in which it is."""
    return {name: files(lock).joinpath(name).read_bytes() for name in LOCKED}


def list_packages(lock: str = SHIPPED) -> list[str]:
    """Return the names of the packages of a lock."""
    return sorted(json.loads(read_locked(lock)["package.json"])["dependencies"])


def vendor_folder(root: Path, lock: str = SHIPPED) -> Path:
    """Return the folder of a project in which the packages of this very lock are, once they are installed."""
    digest = hashlib.sha256(b"\0".join(read_locked(lock).values())).hexdigest()
    return root / _CACHE / digest[:_DIGITS]


def find_package(root: Path, name: str, lock: str = SHIPPED) -> VendoredPackage | None:
    """Find an installed package by its name; None where it is not installed in this project."""
    folder = vendor_folder(root, lock) / "node_modules" / name
    try:
        about = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    except OSError:
        return None
    return VendoredPackage(name=name, version=str(about["version"]), folder=folder)
