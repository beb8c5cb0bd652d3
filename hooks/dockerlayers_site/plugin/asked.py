"""The files of a build, which note what a page asks of them: its HTML hangs on no others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from mkdocs.structure.files import File, Files

from dockerlayers_site.cache.fingerprint import fingerprint

Answer = tuple[str, int] | None
"""The address of a file and how far it is included; None where there is none."""


@dataclass(kw_only=True)
class Asked:
    """What a page asked: for single files, by name, or for all; and the files that it added itself."""

    single: dict[str, Answer] = field(default_factory=dict)
    all: str | None = None
    added: list[File] = field(default_factory=list)


class AskedFiles(Files):
    """The files of one build."""

    def __init__(self, files: Files) -> None:
        self._noting = _Noting({file.src_uri: file for file in files})
        # Where MkDocs has them, it looks for one, and adds those that a page brings.
        self._src_uris = self._noting  # type: ignore[assignment]

    def __iter__(self) -> Iterator[File]:
        """Iterate over the files."""
        self._noting.note_all()
        return iter(self._noting.files.values())

    @contextmanager
    def noting(self) -> Iterator[Asked]:
        """Note what is asked."""
        self._noting.asked = asked = Asked()
        try:
            yield asked
        finally:
            self._noting.asked = None

    def find(self, name: str) -> File | None:
        """Return the file with a name as it is, without a note that it was asked for."""
        return self._noting.files.get(name)

    def is_as(self, asked: Mapping[str, Answer], all_files: str | None) -> bool:
        """Say whether all answers are what they were."""
        files = self._noting.files
        is_same = all(_answer(files.get(name)) == answer for name, answer in asked.items())
        return is_same and (all_files is None or all_files == self._noting.digest())


class _Noting(MutableMapping[str, File]):
    """A mapping that notes what is asked of it."""

    def __init__(self, files: dict[str, File]) -> None:
        self.files = files
        self.asked: Asked | None = None
        self._digest: tuple[int, str] = (-1, "")

    def __getitem__(self, name: str) -> File:
        found = self.files.get(name)
        if self.asked is not None and name not in self.asked.single:
            self.asked.single[name] = _answer(found)
        if found is None:
            raise KeyError(name)
        return found

    def __setitem__(self, name: str, file: File) -> None:
        if self.asked is not None:
            self.asked.added.append(file)
        self.files[name] = file

    def __delitem__(self, name: str) -> None:
        self.note_all()
        del self.files[name]

    def __iter__(self) -> Iterator[str]:
        self.note_all()
        return iter(self.files)

    def __len__(self) -> int:
        self.note_all()
        return len(self.files)

    def note_all(self) -> None:
        """Note that it hangs on all files."""
        if self.asked is not None:
            self.asked.all = self.digest()

    def digest(self) -> str:
        """Return a digest of all names and addresses."""
        if self._digest[0] != len(self.files):
            answers = [(name, _answer(file)) for name, file in self.files.items()]
            self._digest = (len(self.files), fingerprint(answers))
        return self._digest[1]


def _answer(file: File | None) -> Answer:
    return None if file is None else (file.url, file.inclusion.value)
