"""The files that notes are brought from, by their paths: those of a folder, or of one note and around it."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path

from dockerlayers_site.bring.errors import BringError
from dockerlayers_site.notes.targets import PICTURES, is_picture
from dockerlayers_site.pages.composition import compose, decompose

Read = Callable[[], bytes]

MOST_FILES = 20_000
"""How many files a source may have: more are somebody's home, not notes."""
MOST_BYTES = 1 << 30
"""How many bytes a zip may unfold to."""
LARGEST = 100 << 20
"""How many bytes one file may have; GitHub takes none that is larger."""
_NOT_NOTES = frozenset({"node_modules", "__MACOSX", "__pycache__", "site-packages"})


def _find_nothing(path: str) -> Read | None:
    del path
    return None


@dataclass(frozen=True, kw_only=True)
class Tree:
    """Files by their paths, in composed letters with `/` between the parts, and how each is read.

    `place` tells sources with one name apart. `folders` are those with dotted names, which tell what made the
    notes. `beside` finds a picture that is outside; `skipped` are names that are not looked into, with why.
    """

    name: str
    place: str
    files: Mapping[str, Read]
    folders: frozenset[str] = frozenset()
    beside: Callable[[str], Read | None] = _find_nothing
    skipped: tuple[tuple[str, str], ...] = ()
    root: Path | None = field(default=None, compare=False)

    def find(self, path: str) -> Read | None:
        """Find a file by its path, in the tree or beside it."""
        return self.files.get(path) or self.beside(path)


def is_hidden(part: str) -> bool:
    """Say whether a file or folder holds no notes: what a program keeps there for itself."""
    return part.startswith(".") or part in _NOT_NOTES


def read_folder(folder: Path) -> Tree:
    """Look at the files of a folder, links out of it skipped; raise BringError where there are too many."""
    root = folder.resolve()
    files: dict[str, Read] = {}
    folders: set[str] = set()
    skipped: list[tuple[str, str]] = []
    for path in _walk(root, folders):
        name = compose(path.relative_to(root).as_posix())
        reason = _refuse(path, root)
        if reason or name in files:
            skipped.append((name, reason or "left-twin"))
            continue
        files[name] = path.read_bytes
        if len(files) > MOST_FILES:
            raise BringError("too-many", source=str(folder), most=MOST_FILES)
    return Tree(
        name=compose(root.name), place=place_of(root), files=files, folders=frozenset(folders),
        beside=partial(_find_beside, root, _bound(root)), skipped=tuple(skipped), root=root,
    )  # fmt: skip


def read_note(note: Path) -> Tree:
    """Look at one note: around it, only pictures are found, those of its vault by their names too."""
    path = note.resolve()
    root = path.parent
    vault = next((one for one in path.parents if (one / ".obsidian").is_dir()), None)
    files: dict[str, Read] = {compose(path.name): path.read_bytes}
    if vault:
        inside = {one: read for one, read in read_folder(vault).files.items() if is_picture_name(one)}
        begin = compose(root.relative_to(vault).as_posix())
        files |= {posixpath.relpath(one, begin): read for one, read in inside.items()}
    return Tree(
        name=compose(root.name), place=place_of(path), files=files,
        beside=partial(_find_beside, root, vault or _bound(root)), root=root,
    )  # fmt: skip


def place_of(path: Path) -> str:
    """Return a mark of a place on a disk that tells nothing of it to others."""
    return sha256(str(path.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:12]


def is_picture_name(name: str) -> bool:
    """Say whether a name is that of a picture."""
    return Path(name).suffix.lower() in PICTURES


def _walk(root: Path, folders: set[str]) -> Iterator[Path]:
    for folder, below, names in os.walk(root):
        folders.update(one for one in below if one.startswith("."))
        below[:] = sorted(one for one in below if not is_hidden(one))
        yield from (Path(folder, name) for name in sorted(names) if not is_hidden(name))


def _refuse(path: Path, root: Path) -> str | None:
    """Say why a file is not looked into, if it is not."""
    if not path.resolve().is_relative_to(root):
        return "left-outside"
    if not path.is_file():
        return "left-no-file"
    return "left-large" if path.stat().st_size > LARGEST else None


def _bound(root: Path) -> Path:
    """Return the folder whose pictures belong to a source: its repository, or the folder around it."""
    return next((one for one in (root, *root.parents) if (one / ".git").exists()), root.parent)


def _find_beside(root: Path, bound: Path, path: str) -> Read | None:
    for written in (path, decompose(path)):
        found = (root / written).resolve()
        if found.is_relative_to(bound) and is_picture(found) and found.stat().st_size <= LARGEST:
            return found.read_bytes
    return None
