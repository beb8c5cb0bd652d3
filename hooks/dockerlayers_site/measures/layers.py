"""The files of an image, layer by layer, as `docker image save` writes them."""

from __future__ import annotations

import json
import posixpath
import tarfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, NamedTuple

from dockerlayers_site.measures.errors import MeasureError

_WHITEOUT, _OPAQUE = ".wh.", ".wh..wh..opq"
_CHUNK = 1 << 20


class LayerFile(NamedTuple):
    """A file in a layer, or a link, which has no bytes; the checksum tells contents of one size apart."""

    byte_count: int
    checksum: int


@dataclass(frozen=True, kw_only=True)
class ImageLayer:
    """One layer: its files, the paths that it deletes, and the folders of which it hides all that was in."""

    files: Mapping[str, LayerFile]
    deleted: tuple[str, ...] = ()
    emptied: tuple[str, ...] = ()

    @property
    def byte_count(self) -> int:
        """How many bytes its files have."""
        return sum(file.byte_count for file in self.files.values())

    def hides(self, path: str) -> bool:
        """Say whether it hides a path of the layers below."""
        return any(path == gone or path.startswith(f"{gone}/") for gone in self.deleted) or any(
            path.startswith(f"{folder}/" if folder else "") for folder in self.emptied
        )


@dataclass(frozen=True, kw_only=True)
class SavedImage:
    """An image: its config document, its layers, the lowest first, and the digest of the config."""

    document: Mapping[str, Any]
    layers: tuple[ImageLayer, ...] = field(default=())
    digest: str = ""


def read_saved(archive: Path) -> SavedImage:
    """Read what `docker image save --output` has written; raise MeasureError where it is no image."""
    with tarfile.open(archive) as outer:
        [manifest] = json.load(_member(outer, "manifest.json"))
        config = _member(outer, manifest["Config"]).read()
        layers = tuple(read_layer(_member(outer, name)) for name in manifest["Layers"])
    return SavedImage(document=json.loads(config), layers=layers, digest=_digest(manifest["Config"]))


def _digest(name: str) -> str:
    """Take the digest from the name of a config: `<hex>.json`, or `blobs/sha256/<hex>`."""
    return f"sha256:{posixpath.basename(name).removesuffix('.json')}"


def _member(archive: tarfile.TarFile, name: str) -> IO[bytes]:
    file = archive.extractfile(name)
    if not file:
        raise MeasureError(f"an image without {name} was saved")
    return file


def read_layer(file: IO[bytes]) -> ImageLayer:
    """Read the tar archive of a layer."""
    files: dict[str, LayerFile] = {}
    deleted, emptied = [], []
    with tarfile.open(fileobj=file) as archive:
        for member in archive:
            path = posixpath.normpath(member.name).lstrip("/").removeprefix("./")
            folder, name = posixpath.split(path)
            if name == _OPAQUE:
                emptied.append(folder)
            elif name.startswith(_WHITEOUT):
                deleted.append(posixpath.join(folder, name.removeprefix(_WHITEOUT)))
            elif not member.isdir():
                files[path] = LayerFile(member.size if member.isreg() else 0, _checksum(archive, member))
    return ImageLayer(files=files, deleted=tuple(deleted), emptied=tuple(emptied))


def _checksum(archive: tarfile.TarFile, member: tarfile.TarInfo) -> int:
    content = archive.extractfile(member) if member.isreg() else None
    value = 0
    for chunk in _chunks(content) if content else ():
        value = zlib.crc32(chunk, value)
    return value


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk
