"""What the addresses in notes mean below docs/; pictures and other files that they show come along."""

from __future__ import annotations

import posixpath
from pathlib import Path

from dockerlayers_site.bring.kinds import Source, is_note
from dockerlayers_site.bring.names import SourceNames
from dockerlayers_site.bring.outputs import Outputs
from dockerlayers_site.bring.planned import Project
from dockerlayers_site.bring.reading import BroughtNote
from dockerlayers_site.bring.record import digest
from dockerlayers_site.bring.references import Finder, Form, Reference, find_references
from dockerlayers_site.bring.say import say
from dockerlayers_site.notes.targets import Shelf, written_path
from dockerlayers_site.pages.page_file import PageFile
from dockerlayers_site.pages.problem import Problem
from dockerlayers_site.texts import SiteTexts

# What a browser would run, or let change other pages.
_ACTIVE = frozenset(
    {".css", ".htm", ".html", ".js", ".mjs", ".php", ".shtml", ".swf", ".xht", ".xhtml", ".xml"}
)


class Meanings:
    """Finds what references mean; `shown` are the files that notes show."""

    def __init__(
        self,
        source: Source,
        notes: dict[str, BroughtNote],
        names: SourceNames,
        outputs: Outputs,
        texts: SiteTexts,
    ) -> None:
        self.source = source
        self.notes = notes
        self.names = names
        self.outputs = outputs
        self.texts = texts
        self.finder = Finder(source)
        self.shown: set[str] = set()
        self.problems: list[Problem] = []
        self.by_content = _known_contents(outputs.project)
        uris = () if source.tree.root else tuple(source.tree.files)
        root = source.tree.root or Path("/", "of no disk")
        self.shelf = Shelf(uris=uris, docs=root, root=Path(root.anchor))

    def find(self, note: BroughtNote, file: PageFile) -> tuple[dict[Reference, str], list[Problem]]:
        """Return the files below docs/ that the addresses in a note mean, and what is not there."""
        self.problems = []
        found = {one: self._target(one, note, file) for one in find_references(note.text)}
        return {reference: target for reference, target in found.items() if target}, self.problems

    def _target(self, reference: Reference, note: BroughtNote, file: PageFile) -> str | None:
        """Return the file below docs/ that an address means, which is brought as well if it is no note."""
        path = reference.path
        if not path or path.startswith("#"):
            return None
        found = self.finder.find(reference, note.path)
        if found in self.notes:
            return self.notes[found].target
        if found and not is_note(found):
            if posixpath.splitext(found)[1].lower() not in _ACTIVE:
                return self._other(found)
            self._report("active", path, reference, note, file)
        elif reference.form is not Form.WIKI or reference.address.strip():
            self._report("not-brought" if found else "not-found", path, reference, note, file)
        return None

    def _report(self, name: str, path: str, reference: Reference, note: BroughtNote, file: PageFile) -> None:
        near = self.shelf.find(reference.address, note.path) if name == "not-found" else None
        hint = say(self.texts, "nearest", path=written_path(near.nearest)) if near and near.nearest else None
        line = note.text.count("\n", 0, reference.start) + 1
        self.problems.append(
            file.report(say(self.texts, name, path=path), file.locate(line, reference.address), hint=hint)
        )

    def _other(self, path: str) -> str | None:
        """Plan a picture or another file; one with the same content is brought once."""
        read = self.source.tree.find(path)
        if not read:
            return None
        data = read()
        content = digest(data)
        self.shown.add(path)
        if self.by_content.get(content, self.names.given.get(path)) != self.names.given.get(path):
            return self.by_content[content]
        target = self.names.other(path, fits=lambda file: self.outputs.fits(file, path, data))
        self.by_content[content] = target
        self.outputs.add(path, target, data, data)
        return target


def _known_contents(project: Project) -> dict[str, str]:
    """Return the files that were brought and are as they were, by their content."""
    return {
        row.wrote: row.file
        for row in project.record.values()
        if not is_note(row.file) and row.file in project.files and digest(project.read(row.file)) == row.wrote
    }
