"""The ledger: every address that was ever published, one in a line of JSON.

    {"page": "guide/", "title": "안내"}
    {"page": "guide/", "id": "setup", "text": "준비", "level": 3, "path": ["시작"]}
    {"page": "guide/", "id": "usage", "text": "쓰기", "level": 2, "past": true}
    {"page": "guide/", "id": "dockerfile-from"}
    {"page": "docker-sijak/", "title": "도커 시작", "aliases": ["도커 시작/"]}

A section keeps what it is known by: its words, its level, the headings above it, and the ids that it had. One
of the past is on the page no more. Any other id stands alone. The aliases of a page are addresses that lead
to it as well: the ones that the names of its file would have given it.

Git puts the lines of two branches together (`merge=union` in .gitattributes). Two lines on one address are
therefore no mistake: they are read as one, with the aliases of both.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from dockerlayers_site.links.addresses import Address
from dockerlayers_site.links.errors import LinksError
from dockerlayers_site.links.trouble import check_conflict, read_record
from dockerlayers_site.pages.writing import replace_file

FILE = ".links/published.jsonl"
"""Where the ledger is, below docs/: MkDocs publishes no file whose name begins with a dot."""
_BOTH = "Keep every line of both sides, in any order; then build the site and record it again."


class Section(NamedTuple):
    """A heading: its id, its words, and those of the headings above it; `aliases` lead to it as well.

    Not a data class, as pickle gives each of those a dictionary that stays: a site has ten thousands.
    """

    id: str
    text: str
    level: int
    path: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """Return every id that leads here."""
        return (self.id, *self.aliases)


@dataclass(frozen=True, kw_only=True)
class PageRecord:
    """What was published of a page: the sections on it, those that were once, and the ids of other things.

    `aliases` are other addresses that lead to it.
    """

    title: str
    sections: tuple[Section, ...] = ()
    past: tuple[Section, ...] = ()
    others: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def ids(self) -> Iterator[str]:
        """Yield every id that was published, in order."""
        for section in (*self.sections, *self.past):
            yield from section.ids
        yield from self.others

    def find_section(self, id_: str) -> Section | None:
        """Return the section that an id led to, None if it was no section's."""
        return self._owners.get(id_)

    @cached_property
    def _owners(self) -> Mapping[str, Section]:
        return {id_: section for section in (*self.past, *self.sections) for id_ in section.ids}


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """All pages that were ever published, by their address; `lines` say where one stands in the file."""

    pages: Mapping[str, PageRecord] = field(default_factory=dict)
    lines: Mapping[Address, int] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Address]:
        """Yield every address, a page before what is in it."""
        for page, record in self.pages.items():
            yield Address(page)
            yield from (Address(alias) for alias in record.aliases if alias not in self.pages)
            yield from (Address(page, id_) for id_ in record.ids)

    @cached_property
    def owners(self) -> Mapping[str, str]:
        """Return the pages that aliases lead to, by the alias; of several, the one that had it last."""
        return {alias: page for page, record in self.pages.items() for alias in record.aliases}


def load_ledger(docs: Path) -> Ledger:
    """Read the ledger below docs/; a site that has not published anything has none.

    Raise LinksError for one that cannot be read.
    """
    path = docs / FILE
    return parse_ledger(read_record(path), name=path.as_posix()) if path.is_file() else Ledger()


def save_ledger(ledger: Ledger, docs: Path) -> None:
    """Write the ledger below docs/."""
    replace_file(docs / FILE, format_ledger(ledger))


def parse_ledger(text: str, *, name: str = FILE) -> Ledger:
    """Read lines of JSON; raise LinksError for one that cannot be read, in the file with a name."""
    check_conflict(text, name, cure=_BOTH)
    reading = _Reading()
    for number, line in split_lines(text):
        try:
            reading.add(json.loads(line), number)
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise LinksError(f"{name}:{number}: this line is no address: {line[:80]}") from error
    if strays := reading.parts.keys() - reading.titles.keys():
        raise LinksError(f"{name}: no line has the title of the page {min(strays)!r}")
    pages = {page: reading.record(page) for page in reading.titles}
    return Ledger(pages=pages, lines=reading.lines)


