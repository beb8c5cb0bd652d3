"""Find files of which another system, or the built site, can hold but one."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from dockerlayers_site.pages.composition import compose
from dockerlayers_site.pages.page_file import PageFile
from dockerlayers_site.pages.problem import Problem


class Likeness(Enum):
    """In what two names are one, and what follows."""

    COMPOSITION = "are the same name, once in composed letters (NFC) and once in decomposed ones (NFD)"
    CASE = "differ in capital letters alone: on Windows and macOS they are one file"
    ADDRESS = "would both be shown at one address, and one would hide the other"


@dataclass(frozen=True, kw_only=True)
class Collision:
    """Two names, below docs/, that cannot be told apart everywhere."""

    one: str
    other: str
    likeness: Likeness

    def explain(self, docs: str) -> Problem:
        """Say which two collide, and what to do."""
        text = f"{docs}/{self.one} and {docs}/{self.other} {self.likeness.value}"
        return PageFile(path=f"{docs}/{self.one}").report(text, hint="rename one of them")


def find_collisions(addresses: Mapping[str, str]) -> Iterator[Collision]:
    """Yield the files and folders that collide; `addresses` has that of each file, below docs/."""
    told: set[str] = set()
    for one, other in _pairs({name: _fold(name) for name in _with_folders(addresses)}):
        # What is in two folders of one name is no news.
        if _folder(one) == _folder(other):
            same = compose(one) == compose(other)
            yield Collision(one=one, other=other, likeness=Likeness.COMPOSITION if same else Likeness.CASE)
        told.update((one, other))
    for one, other in _pairs({name: _fold(address) for name, address in addresses.items()}):
        if not {one, other} <= told:
            yield Collision(one=one, other=other, likeness=Likeness.ADDRESS)


def _with_folders(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield name
        while name := posixpath.dirname(name):
            yield f"{name}/"


def _folder(name: str) -> str:
    return posixpath.dirname(name.removesuffix("/"))


def _pairs(keys: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each name that has the key of one before, with that one."""
    first: dict[str, str] = {}
    for name in sorted(keys):
        if first.setdefault(keys[name], name) != name:
            yield first[keys[name]], name


def _fold(name: str) -> str:
    return compose(compose(name).casefold())
