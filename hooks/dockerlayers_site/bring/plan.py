"""Plan what bringing notes in would do: nothing is written yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dockerlayers_site.bring.errors import BringError
from dockerlayers_site.bring.kinds import Kind, Source, is_note, without_id
from dockerlayers_site.bring.meanings import Meanings
from dockerlayers_site.bring.names import SourceNames
from dockerlayers_site.bring.navigation import NavChange, NavState, add_to_navigation
from dockerlayers_site.bring.note_text import find_title, with_front_matter
from dockerlayers_site.bring.order import Ordered, make_sections, place_of_page, title_of_name
from dockerlayers_site.bring.outputs import Outputs
from dockerlayers_site.bring.planned import Choices, Fate, Left, Plan, Project
from dockerlayers_site.bring.reading import BroughtNote, list_notes, read_notes
from dockerlayers_site.bring.record import write_record
from dockerlayers_site.bring.references import rewrite_references
from dockerlayers_site.notes.rewrite import rewrite_note
from dockerlayers_site.pages.page_file import page_file
from dockerlayers_site.pages.problem import Problem
from dockerlayers_site.texts import SiteTexts


def make_plan(
    source: Source,
    project: Project,
    *,
    texts: SiteTexts,
    choices: Choices | None = None,
    tell: Callable[[int, int], None] | None = None,
) -> Plan:
    """Plan what to write; `tell` is called with how many notes were looked at, and of how many.

    Raise BringError where there is no note.
    """
    return _Planner(source, project, texts, choices or Choices(), tell).plan()


class _Planner:
    def __init__(
        self,
        source: Source,
        project: Project,
        texts: SiteTexts,
        choices: Choices,
        tell: Callable[[int, int], None] | None,
    ) -> None:
        self.source = source
        self.project = project
        self.texts = texts
        self.choices = choices
        self.tell = tell
        self.left = [Left(path=path, reason=reason) for path, reason in source.tree.skipped]
        self.problems: list[Problem] = []
        self.notes: dict[str, BroughtNote] = {}
        self.outputs = Outputs(source, project, choices)
        names = SourceNames(source, given=self.outputs.given())
        self.names = names
        self.meanings = Meanings(source, self.notes, names, self.outputs, texts)

    def plan(self) -> Plan:
        if not list_notes(self.source):
            raise BringError("no-notes", source=self.source.tree.name)
        for one in read_notes(self.source):
            if isinstance(one, Left):
                self.left.append(one)
            else:
                self.notes[one.path] = one
        for note in self.notes.values():
            note.target = self.names.page(note.path)
        for number, note in enumerate(self.notes.values(), 1):
            self._bring(note)
            if self.tell:
                self.tell(number, len(self.notes))
        files = self.outputs.files
        record = {**self.project.record, **{one.file: one.row for one in files.values()}}
        return Plan(
            source=self.source,
            outputs=tuple(files[file] for file in sorted(files)),
            left=(*self.left, *self._unused()),
            problems=tuple(self.problems),
            navigation=self._navigation(),
            record=write_record(record.values()),
        )

    def _bring(self, note: BroughtNote) -> None:
        """Plan a note and the files that it shows."""
        file = page_file(self._shown(note.path), note.text.replace("\r\n", "\n"))
        self.problems += rewrite_note(file.lines[:], keep=str, page=file, texts=self.texts).problems
        meant, missing = self.meanings.find(note, file)
        self.problems += missing
        text, links = rewrite_references(note.text, note.target, meant, self._title_at)
        content = with_front_matter(text, self._title(note)).encode()
        self.outputs.add(
            note.path, note.target, note.data, content, is_page=True, links=links, encoding=note.encoding
        )

    def _title(self, note: BroughtNote) -> str:
        name = without_id(note.name) if self.source.kind is Kind.NOTION else note.name
        return self.choices.title or find_title(note.text) or title_of_name(name)

    def _title_at(self, target: str) -> str:
        return next((self._title(note) for note in self.notes.values() if note.target == target), target)

    def _navigation(self) -> NavChange:
        """Plan the navigation: pages that are new in it, though not those that the author took out of it."""
        if self.project.config is None:
            return NavChange(state=NavState.ABSENT, text="")
        added = [note for note in self.notes.values() if self._is_new(note)]
        ordered = [
            Ordered(path=note.target, title=self._title(note), place=place_of_page(note.name, note.matter))
            for note in added
        ]
        return add_to_navigation(self.project.config, make_sections(ordered))

    def _is_new(self, note: BroughtNote) -> bool:
        output = self.outputs.files[note.target]
        is_known = note.target in self.project.record and note.target in self.project.files
        return output.fate is Fate.NEW or (output.fate is Fate.SAME and not is_known)

    def _unused(self) -> Iterator[Left]:
        """Yield what no note shows, of the files that are between the notes."""
        if self.source.kind is Kind.NOTE:
            return
        told = self.meanings.shown | {one.path for one in self.left}
        for path in self.source.tree.files:
            if path.startswith(self.source.base) and not is_note(path) and path not in told:
                yield Left(path=path, reason="left-unused")

    def _shown(self, path: str) -> str:
        root = self.source.tree.root
        return str(root / path) if root else f"{self.source.tree.name}.zip/{path}"
