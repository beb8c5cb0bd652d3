"""What bringing notes in would do, as values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from dockerlayers_site.bring.kinds import Source
from dockerlayers_site.bring.navigation import NavChange, NavState
from dockerlayers_site.bring.record import BroughtFile
from dockerlayers_site.bring.tree import Read
from dockerlayers_site.pages.problem import Problem


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
