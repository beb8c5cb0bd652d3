"""What can change between two builds, and what becomes of a layer then."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from dockerlayers.model.types import Effect, Stage, Step


class Rebuild(IntEnum):
    """What becomes of a step."""

    CACHED = 0
    MAYBE = 1
    """It depends on what the rebuilt stage, or the image store, comes out with."""
    REBUILT = 2


@dataclass(frozen=True, kw_only=True)
class LineChange:
    """The instruction that begins on a line is changed in any way that its words allow."""

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
    """The layers of a stage from step `start` to the one before step `end`, and what becomes of them."""

    stage: Stage
    start: int
    end: int
    state: Rebuild

    @property
    def layers(self) -> tuple[Step, ...]:
        """The steps among them that make a layer."""
        return tuple(step for step in self.stage.steps[self.start : self.end] if step.effect is Effect.LAYER)
