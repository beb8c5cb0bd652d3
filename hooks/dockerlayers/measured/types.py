"""What an engine measured of one Dockerfile. Sizes are bytes of files, not compressed; times are seconds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class Occasion(Enum):
    """What a build was timed for."""

    COLD = "cold"
    """Nothing is in the build cache but the base images."""
    WARM = "warm"
    """Nothing has changed since."""
    SOURCE = "source"
    """A source file was edited."""
    DEPENDENCY = "dependency"
    """A dependency was added."""


class Cause(Enum):
    """Why bytes of an image are of no use."""

    DELETED = "deleted"
    """A later layer deletes them: they stay in the one that wrote them."""
    REPLACED = "replaced"
    """The layer writes files once more that one below it has already."""
    LEFTOVER = "leftover"
    """A package manager keeps them for a next time that never comes."""


class MeasuredFile(NamedTuple):
    """A file of a layer."""

    path: str
    byte_count: int


@dataclass(frozen=True, kw_only=True)
class MeasuredLayer:
    """What the layer of the instruction that begins on a line holds; `largest` are its largest files."""

    line: int
    byte_count: int
    added: int = 0
    changed: int = 0
    deleted: int = 0
    largest: tuple[MeasuredFile, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Waste:
    """What the image would be smaller by, without what a line does; each byte is counted once.

    `by_line` is the line that deletes what this one wrote, or that wrote first what this one replaces: None
    where that was the base image, or no other line has to do with it.
    """

    line: int
    cause: Cause
    byte_count: int
    file_count: int
    by_line: int | None = None


@dataclass(frozen=True, kw_only=True)
class MeasuredBase:
    """A base image.

    `stand_in` says what stood in for it where it could not be had, as where no registry is reached. Then the
    digest and the bytes are those of the other image.
    """

    reference: str
    digest: str
    byte_count: int
    stand_in: str | None = None

    @property
    def own_bytes(self) -> int | None:
        """How many bytes the image itself has; None where another stood in for it."""
        return None if self.stand_in else self.byte_count


@dataclass(frozen=True, kw_only=True)
class MeasuredBuild:
    """How long a build took; `built` and `cached` are the lines of the steps that make layers.

    `changed` are the files that had been edited.
    """

    seconds: float
    built: tuple[int, ...] = ()
    cached: tuple[int, ...] = ()
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Fingerprint:
    """Hashes of what was built: the Dockerfile, its ignore file if any, and the context that this leaves."""

    dockerfile: str
    context: str
    ignore: str | None = None


@dataclass(frozen=True, kw_only=True)
class MeasuredHistory:
    """An entry of the image's history that the Dockerfile has added."""

    created_by: str
    byte_count: int
    is_empty: bool = False


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What an engine measured of one Dockerfile: a date, who did it, the image and the times of builds.

    `bases` are the images that the stages start from, in the order of the file; `base` is the reference of
    the one that the image is built on, None for `scratch`. `layers` are those of the Dockerfile, the lowest
    first.
    """

    fingerprint: Fingerprint
    date: str
    engine: str
    builder: str
    platform: str
    base: str | None = None
    bases: tuple[MeasuredBase, ...] = ()
    layers: tuple[MeasuredLayer, ...] = ()
    history: tuple[MeasuredHistory, ...] = ()
    waste: tuple[Waste, ...] = ()
    builds: Mapping[Occasion, MeasuredBuild]

    @property
    def own_bytes(self) -> int:
        """How many bytes the Dockerfile adds to its base image."""
        return sum(layer.byte_count for layer in self.layers)

    @property
    def base_image(self) -> MeasuredBase | None:
        """The image that this one is built on; None for `scratch`."""
        return next((base for base in self.bases if base.reference == self.base), None)

    @property
    def base_bytes(self) -> int | None:
        """How many bytes the base image has: 0 for `scratch`, None where another image stood in for it."""
        return self.base_image.own_bytes if self.base_image else 0

    def find_layer(self, line: int) -> MeasuredLayer | None:
        """Find the layer of the instruction that begins on a line."""
        return next((layer for layer in self.layers if layer.line == line), None)

    def list_waste(self, line: int) -> tuple[Waste, ...]:
        """List what a line wastes."""
        return tuple(waste for waste in self.waste if waste.line == line)
