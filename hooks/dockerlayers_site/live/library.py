"""The library as the one file that a reader's browser runs: its modules and all that it knows."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from dockerlayers.data import COMPILED, ENDINGS, compile_data
from dockerlayers_site.cache.store import write_whole

LIBRARY = "library.json.gz"
_PACKAGE = "dockerlayers"
_COMMAND_ONLY = frozenset({"__main__.py", "cli"})
"""What is a command of its own."""
_DIGITS = 12


def pack_library(cache: Path) -> Path:
    """Write the library to a file below a folder, and return its path; one that is there is what it was.

    It is JSON, compressed, as few servers do that: the text of each module by its path.
    """
    path = cache / f"{_digest()}-{LIBRARY}"
    if not path.exists():
        modules = {path: one.read_text(encoding="utf-8") for path, one in _list_modules()}
        packed = {**modules, f"{_PACKAGE}/{COMPILED}": compile_data()}
        write_whole(path, compress(json.dumps(packed, ensure_ascii=False).encode()))
    return path


def compress(content: bytes) -> bytes:
    """Compress as small as gzip does, the same at any time."""
    return gzip.compress(content, compresslevel=9, mtime=0)


def _digest() -> str:
    """Name what the file is made of."""
    digest = hashlib.sha256()
    for path, one in sorted(_walk(files(_PACKAGE), f"{_PACKAGE}/")):
        if path.endswith((".py", *ENDINGS)):
            digest.update(path.encode() + b"\0" + one.read_bytes() + b"\0")
    return digest.hexdigest()[:_DIGITS]


def _list_modules() -> Iterator[tuple[str, Traversable]]:
    for path, one in sorted(_walk(files(_PACKAGE), f"{_PACKAGE}/")):
        if path.endswith(".py") and _COMMAND_ONLY.isdisjoint(path.split("/")):
            yield path, one


def _walk(folder: Traversable, start: str) -> Iterator[tuple[str, Traversable]]:
    for one in folder.iterdir():
        if one.is_dir():
            yield from _walk(one, f"{start}{one.name}/")
        else:
            yield f"{start}{one.name}", one
