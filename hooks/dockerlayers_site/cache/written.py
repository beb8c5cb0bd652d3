"""The files of a site that is served: what is there as it should be is not written again."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

_MARK = ".dockerlayers-begin"


class WrittenFiles:
    """What was written from one build to the next, each by the key of what it was made of.

    `is_kept` says whether the folder is kept as it is for the build at hand.
    """

    def __init__(self) -> None:
        self.is_kept = False
        self._keys: dict[str, str] = {}
        self._kept: set[str] = set()
        self._expected: dict[str, str] = {}

    def begin(self) -> None:
        """Begin with a build."""
        self._kept.clear()
        self._expected.clear()

    def expect(self, path: str, key: str) -> bool:
        """Expect that a file will be written which is made of what has this key; say whether it is there."""
        self._expected[path] = key
        return self._is_there(path, key)

    def trust(self) -> None:
        """Take all for written that is expected."""
        self._keys |= self._expected

    def _is_there(self, path: str, key: str | None) -> bool:
        is_known = self.is_kept and key is not None and self._keys.get(path) == key
        return is_known and os.path.isfile(path)  # noqa: PTH113 - of each page

    def write(self, path: str, write: Callable[[], object]) -> None:
        """Write a file, unless it is there as it is expected."""
        key = self._expected.pop(path, None)
        if self._is_there(path, key):
            self._kept.add(path)
            return
        self._keys.pop(path, None)
        write()
        if key:
            self._keys[path] = key

    def remove_others(self, site: Path, begin: int) -> None:
        """Remove what no build since a time, in nanoseconds of the files' clock, has written or kept."""
        for one in os.scandir(site):
            # As MkDocs does, which leaves what is hidden.
            if not one.name.startswith("."):
                self._remove(one, begin)

    def _remove(self, one: os.DirEntry[str], begin: int) -> bool:
        """Say whether nothing is left of a file or a folder."""
        if one.is_dir(follow_symlinks=False):
            inner = [self._remove(inner, begin) for inner in os.scandir(one.path)]
            if all(inner):
                Path(one.path).rmdir()
            return all(inner)
        stat = one.stat(follow_symlinks=False)
        if one.path in self._kept or max(stat.st_ctime_ns, stat.st_mtime_ns) >= begin:
            return False
        self._keys.pop(one.path, None)
        Path(one.path).unlink()
        return True


def tell_time(site: Path) -> int:
    """Return what time it is for the files of a folder, in nanoseconds: their clock may be another."""
    mark = site / _MARK
    mark.write_bytes(b"")
    time = mark.stat().st_mtime_ns
    mark.unlink()
    return time
