"""The order of the pages that are brought, and the sections that they make."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import inf

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.bring.navigation import NavPage, NavSection
from dockerlayers_site.bring.note_text import Matter

_NUMBER = lazy_pattern(r"(\d{1,4})(?=[\s._)-]|[^\W\d])")
_DATE = lazy_pattern(r"\d{4}-\d{2}-\d{2}")
_DIGITS = lazy_pattern(r"(\d+)")
_PREFIX = lazy_pattern(r"(?:\d{4}-\d{2}-\d{2}|\d{1,4})[\s._)-]+(?=\S)")
_INDEXES = frozenset({"index.md", "readme.md"})

Place = tuple[float, float, str, tuple[tuple[int, str], ...]]


@dataclass(frozen=True, kw_only=True)
class Ordered:
    """A page, its title, and what it is sorted by."""

    path: str
    title: str
    place: Place


@dataclass
class _Folder:
    pages: dict[str, Ordered] = field(default_factory=dict)
    folders: dict[str, _Folder] = field(default_factory=dict)


def place_of_page(name: str, matter: Matter) -> Place:
    """Return what a page is sorted by: its weight, the number in its name, its date, its name."""
    dated = _DATE.match(name)
    number = None if dated else _NUMBER.match(name)
    natural = tuple((int(one), "") if one.isdigit() else (-1, one.casefold()) for one in _DIGITS.split(name))
    return (
        inf if matter.weight is None else matter.weight,
        float(number[1]) if number else inf,
        matter.date or (dated[0] if dated else ""),
        natural,
    )


def title_of_name(name: str) -> str:
    """Make a title of a name: `01 도커 시작` becomes `도커 시작`."""
    return _PREFIX.sub("", name, count=1).replace("_", " ").strip() or name


def make_sections(pages: Iterable[Ordered]) -> tuple[NavPage | NavSection, ...]:
    """Return the pages in their order, with a section for each folder."""
    root = _Folder()
    for page in pages:
        *folders, name = page.path.split("/")
        folder = root
        for part in folders:
            folder = folder.folders.setdefault(part, _Folder())
        folder.pages[name] = page
    return _entries(root, "")


def _entries(folder: _Folder, path: str) -> tuple[NavPage | NavSection, ...]:
    """Return what is in a folder; a page with the name of a folder beside it begins the folder's section."""
    found: list[tuple[bool, Place, NavPage | NavSection]] = []
    pages = dict(folder.pages)
    for name, below in folder.folders.items():
        head = pages.pop(f"{name}.md", None)
        found.append(_section(below, posixpath.join(path, name), head))
    found += [
        (name.lower() not in _INDEXES, page.place, NavPage(title=page.title, path=page.path))
        for name, page in pages.items()
    ]
    return tuple(entry for _, _, entry in sorted(found, key=lambda one: one[:2]))


def _section(folder: _Folder, path: str, head: Ordered | None) -> tuple[bool, Place, NavPage | NavSection]:
    index = next((page for name, page in folder.pages.items() if name.lower() in _INDEXES), None)
    first = head or index
    name = posixpath.basename(path)
    place = first.place if first else place_of_page(name, Matter(values={}, end=0))
    entries = _entries(folder, path)
    if not head and len(entries) == 1 and index:
        return True, place, entries[0]
    heads = (NavPage(title=head.title, path=head.path),) if head else ()
    title = first.title if first else title_of_name(name)
    return True, place, NavSection(title=title, folder=path, entries=(*heads, *entries))
