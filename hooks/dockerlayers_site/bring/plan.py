"""What bringing notes in would do, as a value: nothing is written yet."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from dockerlayers_site.bring.errors import BringError
from dockerlayers_site.bring.kinds import Kind, Source, is_note, notion_id, without_id
from dockerlayers_site.bring.names import SourceNames
from dockerlayers_site.bring.navigation import NavChange, NavState, add_to_navigation
from dockerlayers_site.bring.note_text import (
    Matter,
    decode_note,
    find_title,
    read_matter,
    with_front_matter,
)
from dockerlayers_site.bring.order import Ordered, make_sections, place_of_page, title_of_name
from dockerlayers_site.bring.record import BroughtFile, digest, write_record
from dockerlayers_site.bring.references import Finder, Form, Reference, find_references, rewrite_references
from dockerlayers_site.bring.tree import Read
from dockerlayers_site.notes.rewrite import rewrite_note
from dockerlayers_site.notes.targets import Shelf, written_path
from dockerlayers_site.pages.composition import compose
from dockerlayers_site.pages.page_file import PageFile, page_file
from dockerlayers_site.pages.problem import Problem
from dockerlayers_site.texts import SiteTexts

# What a browser would run, or let change other pages.
_ACTIVE = frozenset(
    {".css", ".htm", ".html", ".js", ".mjs", ".php", ".shtml", ".swf", ".xht", ".xhtml", ".xml"}
)
_DRAFTS = ("_drafts", "_templates", "archetypes", "scaffolds")


class Fate(Enum):
    """What becomes of a file below docs/; the values name the texts."""

    NEW = "fate-new"
    CHANGED = "fate-changed"
    SAME = "fate-same"
    EDITED = "fate-edited"
    TAKEN = "fate-taken"
    BOTH = "fate-both"

    @property
    def is_written(self) -> bool:
        """Say whether the file is written."""
        return self in (Fate.NEW, Fate.CHANGED)


@dataclass(frozen=True, kw_only=True)
class Project:
    """The site that notes are brought into: its files below docs/, how one is read, and what was brought."""

    files: frozenset[str]
    read: Callable[[str], bytes]
    record: Mapping[str, BroughtFile]
    config: str | None


@dataclass(frozen=True, kw_only=True)
class Output:
    """A file below docs/, where it comes from, what becomes of it, and how what it is to hold is read."""

    file: str
    source: str
    fate: Fate
    row: BroughtFile
    content: Read
    is_page: bool = False
    links: int = 0
    encoding: str = "utf-8-sig"


@dataclass(frozen=True, kw_only=True)
class Left:
    """A file that is not brought; `reason` names the text that says why."""

    path: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Plan:
    """All that is to be done, and what needs a hand."""

    source: Source
    outputs: tuple[Output, ...]
    left: tuple[Left, ...]
    problems: tuple[Problem, ...]
    navigation: NavChange
    record: str

    @property
    def is_idle(self) -> bool:
        """Say whether nothing is to be written."""
        is_same = self.navigation.state is not NavState.EDITED
        return is_same and not any(one.fate.is_written for one in self.outputs)

    @property
    def refused(self) -> tuple[Output, ...]:
        """Return what would have been written over something else."""
        return tuple(one for one in self.outputs if one.fate in (Fate.TAKEN, Fate.BOTH))


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What the author chose: the page's name and title, and whether what was edited since may be replaced."""

    name: str | None = None
    title: str | None = None
    is_replacing: bool = False


