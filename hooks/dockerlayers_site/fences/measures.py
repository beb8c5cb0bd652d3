"""What an engine measured of the Dockerfile that a fence shows, as long as it holds for what is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from dockerlayers.measured import RECORD_NAME
from dockerlayers.measured.errors import RecordError
from dockerlayers.measured.fingerprint import digest
from dockerlayers.measured.read import read_record
from dockerlayers.measured.types import Measured
from dockerlayers_site.fences.files import load_file
from dockerlayers_site.fences.header import HeaderOption
from dockerlayers_site.fences.places import FencePlace
from dockerlayers_site.fences.records import name_record
from dockerlayers_site.pages.problem import Problem

OFF = "off"
"""What an author writes who wants no measures beside a file that has a record."""


@dataclass(frozen=True, kw_only=True)
class FoundRecord:
    """A record: its path in the project, its text, and what it tells of each Dockerfile by name.

    `problem` is what is wrong with it: then it tells nothing.
    """

    path: str
    text: str
    files: Mapping[str, Measured]
    problem: Problem | None = None

    @property
    def name(self) -> str:
        """What it is published as."""
        return name_record(self.path)

    def find(self, root: Path, file: str | None, source: str) -> Measured | None:
        """Find what was measured of a Dockerfile; None where it, or its build context, is another by now.

        A Dockerfile that the page itself holds, in no `file`, is known by its text.
        """
        folder = PurePosixPath(self.path).parent
        content = source.encode()
        hashed = digest(content)
        for name, measured in self.files.items():
            is_named = file is None or PurePosixPath(file) == folder / name
            # The build context is read only for the Dockerfile that was measured.
            if not is_named or measured.fingerprint.dockerfile != hashed:
                continue
            # Loaded for the first Dockerfile that was measured, with all that reads a build context.
            from dockerlayers.cli.folder import FolderReader

            reader = FolderReader(str(root / folder))
            if reader.take_fingerprint(str(root / folder / name), content) == measured.fingerprint:
                return measured
        return None


def load_record(
    root: Path, option: HeaderOption | None, file: str | None, place: FencePlace
) -> FoundRecord | None:
    """Load the record that a `measured=` option names, else the one beside the file that is shown.

    Raise FenceError where the one that is named cannot be read.
    """
    if option:
        path = option.value or ""
        return None if path == OFF else _read(path, load_file(root, option), place)
    beside = PurePosixPath(file).parent / RECORD_NAME if file else None
    if beside is None or not (root / beside).is_file():
        return None
    return _read(str(beside), (root / beside).read_text(encoding="utf-8"), place)


def _read(path: str, text: str, fence: FencePlace) -> FoundRecord:
    try:
        return FoundRecord(path=path, text=text, files=read_record(text))
    except RecordError as error:
        place = FencePlace(path=path, lines=tuple(text.split("\n")), line=1)
        problem = place.report(error, shown_by=str(fence))
        return FoundRecord(path=path, text=text, files={}, problem=problem)
