"""The files in a zip, as safe to read as those of a folder: nothing is unpacked to disk."""

from __future__ import annotations

import stat
import zlib
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.bring.errors import BringError
from dockerlayers_site.bring.tree import LARGEST, MOST_BYTES, MOST_FILES, Read, Tree, is_hidden, place_of
from dockerlayers_site.pages.composition import compose

_UTF8_FLAG = 0x800
_LOCKED_FLAG = 0x1
_DRIVE = lazy_pattern(r"[A-Za-z]:")


class _Unpacked:
    """What is found in a zip, and in the zips that it is made of: Notion parts a large export."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.files: dict[str, Read] = {}
        self.folders: set[str] = set()
        self.skipped: list[tuple[str, str]] = []
        self.count = 0
        self.size = 0

    def add(self, archive: ZipFile, *, depth: int = 0) -> None:
        """Take the files of a zip."""
        infos = [info for info in archive.infolist() if not info.is_dir()]
        is_parts = not depth and bool(infos) and all(one.filename.endswith(".zip") for one in infos)
        for info in infos:
            self._count(info)
            name = self._safe_name(info)
            hidden = next((part for part in name.split("/") if is_hidden(part)), None)
            if hidden is not None:
                self.folders.add(hidden)
            elif reason := self._refuse(info, name):
                self.skipped.append((name, reason))
            elif is_parts:
                with _told(self.source):
                    inner = ZipFile(BytesIO(archive.read(info)))
                self.add(inner, depth=1)
            else:
                self.files[name] = partial(_read, archive, info, self.source)

    def _count(self, info: ZipInfo) -> None:
        self.count += 1
        self.size += info.file_size
        if self.count > MOST_FILES:
            raise BringError("too-many", source=self.source, most=MOST_FILES)
        if self.size > MOST_BYTES:
            raise BringError("too-large", source=self.source, most=MOST_BYTES >> 20)
        if info.flag_bits & _LOCKED_FLAG:
            raise BringError("zip-locked", source=self.source)

    def _safe_name(self, info: ZipInfo) -> str:
        name = compose(decode_name(info).replace("\\", "/"))
        parts = name.split("/")
        if name.startswith("/") or ".." in parts or _DRIVE.match(name) or "\x00" in name:
            raise BringError("zip-escapes", source=self.source, path=name)
        return "/".join(part for part in parts if part not in ("", "."))

    def _refuse(self, info: ZipInfo, name: str) -> str | None:
        if stat.S_ISLNK(info.external_attr >> 16):
            return "left-outside"
        if info.file_size > LARGEST:
            return "left-large"
        return "left-twin" if name in self.files else None


def read_archive(path: Path) -> Tree:
    """Look at the files of a zip; raise BringError where one cannot be read safely."""
    unpacked = _Unpacked(str(path))
    with _told(str(path)):
        archive = ZipFile(path)
    unpacked.add(archive)
    return Tree(
        name=compose(path.stem), place=place_of(path), files=dict(sorted(unpacked.files.items())),
        folders=frozenset(unpacked.folders), skipped=tuple(unpacked.skipped),
    )  # fmt: skip


def decode_name(info: ZipInfo) -> str:
    """Return the name of a file: where the zip does not say that it is UTF-8, it may be that or CP949."""
    if info.flag_bits & _UTF8_FLAG:
        return info.filename
    # What Python makes of such a name is of one letter a byte.
    raw = info.orig_filename.encode("cp437", "replace")
    return next(_decoded(raw), info.filename)


def _decoded(raw: bytes) -> Iterator[str]:
    for encoding in ("utf-8", "cp949"):
        try:
            yield raw.decode(encoding)
        except UnicodeDecodeError:
            continue


def _read(archive: ZipFile, info: ZipInfo, source: str) -> bytes:
    with _told(source):
        return archive.read(info)


class _told:  # noqa: N801 - reads as a word of the statement
    """Tell what a damaged zip raises as one error."""

    def __init__(self, source: str) -> None:
        self.source = source

    def __enter__(self) -> None:
        return

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        del kind, trace
        if isinstance(error, (BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError)):
            raise BringError("zip-damaged", source=self.source, why=str(error)) from error
