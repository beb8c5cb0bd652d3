"""Note which files are read while a page is made, and tell later whether they are as they were.

Python says of each file that is opened; what is only looked for is not said, so the folder around a file that
was read belongs to it, with all names in it and their sizes.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from dockerlayers_site.cache.fingerprint import own_folders
from dockerlayers_site.encoding import ENCODING

_EVENTS = frozenset({"open", "os.listdir", "os.scandir"})
_MISSING = "missing"
# What was asked: what a file holds, which names are in a folder, all names and sizes below one, and whether
# there is something; and what day it is.
_FILE, _FOLDER, _TREE, _PLACE, _DAY = "file:", "folder:", "tree:", "place:", "day:"
_NOT_WRITTEN = frozenset({"__pycache__", "node_modules"})
_current: ContextVar[Reads | None] = ContextVar("reads", default=None)


@dataclass(kw_only=True)
class Reads:
    """The files that were opened below a folder, and whether it was asked what else is in it.

    What begins with any of `others` stays out: what it is made of is known without.
    """

    root: Path
    others: tuple[str, ...]
    asked: set[str] = field(default_factory=set)
    has_searched: bool = False

    def forget(self, path: str | None) -> None:
        """Forget that a file was read: it is known in another way."""
        if path:
            self.asked.discard(_FILE + os.path.relpath(path, self.root))


@contextmanager
def noting_reads(root: Path, kept: Path) -> Iterator[Reads]:
    """Note what is read below a folder, but in the one where a build keeps what it has made."""
    _watch()
    reads = Reads(root=root, others=(f"{kept}{os.sep}", *_own()))
    token = _current.set(reads)
    try:
        yield reads
    finally:
        _current.reset(token)


def note_search() -> None:
    """Note that it hangs on which files there are in the project."""
    reads = _current.get()
    if reads:
        reads.has_searched = True


def note_look(path: Path) -> None:
    """Note that it hangs on whether there is something."""
    reads = _current.get()
    if reads and path.is_relative_to(reads.root):
        reads.asked.add(_PLACE + str(path.relative_to(reads.root)))


def note_day() -> None:
    """Note that it hangs on what day it is."""
    reads = _current.get()
    if reads:
        reads.asked.add(_DAY)


@lru_cache
def _watch() -> None:
    """Have Python say what is opened: for the life of the process, as it knows no end of it."""
    sys.addaudithook(_note)


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if event not in _EVENTS:
        return
    reads = _current.get()
    path = arguments[0] if arguments else None
    if reads is None or not isinstance(path, str | bytes | os.PathLike):
        return
    name = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 - links stay as they are
    if name.startswith(f"{reads.root}{os.sep}") and not f"{name}{os.sep}".startswith(reads.others):
        kind = _FILE if event == "open" else _FOLDER
        reads.asked.add(kind + os.path.relpath(name, reads.root))


@lru_cache
def _own() -> tuple[str, ...]:
    """Return what every key has already: our own code and data."""
    return tuple(f"{folder.resolve()}{os.sep}" for folder in own_folders())


class Disk:
    """The files below a folder, as they are during one build."""

    def __init__(self, root: Path, docs: Path, site: Path) -> None:
        self.root = root
        self.docs = docs
        self.site = str(site)
        self._answers: dict[str, str] = {}

    def answer(self, reads: Reads) -> Mapping[str, str]:
        """Return what there is where something was read."""
        files = [one.removeprefix(_FILE) for one in reads.asked if one.startswith(_FILE)]
        around = {str(Path(path).parent) for path in files} - {"."}
        trees = {_TREE + one for one in around if not (self.root / one).is_relative_to(self.docs)}
        searched = {f"{_TREE}."} if reads.has_searched else set()
        return {one: self.ask(one) for one in sorted(reads.asked | trees | searched)}

    def is_as(self, answers: Mapping[str, str]) -> bool:
        """Say whether all is as it was."""
        return all(self.ask(question) == answer for question, answer in answers.items())

    def ask(self, question: str) -> str:
        """Return a digest of what there is, the same for all of a build."""
        if question not in self._answers:
            self._answers[question] = self._find(question)
        return self._answers[question]

    def _find(self, question: str) -> str:
        if question == _DAY:
            return datetime.now(UTC).date().isoformat()
        # As a text: of a large site it is asked for thousands.
        path = os.path.join(self.root, question.partition(":")[2])  # noqa: PTH118
        try:
            if question.startswith(_PLACE):
                return stat.filemode(os.stat(path).st_mode)[0]  # noqa: PTH116
            if question.startswith(_FILE):
                return hashlib.sha256(Path(path).read_bytes()).hexdigest()
            if question.startswith(_FOLDER):
                return _digest(iter(sorted(os.listdir(path))))  # noqa: PTH208
            # Of the project it is asked which files there are.
            folder = Path(path)
            return _digest(self._list(str(folder), with_sizes=folder != self.root))
        except OSError:
            return _MISSING

    def _list(self, folder: str, *, with_sizes: bool) -> Iterator[str]:
        for place, folders, names in os.walk(folder):
            folders[:] = sorted(one for one in folders if self._is_source(place, one))
            yield f"{os.path.relpath(place, folder)}/"
            for name in sorted(names):
                yield f"{name} {_size(f'{place}/{name}') if with_sizes else ''}"

    def _is_source(self, place: str, name: str) -> bool:
        is_made = name in _NOT_WRITTEN or name.startswith(".")
        return not is_made and f"{place.rstrip(os.sep)}{os.sep}{name}" != self.site


def _size(path: str) -> int | None:
    try:
        return os.lstat(path).st_size
    except OSError:
        return None


def _digest(lines: Iterator[str]) -> str:
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line.encode(*ENCODING) + b"\0")
    return digest.hexdigest()
