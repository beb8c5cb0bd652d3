"""The files of a site from one build to the next: what is there as it should be is not written again."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

_MARK = ".dockerlayers-begin"
State = tuple[int, ...]
"""How the system knows a file: by its kind and rights, its number, its size, and when it was changed.

Whatever is done to a file, the last of these times becomes that of the moment; nobody can set it.
"""
Left = Mapping[str, tuple[str, State]]
"""Files as a build has left them, by their paths, each with the key of what it was made of."""
_NOTHING: tuple[str, State] = ("", ())


class WrittenFiles:
    """What was written from one build to the next, each by the key of what it was made of.

    `is_kept` says whether the folder is kept as it is for the build at hand.
    """

    def __init__(self) -> None:
        self.is_kept = False
        self._files: dict[str, tuple[str, State]] = {}
        self._kept: set[str] = set()
        self._expected: dict[str, str] = {}

    def begin(self) -> None:
        """Begin with a build."""
        self._kept.clear()
        self._expected.clear()

    def take_over(self, site: Path, left: Left) -> None:
        """Take over from a build in another process what is as that has left it, and remove all else."""
        self._files = dict(left)
        self._remove_all(site, lambda path, stat: self._files.get(path, _NOTHING)[1] == _state(stat))

    def leave(self, site: Path) -> Left:
        """Return what a build in another process can take over.

        What was written at the same time, as far as the clock of the files tells, would look the same after
        another hand had written it right now.
        """
        now = tell_time(site)
        return {path: file for path, file in self._files.items() if file[1] and file[1][-1] < now}

    def has(self, path: str, key: str | None) -> bool:
        """Say whether a file is there which is made of what has this key."""
        is_known = self.is_kept and key is not None and self._files.get(path, _NOTHING)[0] == key
        return is_known and os.path.isfile(path)  # noqa: PTH113 - of each page

    def expect(self, path: str, key: str) -> None:
        """Expect that a file will be written which is made of what has this key."""
        self._expected[path] = key

    def trust(self) -> None:
        """Take all for written that is expected."""
        self._files |= {path: (key, ()) for path, key in self._expected.items()}

    def write(self, path: str, write: Callable[[], object]) -> None:
        """Write a file, unless it is there as it is expected."""
        key = self._expected.pop(path, None)
        if self.has(path, key):
            self._kept.add(path)
            return
        self._files.pop(path, None)
        write()
        if key:
            self._files[path] = key, _state(os.lstat(path))

    def remove_others(self, site: Path, begin: int) -> None:
        """Remove what no build since a time, in nanoseconds of the files' clock, has written or kept."""
        self._remove_all(
            site,
            lambda path, stat: path in self._kept or max(stat.st_ctime_ns, stat.st_mtime_ns) >= begin,
        )

    def _remove_all(self, site: Path, stays: Callable[[str, os.stat_result], bool]) -> None:
        """Remove all that does not stay."""
        for one in os.scandir(site):
            # As MkDocs does, which leaves what is hidden.
            if not one.name.startswith("."):
                self._remove(one, stays)

    def _remove(self, one: os.DirEntry[str], stays: Callable[[str, os.stat_result], bool]) -> bool:
        """Say whether nothing is left of a file or a folder."""
        if one.is_dir(follow_symlinks=False):
            inner = [self._remove(inner, stays) for inner in os.scandir(one.path)]
            return all(inner) and _is_done(Path(one.path).rmdir)
        if stays(one.path, one.stat(follow_symlinks=False)):
            return False
        self._files.pop(one.path, None)
        return _is_done(Path(one.path).unlink)


def _is_done(remove: Callable[[], None]) -> bool:
    """Remove something, and say whether that was possible: MkDocs leaves what cannot be removed, too."""
    try:
        remove()
    except OSError:
        return False
    return True


def _state(stat: os.stat_result) -> State:
    return stat.st_mode, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns


def tell_time(site: Path) -> int:
    """Return what time it is for the files of a folder, in nanoseconds: their clock may be another."""
    mark = site / _MARK
    mark.write_bytes(b"")
    time = mark.stat().st_mtime_ns
    mark.unlink()
    return time
