"""The ledger: every address that was ever published, one in a line of JSON.

    {"page": "guide/", "title": "안내"}
    {"page": "guide/", "id": "setup", "text": "준비", "level": 3, "path": ["시작"]}
    {"page": "guide/", "id": "usage", "text": "쓰기", "level": 2, "past": true}
    {"page": "guide/", "id": "dockerfile-from"}

A section keeps what it is known by: its words, its level, the headings above it, and the ids that it had. One
of the past is on the page no more. Any other id stands alone.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from dockerlayers_site.links.addresses import Address
from dockerlayers_site.links.errors import LinksError

FILE = ".links/published.jsonl"
"""Where the ledger is, below docs/: MkDocs publishes no file whose name begins with a dot."""


@dataclass(frozen=True, kw_only=True)
class Section:
    """A heading: its id, its words, and those of the headings above it; `aliases` lead to it as well."""

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
    """What was published of a page: the sections on it, those that were once, and the ids of other things."""

    title: str
    sections: tuple[Section, ...] = ()
    past: tuple[Section, ...] = ()
    others: tuple[str, ...] = ()

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
            yield from (Address(page, id_) for id_ in record.ids)


def load_ledger(docs: Path) -> Ledger:
    """Read the ledger below docs/; a site that has not published anything has none."""
    path = docs / FILE
    return parse_ledger(path.read_text(encoding="utf-8")) if path.is_file() else Ledger()


def save_ledger(ledger: Ledger, docs: Path) -> None:
    """Write the ledger below docs/."""
    path = docs / FILE
    path.parent.mkdir(exist_ok=True)
    path.write_text(format_ledger(ledger), encoding="utf-8")


def parse_ledger(text: str) -> Ledger:
    """Read lines of JSON; raise LinksError for one that cannot be read."""
    reading = _Reading()
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            reading.add(json.loads(line), number)
        except (ValueError, KeyError, TypeError) as error:
            raise LinksError(f"{FILE}:{number}: this line is no address: {line[:80]}") from error
    if strays := reading.parts.keys() - reading.titles.keys():
        raise LinksError(f"{FILE}: no line has the title of the page {min(strays)!r}")
    pages = {page: reading.record(page) for page in reading.titles}
    return Ledger(pages=pages, lines=reading.lines)


@dataclass(kw_only=True)
class _Parts:
    sections: list[Section] = field(default_factory=list)
    past: list[Section] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


@dataclass(kw_only=True)
class _Reading:
    """What was read of a ledger so far, by page."""

    titles: dict[str, str] = field(default_factory=dict)
    parts: defaultdict[str, _Parts] = field(default_factory=lambda: defaultdict(_Parts))
    lines: dict[Address, int] = field(default_factory=dict)

    def add(self, entry: Mapping[str, Any], number: int) -> None:
        """Take the entry of a line: a page, a section, or anything else with an id."""
        page = entry["page"]
        if "id" not in entry:
            self.titles[page] = entry["title"]
            self.lines[Address(page)] = number
        elif "level" in entry:
            section, parts = _read_section(entry), self.parts[page]
            (parts.past if entry.get("past") else parts.sections).append(section)
            self.lines.update((Address(page, id_), number) for id_ in section.ids)
        else:
            self.parts[page].others.append(entry["id"])
            self.lines[Address(page, entry["id"])] = number

    def record(self, page: str) -> PageRecord:
        """Return all that was read of a page."""
        parts = self.parts.get(page, _Parts())
        return PageRecord(
            title=self.titles[page],
            sections=tuple(parts.sections),
            past=tuple(parts.past),
            others=tuple(parts.others),
        )


def _read_section(entry: Mapping[str, object]) -> Section:
    level, path, aliases = entry["level"], entry.get("path", []), entry.get("aliases", [])
    if not (isinstance(level, int) and isinstance(path, list) and isinstance(aliases, list)):
        raise TypeError(entry)
    return Section(
        id=str(entry["id"]),
        text=str(entry["text"]),
        level=level,
        path=tuple(map(str, path)),
        aliases=tuple(map(str, aliases)),
    )


def format_ledger(ledger: Ledger) -> str:
    """Write a ledger as lines of JSON, pages in the order of their addresses."""
    entries = (entry for page, record in sorted(ledger.pages.items()) for entry in _entries(page, record))
    return "".join(f"{json.dumps(entry, ensure_ascii=False)}\n" for entry in entries)


def _entries(page: str, record: PageRecord) -> Iterable[dict[str, object]]:
    yield {"page": page, "title": record.title}
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
