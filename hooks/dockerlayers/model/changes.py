"""What can change between two builds, and what becomes of a layer then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import NamedTuple

from dockerlayers.model.types import Effect, Stage, Step


class Rebuild(IntEnum):
    """What becomes of a step."""

    CACHED = 0
    MAYBE = 1
    """It depends: on what, its doubts tell."""
    REBUILT = 2


class Doubt(Enum):
    """On what it depends whether a step that may be rebuilt is."""

    SOURCE = "source"
    """The files that it takes from a stage: where they come out the same, the cache holds."""
    DOCKERFILE = "dockerfile"
    """The build context, which is not known: whether the Dockerfile lies in it, and is not ignored."""
    OVERRIDDEN = "overridden"
    """What the changed line says: the value that it sets now is set again before it is used."""
    STORE = "image-store"
    """The image store: containerd's keeps a linked layer apart from those before it."""


@dataclass(frozen=True, kw_only=True)
class LineChange:
    """The instruction that begins on a line is changed in any way that its words allow.

    The Dockerfile changes with it, wherever that is copied; of a line that is no instruction's, no more does.
    """

    line: int


@dataclass(frozen=True, kw_only=True)
class FileChange:
    """A file of the build context is changed; `path` is relative to the context's root."""

    path: str


@dataclass(frozen=True, kw_only=True)
class ArgumentChange:
    """Another `--build-arg` is given for a name."""

    name: str


@dataclass(frozen=True, kw_only=True)
class BaseChange:
    """The image that a reference names has changed, as after a pull."""

    reference: str


Change = LineChange | FileChange | ArgumentChange | BaseChange


def parse_change(text: str) -> Change:
    """Parse a change as it is asked about; raise ValueError where it is none.

    change = "line:" , number | "file:" , path | "arg:" , name | "base:" , reference
    """
    kind, _, value = text.partition(":")
    if kind not in _KINDS or not value:
        raise ValueError(f"{text!r} is none of line:5, file:app.py, arg:NAME, base:REFERENCE")
    return _KINDS[kind](value)


def _parse_line(text: str) -> Change:
    if not (text.isascii() and text.isdigit() and int(text[:10])):
        raise ValueError(f"{text!r} is no line number")
    return LineChange(line=int(text[:10]))


_KINDS: Mapping[str, Callable[[str], Change]] = {
    "line": _parse_line,
    "file": lambda text: FileChange(path=text),
    "arg": lambda text: ArgumentChange(name=text),
    "base": lambda text: BaseChange(reference=text),
}


class Affected(NamedTuple):
    """The layers of a stage from step `start` to the one before step `end`, and what becomes of them.

    Those that may be rebuilt are from the first on: where one has files of its own to look at, others begin
    with it. `doubts` tell on what it depends; they are none where the layers are rebuilt for certain.
    """

    stage: Stage
    start: int
    end: int
    state: Rebuild
    doubts: frozenset[Doubt] = frozenset()

    @property
    def layers(self) -> tuple[Step, ...]:
        """The steps among them that make a layer."""
        return tuple(step for step in self.stage.steps[self.start : self.end] if step.effect is Effect.LAYER)