def split_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a ledger with their numbers; JSON leaves other ends of lines than this in a text."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, line


@dataclass(kw_only=True)
class _Parts:
    sections: dict[str, Section] = field(default_factory=dict)
    past: dict[str, Section] = field(default_factory=dict)
    others: dict[str, None] = field(default_factory=dict)


@dataclass(kw_only=True)
class _Reading:
    """What was read of a ledger so far, by page."""

    titles: dict[str, str] = field(default_factory=dict)
    aliases: defaultdict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    parts: defaultdict[str, _Parts] = field(default_factory=lambda: defaultdict(_Parts))
    lines: dict[Address, int] = field(default_factory=dict)

    def add(self, entry: Mapping[str, Any], number: int) -> None:
        """Take the entry of a line: a page, a section, or anything else with an id."""
        page = _read_text(entry, "page")
        if "id" not in entry:
            aliases = _read_texts(entry, "aliases")
            self.titles[page] = _read_text(entry, "title")
            self.aliases[page].update(dict.fromkeys(aliases))
            self.lines.update((Address(one), number) for one in (page, *aliases))
        elif "level" in entry:
            section, parts = _read_section(entry), self.parts[page]
            same = parts.past if entry.get("past") else parts.sections
            same[section.id] = _join(same.get(section.id), section)
            self.lines.update((Address(page, id_), number) for id_ in section.ids)
        else:
            id_ = _read_text(entry, "id")
            self.parts[page].others[id_] = None
            self.lines[Address(page, id_)] = number

    def record(self, page: str) -> PageRecord:
        """Return all that was read of a page."""
        parts = self.parts.get(page, _Parts())
        return PageRecord(
            title=self.titles[page],
            sections=tuple(parts.sections.values()),
            past=tuple(one for id_, one in parts.past.items() if id_ not in parts.sections),
            others=tuple(parts.others),
            aliases=tuple(self.aliases[page]),
        )


def _join(before: Section | None, section: Section) -> Section:
    """Return a section as its last line has it, with the aliases of both."""
    aliases = dict.fromkeys([*(before.aliases if before else ()), *section.aliases])
    return section._replace(aliases=tuple(aliases))


def _read_text(entry: Mapping[str, object], name: str) -> str:
    value = entry[name]
    if not isinstance(value, str):
        raise TypeError(entry)
    return value


def _read_texts(entry: Mapping[str, object], name: str) -> tuple[str, ...]:
    values = entry.get(name, [])
    if not isinstance(values, list):
        raise TypeError(entry)
    return tuple(map(str, values))


def _read_section(entry: Mapping[str, object]) -> Section:
    level = entry["level"]
    if not isinstance(level, int):
        raise TypeError(entry)
    return Section(
        id=_read_text(entry, "id"),
        text=_read_text(entry, "text"),
        level=level,
        path=_read_texts(entry, "path"),
        aliases=_read_texts(entry, "aliases"),
    )


def format_ledger(ledger: Ledger) -> str:
    """Write a ledger as lines of JSON, pages in the order of their addresses."""
    entries = (entry for page, record in sorted(ledger.pages.items()) for entry in _entries(page, record))
    return "".join(f"{json.dumps(entry, ensure_ascii=False)}\n" for entry in entries)


def _entries(page: str, record: PageRecord) -> Iterable[dict[str, object]]:
    yield {"page": page, "title": record.title} | ({"aliases": record.aliases} if record.aliases else {})
    for section in record.sections:
        yield _section_entry(page, section)
    for section in record.past:
        yield {**_section_entry(page, section), "past": True}
    for id_ in record.others:
        yield {"page": page, "id": id_}


def _section_entry(page: str, section: Section) -> dict[str, object]:
    entry: dict[str, object] = {"page": page, "id": section.id, "text": section.text, "level": section.level}
    more = {"path": section.path, "aliases": section.aliases}
    return entry | {name: value for name, value in more.items() if value}
