"""What each layer does to those below it, and which of their bytes are of no use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dockerlayers.measured.types import Cause, MeasuredFile, MeasuredLayer, Waste
from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.measures.layers import ImageLayer, LayerFile

_LARGEST = 3

CACHES = (
    "root/.cache/",
    "root/.local/share/pnpm/store/",
    "root/.npm/",
    "usr/local/share/.cache/",
    "var/cache/apk/",
    "var/cache/apt/",
    "var/cache/dnf/",
    "var/cache/yum/",
    "var/lib/apt/lists/",
)
"""Where package managers keep what they have fetched, for a next time that an image does not have."""

# What a package manager fetches is named after the mirror it came from, which is another one elsewhere.
_MIRROR = lazy_pattern(r"(?<=/)(?:[a-z0-9-]+\.)+[a-z]{2,}(?=[_/])")


class _Kept(NamedTuple):
    """A file that can be seen, and the layer that holds it."""

    layer: int
    file: LayerFile


class _Lost(NamedTuple):
    """Why bytes are lost, the layer to which that is put down, and the other one that has to do with it."""

    layer: int
    cause: Cause
    other: int | None


def measure_layers(
    layers: Sequence[ImageLayer], base_count: int, lines: Sequence[int]
) -> tuple[tuple[MeasuredLayer, ...], tuple[Waste, ...]]:
    """Measure the layers above those of the base image; `lines` are those of their instructions.

    What a layer writes and a later one deletes is lost by the first; what it writes that is there already is
    lost by itself. What the base image holds is nobody's loss here, but for a copy of the same content.
    """
    stack = _Stack(base_count)
    measured = []
    for number, layer in enumerate(layers):
        added, changed, deleted = stack.put(layer, number)
        if number >= base_count:
            measured.append(
                MeasuredLayer(
                    line=lines[number - base_count],
                    byte_count=layer.byte_count,
                    added=added,
                    changed=changed,
                    deleted=deleted,
                    largest=_largest(layer.files),
                )
            )
    line_of = dict(enumerate(lines, base_count))
    return tuple(measured), tuple(sorted(stack.list_waste(line_of), key=lambda one: -one.byte_count))


def _largest(files: Mapping[str, LayerFile]) -> tuple[MeasuredFile, ...]:
    ranked = sorted(files.items(), key=lambda item: (-item[1].byte_count, item[0]))
    return tuple(
        MeasuredFile(_name(path), file.byte_count) for path, file in ranked[:_LARGEST] if file.byte_count
    )


def _name(path: str) -> str:
    return _MIRROR.sub("…", path) if path.startswith(CACHES) else path


class _Stack:
    """The files that can be seen, while layer after layer is put on; those of the base image are below."""

    def __init__(self, base_count: int) -> None:
        self.base_count = base_count
        self.seen: dict[str, _Kept] = {}
        self.lost: defaultdict[_Lost, list[int]] = defaultdict(list)

    def put(self, layer: ImageLayer, number: int) -> tuple[int, int, int]:
        """Put a layer on; return how many files it adds, changes and deletes."""
        deleted = list(self._hide(layer, number))
        changed = sum(self._replace(path, file, number) for path, file in layer.files.items())
        self.seen |= {path: _Kept(number, file) for path, file in layer.files.items()}
        return len(layer.files) - changed, changed, len(deleted)

    def _hide(self, layer: ImageLayer, number: int) -> Iterator[str]:
        """Take away what a layer deletes and does not write again."""
        if not (layer.deleted or layer.emptied):
            return
        for path in [path for path in self.seen if path not in layer.files and layer.hides(path)]:
            old = self.seen.pop(path)
            self._lose(_Lost(old.layer, Cause.DELETED, number), old)
            yield path

    def _replace(self, path: str, file: LayerFile, number: int) -> bool:
        old = self.seen.get(path)
        if old and self._is_own(number) and (self._is_own(old.layer) or old.file == file):
            self.lost[_Lost(number, Cause.REPLACED, old.layer)].append(old.file.byte_count)
        return old is not None

    def _lose(self, lost: _Lost, old: _Kept) -> None:
        if self._is_own(old.layer):
            self.lost[lost].append(old.file.byte_count)

    def _is_own(self, number: int) -> bool:
        return number >= self.base_count

    def list_waste(self, line_of: Mapping[int, int]) -> Iterator[Waste]:
        """List what is lost, with what caches hold at the end."""
        for path, kept in self.seen.items():
            if path.startswith(CACHES):
                self._lose(_Lost(kept.layer, Cause.LEFTOVER, None), kept)
        for lost, counts in self.lost.items():
            if sum(counts):
                yield Waste(
                    line=line_of[lost.layer],
                    cause=lost.cause,
                    byte_count=sum(counts),
                    file_count=sum(map(bool, counts)),
                    by_line=line_of.get(lost.other) if lost.other is not None else None,
                )
