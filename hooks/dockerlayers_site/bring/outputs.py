"""The files below docs/ that would be written: whether each is new, as it was, or another's by now."""

from __future__ import annotations

import posixpath

from dockerlayers_site.bring.kinds import Kind, Source, is_note, notion_id
from dockerlayers_site.bring.planned import Choices, Fate, Output, Project
from dockerlayers_site.bring.record import BroughtFile, digest


class Outputs:
    """Collects what is to be written for a source; `files` are by their names below docs/."""

    def __init__(self, source: Source, project: Project, choices: Choices) -> None:
        self.source = source
        self.project = project
        self.choices = choices
        self.files: dict[str, Output] = {}
        self.folded = {file.casefold() for file in project.files}

    def given(self) -> dict[str, str]:
        """Return where files went before, and where the author wants the one note to go."""
        found: dict[str, str] = {}
        rows: dict[str, list[BroughtFile]] = {}
        for row in self.project.record.values():
            rows.setdefault(notion_id(row.source) or row.source, []).append(row)
        for path in self.source.tree.files:
            key = self.key(path)
            known = [
                one for one in rows.get(notion_id(key) or key, ()) if one.is_from(key, self.source.tree.place)
            ]
            for row in sorted(known, key=lambda one: one.file in self.project.files):
                found[path] = row.file
        if self.source.kind in (Kind.NOTE, Kind.NOTION) and self.choices.name and self.source.section == "":
            notes = [path for path in self.source.tree.files if is_note(path)]
            if len(notes) == 1:
                found[notes[0]] = f"{self.choices.name.removesuffix('.md')}.md"
        return found

    def key(self, path: str) -> str:
        """Return what a file is called in the record."""
        return posixpath.join(self.source.section, path.removeprefix(self.source.base))

    def fits(self, file: str, path: str, data: bytes) -> bool:
        """Say whether a file may have a name: nothing else has it."""
        if file not in self.project.files:
            return file.casefold() not in self.folded
        row = self.project.record.get(file)
        is_ours = row is not None and row.is_from(self.key(path), self.source.tree.place)
        return is_ours or self.project.read(file) == data

    def add(
        self,
        path: str,
        target: str,
        data: bytes,
        content: bytes,
        *,
        is_page: bool = False,
        links: int = 0,
        encoding: str = "utf-8-sig",
    ) -> None:
        """Plan a file: `data` is what is at its path in the source, `content` what it is to hold."""
        fate, row = self._fate(path, target, data, content)
        read = (lambda: content) if is_page else self.source.tree.find(path) or (lambda: data)
        self.files[target] = Output(
            file=target, source=path, fate=fate, row=row, content=read, is_page=is_page, links=links,
            encoding=encoding,
        )  # fmt: skip

    def _fate(self, path: str, target: str, data: bytes, content: bytes) -> tuple[Fate, BroughtFile]:
        """Say what becomes of a file, and what is recorded of it."""
        row = BroughtFile(
            file=target, source=self.key(path), place=self.source.tree.place,
            read=digest(data), wrote=digest(content),
        )  # fmt: skip
        if target not in self.project.files:
            return Fate.NEW, row
        now = digest(self.project.read(target))
        known = self.project.record.get(target)
        if now == row.wrote:
            return Fate.SAME, known if known and known.wrote == now else row
        if known is None:
            return Fate.TAKEN, row
        is_same_source = known.is_from(row.source, row.place)
        if self.choices.is_replacing or (is_same_source and now == known.wrote):
            return Fate.CHANGED, row
        if is_same_source and known.read == row.read:
            return Fate.EDITED, known
        return Fate.BOTH if is_same_source else Fate.TAKEN, known
