"""Read the notes of a source; what is none, or not to be read by others yet, is left."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from dockerlayers_site.bring.kinds import Kind, Source, is_note
from dockerlayers_site.bring.note_text import Matter, decode_note, read_matter
from dockerlayers_site.bring.planned import Left
from dockerlayers_site.pages.composition import compose

_DRAFTS = ("_drafts", "_templates", "archetypes", "scaffolds")


@dataclass(kw_only=True)
class BroughtNote:
    """A note as it is read, and where it goes."""

    path: str
    text: str
    data: bytes
    encoding: str
    matter: Matter
    target: str = ""

    @property
    def name(self) -> str:
        """The name that an author gave it: that of the folder for one that only begins a folder."""
        folder, name = posixpath.split(compose(self.path))
        stem = posixpath.splitext(name)[0]
        return posixpath.basename(folder) or stem if stem.lower() in ("index", "readme", "_index") else stem


def list_notes(source: Source) -> list[str]:
    """Return the paths of what may be a note."""
    return sorted(path for path in source.tree.files if path.startswith(source.base) and is_note(path))


def read_notes(source: Source) -> Iterator[BroughtNote | Left]:
    """Yield each note of a source, or why it is left."""
    for path in list_notes(source):
        yield _read(path, source)


def _read(path: str, source: Source) -> BroughtNote | Left:
    data = source.tree.files[path]()
    decoded = decode_note(data)
    if decoded is None:
        return Left(path=path, reason="left-encoding")
    matter = read_matter(decoded[0])
    is_draft = matter.is_draft or any(part in _DRAFTS for part in path.split("/"))
    if is_draft and source.kind is not Kind.NOTE:
        return Left(path=path, reason="left-draft")
    return BroughtNote(path=path, text=decoded[0], data=data, encoding=decoded[1], matter=matter)
