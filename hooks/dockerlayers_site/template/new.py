"""Write a new site, as `python -m dockerlayers_site new DIR`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath

from dockerlayers.version import VERSION
from dockerlayers_site.names import NAME

# Git and the tools around it would take the real names for those of this project.
_DOT = "dot_"
_VERSION = "{version}"


def write_site(folder: Path) -> list[Path]:
    """Write the files of a new site into a folder that is new or empty, and return them.

    Raise FileExistsError where anything is in it, NotADirectoryError where it is a file.
    """
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(f"{folder} is a file: name a folder that is new or empty")
    if folder.is_dir() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty: name a folder that is new or empty")
    return [_write(folder / path, text) for path, text in load_files()]


def load_files() -> Iterator[tuple[PurePosixPath, str]]:
    """Yield the path and the text of each file, with the version that is installed."""
    for path, source in _walk(files(__package__) / "files", PurePosixPath()):
        yield path, source.read_text(encoding="utf-8").replace(_VERSION, VERSION)


def _walk(folder: Traversable, path: PurePosixPath) -> Iterator[tuple[PurePosixPath, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        name = f".{entry.name.removeprefix(_DOT)}" if entry.name.startswith(_DOT) else entry.name
        if entry.is_dir():
            yield from _walk(entry, path / name)
        else:
            yield path / name, entry


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def main(arguments: list[str] | None = None) -> int:
    """Write the site, and say what is next; return 2 where it cannot be written."""
    parser = argparse.ArgumentParser(prog=f"{NAME}_site new", description="Write a small site of your own.")
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder that is new or empty")
    folder: Path = parser.parse_args(arguments).folder
    try:
        written = write_site(folder)
    except OSError as error:
        print(error, file=sys.stderr)
        return 2
    for path in written:
        print(f"wrote {path}")
    print(f"\nNext: cd {folder} && make serve")
    return 0
