"""Read a build context: the names and sizes of a folder's files, and what is in them where that is hashed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from dockerlayers.cli.arguments import STANDARD_INPUT
from dockerlayers.cli.usage import UsageError
from dockerlayers.model.context import BuildContext
from dockerlayers.model.dockerignore import parse_dockerignore
from dockerlayers.render.report import ContextFolder

if TYPE_CHECKING:
    from dockerlayers.measured.fingerprint import FileKind
    from dockerlayers.measured.types import Fingerprint

_IGNORE_FILE = ".dockerignore"


class FolderReader:
    """Reads a folder once, for all Dockerfiles that are built with it."""

    def __init__(self, name: str) -> None:
        self.root = Path(name)
        if not self.root.is_dir():
            raise UsageError(f"cannot read {name}: no such directory")
        self.files: dict[str, int] = {}
        self.folders: set[str] = set()
        for path, size in _walk(self.root):
            if size is None:
                self.folders.add(path)
            else:
                self.files[path] = size

    def for_dockerfile(self, name: str) -> ContextFolder:
        """Return the context as it is for one Dockerfile: its own ignore file wins over the folder's."""
        context = BuildContext(files=self.files, dockerfile=self._find(name))
        path = self._find_ignore(name)
        if path:
            context = replace(context, ignore=parse_dockerignore(_read(path).decode("utf-8", "replace")))
        return ContextFolder(
            context=context, folders=frozenset(self.folders), ignore_file=path.name if path else None
        )

    def take_fingerprint(self, name: str, dockerfile: bytes) -> Fingerprint:
        """Hash a Dockerfile, its ignore file and what this leaves of the context."""
        from dockerlayers.measured.fingerprint import take_fingerprint

        ignore = self._find_ignore(name)
        kinds = {path: _kind(self.root / path) for path in self.files}
        return take_fingerprint(
            dockerfile, _read(ignore) if ignore else None, kinds, lambda path: _read(self.root / path)
        )

    def _find_ignore(self, name: str) -> Path | None:
        own = [] if name == STANDARD_INPUT else [Path(f"{name}{_IGNORE_FILE}")]
        return next((path for path in (*own, self.root / _IGNORE_FILE) if path.is_file()), None)

    def _find(self, name: str) -> str | None:
        """Find a Dockerfile in the folder; one that is read from elsewhere is not a part of the build."""
        if name == STANDARD_INPUT:
            return None
        path = Path(name).resolve()
        root = self.root.resolve()
        return path.relative_to(root).as_posix() if path.is_relative_to(root) else None


def _kind(path: Path) -> FileKind:
    from dockerlayers.measured.fingerprint import FileKind

    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        return FileKind.LINK
    return FileKind.PROGRAM if mode & stat.S_IXUSR else FileKind.PLAIN


def _read(path: Path) -> bytes:
    try:
        return os.fsencode(path.readlink()) if path.is_symlink() else path.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from None


def _walk(root: Path) -> Iterator[tuple[str, int | None]]:
    """Yield each path with its size, None for a folder; a link is a file of its own and never followed."""

    def refuse(error: OSError) -> None:
        raise UsageError(f"cannot read {error.filename}: {error.strerror}")

    for folder, names, files in os.walk(root, onerror=refuse):
        parent = Path(folder).relative_to(root)
        for name in (*names, *files):
            status = (Path(folder) / name).lstat()
            is_folder = stat.S_ISDIR(status.st_mode)
            if is_folder or stat.S_ISREG(status.st_mode) or stat.S_ISLNK(status.st_mode):
                yield (parent / name).as_posix(), None if is_folder else status.st_size
