"""What can change between two builds, and what becomes of a layer then."""

from __future__ import annotations

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