@dataclass(kw_only=True)
class _Note:
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
        self.finder = Finder(source)
        self.shown: set[str] = set()
        self.left = [Left(path=path, reason=reason) for path, reason in source.tree.skipped]
        self.problems: list[Problem] = []
        self.outputs: dict[str, Output] = {}
        self.notes: dict[str, _Note] = {}
        self.folded = {file.casefold() for file in project.files}
        self.by_content = {
            row.wrote: row.file
            for row in project.record.values()
            if not is_note(row.file)
            and row.file in project.files
            and digest(project.read(row.file)) == row.wrote
        }
        self.names = SourceNames(source, given=self._given())
        uris = () if source.tree.root else tuple(source.tree.files)
        root = source.tree.root or Path("/", "of no disk")
        self.shelf = Shelf(uris=uris, docs=root, root=Path(root.anchor))

    def plan(self) -> Plan:
        paths = [
            path for path in self.source.tree.files if path.startswith(self.source.base) and is_note(path)
        ]
        self.notes = {note.path: note for path in sorted(paths) if (note := self._read(path))}
        if not paths:
            raise BringError("no-notes", source=self.source.tree.name)
        for note in self.notes.values():
            note.target = self.names.page(note.path)
        for number, note in enumerate(self.notes.values(), 1):
            self._bring(note)
            if self.tell:
                self.tell(number, len(self.notes))
        record = {**self.project.record, **{one.file: one.row for one in self.outputs.values()}}
        return Plan(
            source=self.source,
            outputs=tuple(self.outputs[file] for file in sorted(self.outputs)),
            left=(*self.left, *self._unused()),
            problems=tuple(self.problems),
            navigation=self._navigation(),
            record=write_record(record.values()),
        )

    def _given(self) -> dict[str, str]:
        """Return where files went before, and where the author wants the one note to go."""
        found: dict[str, str] = {}
        rows: dict[str, list[BroughtFile]] = {}
        for row in self.project.record.values():
            rows.setdefault(notion_id(row.source) or row.source, []).append(row)
        for path in self.source.tree.files:
            key = self._key(path)
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

    def _key(self, path: str) -> str:
        """Return what a file is called in the record."""
        return posixpath.join(self.source.section, path.removeprefix(self.source.base))

    def _read(self, path: str) -> _Note | None:
        data = self.source.tree.files[path]()
        decoded = decode_note(data)
        if decoded is None:
            self.left.append(Left(path=path, reason="left-encoding"))
            return None
        matter = read_matter(decoded[0])
        is_draft = matter.is_draft or any(part in _DRAFTS for part in path.split("/"))
        if is_draft and self.source.kind is not Kind.NOTE:
            self.left.append(Left(path=path, reason="left-draft"))
            return None
        return _Note(path=path, text=decoded[0], data=data, encoding=decoded[1], matter=matter)

    def _bring(self, note: _Note) -> None:
        """Plan a note and the files that it shows."""
        file = page_file(self._shown(note.path), note.text.replace("\r\n", "\n"))
        self.problems += rewrite_note(file.lines[:], keep=str, page=file, texts=self.texts).problems
        meant: dict[Reference, str] = {}
        for reference in find_references(note.text):
            target = self._target(reference, note, file)
            if target:
                meant[reference] = target
        text, links = rewrite_references(note.text, note.target, meant, self._title_at)
        content = with_front_matter(text, self._title(note)).encode()
        self._output(
            note.path, note.target, note.data, content, is_page=True, links=links, encoding=note.encoding
        )

    def _target(self, reference: Reference, note: _Note, file: PageFile) -> str | None:
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

    def _report(self, name: str, path: str, reference: Reference, note: _Note, file: PageFile) -> None:
        near = self.shelf.find(reference.address, note.path) if name == "not-found" else None
        hint = self._say("nearest", path=written_path(near.nearest)) if near and near.nearest else None
        line = note.text.count("\n", 0, reference.start) + 1
        self.problems.append(
            file.report(self._say(name, path=path), file.locate(line, reference.address), hint=hint)
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
        target = self.names.other(path, fits=lambda file: self._fits(file, path, data))
        self.by_content[content] = target
        self._output(path, target, data, data)
        return target

    def _fits(self, file: str, path: str, data: bytes) -> bool:
        """Say whether a file may have a name: nothing else has it."""
        if file not in self.project.files:
            return file.casefold() not in self.folded
        row = self.project.record.get(file)
        is_ours = row is not None and row.is_from(self._key(path), self.source.tree.place)
        return is_ours or self.project.read(file) == data

    def _output(
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
        fate, row = self._fate(path, target, data, content)
        read = (lambda: content) if is_page else self.source.tree.find(path) or (lambda: data)
        self.outputs[target] = Output(
            file=target, source=path, fate=fate, row=row, content=read, is_page=is_page, links=links,
            encoding=encoding,
        )  # fmt: skip

    def _fate(self, path: str, target: str, data: bytes, content: bytes) -> tuple[Fate, BroughtFile]:
        """Say what becomes of a file, and what is recorded of it."""
        row = BroughtFile(
            file=target, source=self._key(path), place=self.source.tree.place,
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

    def _title(self, note: _Note) -> str:
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

    def _is_new(self, note: _Note) -> bool:
        output = self.outputs[note.target]
        is_known = note.target in self.project.record and note.target in self.project.files
        return output.fate is Fate.NEW or (output.fate is Fate.SAME and not is_known)

    def _unused(self) -> Iterator[Left]:
        """Yield what no note shows, of the files that are between the notes."""
        if self.source.kind is Kind.NOTE:
            return
        told = {one.path for one in self.left}
        for path in self.source.tree.files:
            is_other = (
                path.startswith(self.source.base) and not is_note(path) and path not in self.shown | told
            )
            if is_other:
                yield Left(path=path, reason="left-unused")

    def _shown(self, path: str) -> str:
        root = self.source.tree.root
        return str(root / path) if root else f"{self.source.tree.name}.zip/{path}"

    def _say(self, name: str, **slots: str | int) -> str:
        return say(self.texts, name, **slots)


def say(texts: SiteTexts, name: str, **slots: str | int) -> str:
    """Say a text of the command's."""
    return texts.breakdowns.format(texts.own.read("bring.toml"), name, slots)
