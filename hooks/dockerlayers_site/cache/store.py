"""A folder of values, each under the digest of what it was made of.

It can be deleted at any time, and several builds can use it at once: a value is written beside its place and
moved there whole, and one that is not whole is not there.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import is_dataclass
from enum import Enum
from functools import lru_cache
from pathlib import Path
from secrets import token_hex
from typing import Any

from dockerlayers_site.cache.written import WrittenFiles

LIMIT = 1024 * 1024 * 1024
"""How many bytes are kept: about 3,000 pages."""
_DAY = 24 * 60 * 60
# All files are looked at when so much of the limit was added.
_A_LOOK = 64
_DIGEST = hashlib.sha256().digest_size
_OURS = ("dockerlayers.", "dockerlayers_site.")
_FOREIGN = frozenset(
    {
        ("mkdocs.structure.toc", "TableOfContents"),
        ("mkdocs.structure.toc", "AnchorLink"),
        # Of front matter.
        ("datetime", "date"),
        ("datetime", "datetime"),
    }
)
_BUILTINS = frozenset({"set", "frozenset", "bytearray", "complex", "slice", "range"})


class Store:
    """Values by their names; with `has_memory`, those that a build has used are kept in memory for the next.

    A value is shared: who takes one does not change it.
    """

    def __init__(self, folder: Path, *, limit: int = LIMIT) -> None:
        self.folder = folder
        self.limit = limit
        # How many bytes were saved since all files were looked at, if they were.
        self.added = 0
        self.has_looked = False
        self.has_memory = False
        self.memory: dict[str, Any] = {}
        self.used: set[str] = set()
        # While a site is served, what is there of it.
        self.written: WrittenFiles | None = None
        # What is written when there is no next build in this process.
        self.late: set[str] = set()
        # What is made of the page at hand, and kept with it.
        self.of_page: dict[str, Any] | None = None

    def load(self, name: str) -> Any | None:
        """Return a value, or None where it is not there whole."""
        self.used.add(name)
        if name in self.memory:
            return self.memory[name]
        path = self._path(name)
        try:
            data = path.read_bytes()
            value = _unpack(data)
        except (OSError, ValueError, pickle.UnpicklingError, AttributeError, TypeError, EOFError):
            return None
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _DAY:
                # What is of use stays when there is too much.
                os.utime(path)
        # Bytes are whole files, and large.
        if self.has_memory and not isinstance(value, bytes):
            self.memory[name] = value
        return value

    def save(self, name: str, value: Any) -> None:
        """Keep a value; where it cannot be written, the next build makes it anew."""
        self.used.add(name)
        if self.has_memory and not isinstance(value, bytes):
            self.memory[name] = value
        packed = _pack(value)
        self.added += len(packed)
        with suppress(OSError):
            write_whole(self._path(name), packed)

    def save_late(self, name: str, value: Any) -> None:
        """Keep a value that is new in each build; of builds in one process, the last one writes it."""
        if self.has_memory:
            self.used.add(name)
            self.memory[name] = value
            self.late.add(name)
        else:
            self.save(name, value)

    def close(self) -> None:
        """Write what is still to be written."""
        for name in self.late & {*self.memory}:
            self.save(name, self.memory[name])
        self.late.clear()

    def finish(self) -> None:
        """Forget what a build did not use, and remove the oldest files where there are too many."""
        self.memory = {name: value for name, value in self.memory.items() if name in self.used}
        self.used.clear()
        if self.added > (self.limit // _A_LOOK if self.has_looked else 0):
            self.added, self.has_looked = 0, True
            self._remove_oldest()

    def _remove_oldest(self) -> None:
        files = sorted(_list_files(str(self.folder)), key=lambda one: one[1].st_mtime, reverse=True)
        size = 0
        for file, stat in files:
            size += stat.st_size
            is_left_over = file.name.startswith(".") and time.time() - stat.st_mtime > _DAY
            if size > self.limit or is_left_over:
                with suppress(OSError):
                    Path(file.path).unlink()

    def _path(self, name: str) -> Path:
        return self.folder / name[:2] / name[2:]


def _list_files(folder: str) -> Iterator[tuple[os.DirEntry[str], os.stat_result]]:
    """List all files below a folder; of one that is gone meanwhile, nothing."""
    with suppress(OSError):
        for one in os.scandir(folder):
            if one.is_dir(follow_symlinks=False):
                yield from _list_files(one.path)
            else:
                with suppress(OSError):
                    yield one, one.stat()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that is there at once or not at all: builds may run side by side."""
    beside = path.with_name(f".{path.name}.{token_hex(4)}.new")
    path.parent.mkdir(parents=True, exist_ok=True)
    beside.write_bytes(content)
    beside.replace(path)


# As they are: to make them small takes longer than all else that is done to keep a page, and to find it.
def _pack(value: Any) -> bytes:
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    return hashlib.sha256(data).digest() + data


def _unpack(data: bytes) -> Any:
    digest, packed = data[:_DIGEST], memoryview(data)[_DIGEST:]
    if hashlib.sha256(packed).digest() != digest:
        raise ValueError("not whole")
    return _Unpickler(io.BytesIO(packed)).load()


class _Unpickler(pickle.Unpickler):
    """Read plain data: a file in a folder of caches may be anybody's, and must not run anything."""

    def find_class(self, module: str, name: str) -> Any:
        """Return a class of data."""
        return _find_data(module, name)

    def look_up(self, module: str, name: str) -> Any:
        """Return a class of data, when it is found for the first time."""
        found = super().find_class(module, name) if self._may_hold(module, name) else None
        if (module, name) in _FOREIGN or module == "builtins":
            return found
        is_data = isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum | str | tuple))
        if not is_data:
            raise pickle.UnpicklingError(f"{module}.{name} is no data")
        return found

    @staticmethod
    def _may_hold(module: str, name: str) -> bool:
        if module == "builtins":
            if name not in _BUILTINS:
                raise pickle.UnpicklingError(f"{module}.{name} is no data")
            return True
        return (module, name) in _FOREIGN or module.startswith(_OURS)


# A page's value has a hundred objects of the same few classes.
@lru_cache(maxsize=512)
def _find_data(module: str, name: str) -> Any:
    return _Unpickler(io.BytesIO()).look_up(module, name)
