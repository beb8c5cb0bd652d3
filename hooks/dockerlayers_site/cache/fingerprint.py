"""Digests of what something is made of: equal only where all of it is equal."""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import lru_cache, partial
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path, PurePath
from types import BuiltinFunctionType, FunctionType

from dockerlayers_site.encoding import ENCODING

OWN = ("dockerlayers", "dockerlayers_site")
KNOWN = (*OWN, "markdown", "pymdownx", "mkdocs", "material", "pygments", "builtins")
"""The packages whose code is in every key: by its text, or by its version."""
_VERSIONS = ("Markdown", "pymdown-extensions", "mkdocs", "mkdocs-material", "Pygments", "Jinja2", "PyYAML")
_DEEPEST = 40
# The last form of Python's plain data in which equal values are equal, whether they are one or two.
_MARSHAL = 2
# Scripts and styles are read anew at each build.
_LOADED = (".py", ".toml")


class NoFingerprintError(Exception):
    """Something of which it cannot be told when it is the same."""


def fingerprint(*values: object) -> str:
    """Return a digest of values; raise NoFingerprintError for what cannot be told apart."""
    digest = hashlib.sha256()
    for value in values:
        for part in _plain_parts(value):
            # Lengths keep the parts apart.
            digest.update(b"%d:" % len(part))
            digest.update(part)
    return digest.hexdigest()


def _plain_parts(value: object) -> Iterable[bytes]:
    """Yield what tells a value from all others: of plain data, which is quick, in one piece."""
    try:
        yield marshal.dumps(value, _MARSHAL)  # type: ignore[arg-type]
    except ValueError:
        yield from _parts(value, 0)


def _parts(value: object, depth: int) -> Iterable[bytes]:
    """Yield what tells a value from all others."""
    match value:
        case Enum():
            yield f"e{type(value).__qualname__}.{value.name}".encode()
        case bytes():
            yield b"b"
            yield value
        case str() | PurePath():
            yield b"s"
            yield str(value).encode(*ENCODING)
        case bool() | int() | float() | None | date():
            yield f"{type(value).__name__} {value!r}".encode()
        case Mapping():
            yield b"m"
            yield from _parts_of_all([*value.items()], depth)
        case set() | frozenset():
            yield b"f%d" % len(value)
            yield from sorted(fingerprint(one).encode() for one in value)
        case list() | tuple():
            yield from _parts_of_all(value, depth)
        case _:
            yield from _parts_of_object(value, depth)


def _parts_of_all(values: Collection[object], depth: int) -> Iterable[bytes]:
    if depth > _DEEPEST:
        raise NoFingerprintError("a value that holds itself")
    yield b"l%d" % len(values)
    for one in values:
        yield from _parts(one, depth + 1)


def _parts_of_object(value: object, depth: int) -> Iterable[bytes]:
    if isinstance(value, partial):
        yield from _parts_of_all(["partial", value.func, value.args, value.keywords], depth)
        return
    kind = value if isinstance(value, type | FunctionType | BuiltinFunctionType) else type(value)
    name = f"{kind.__module__}.{kind.__qualname__}"
    if kind.__module__.partition(".")[0] not in KNOWN or "<locals>" in name:
        raise NoFingerprintError(name)
    yield name.encode()
    if kind is value:
        return
    if is_dataclass(value):
        yield from _parts({one.name: getattr(value, one.name) for one in fields(value)}, depth + 1)
    else:
        yield from _parts(dict(vars(value)), depth + 1)


@lru_cache
def fingerprint_code() -> str:
    """Return a digest of the code that runs and of its data: of the moment in which it was first asked."""
    return fingerprint_code_now()


def fingerprint_code_now() -> str:
    """Return a digest of our code and data as they are on disk, and of what else pages are made with."""
    versions = [(name, version(name)) for name in _VERSIONS]
    # One by one: all at once, twice, they would be the most that a small build has in memory.
    files = [(name, hashlib.sha256(Path(path).read_bytes()).digest()) for name, path in _list_own_files()]
    return fingerprint(sys.version, versions, _pillow(), files)


def _list_own_files() -> list[tuple[str, str]]:
    """List our files, each by its path in its package and by that on disk; each build begins with it."""
    found = []
    for folder in own_folders():
        for place, folders, names in os.walk(folder):
            folders[:] = [one for one in folders if one != "__pycache__"]
            below = place[len(str(folder)) :]
            found += [(f"{below}/{name}", os.path.join(place, name)) for name in names]  # noqa: PTH118 - quick
    return sorted(found)


def stamp_code() -> tuple[tuple[str, int, int], ...]:
    """Return when our code and its data were written last: what a process has loaded stays as it was."""
    paths = [path for _, path in _list_own_files() if path.endswith(_LOADED)]
    return tuple((path, stat.st_mtime_ns, stat.st_size) for path in paths for stat in (os.stat(path),))  # noqa: PTH116


def own_folders() -> tuple[Path, ...]:
    """Return the folders of our packages."""
    specs = [find_spec(name) for name in OWN]
    return tuple(Path(place) for one in specs if one for place in one.submodule_search_locations or ())


def _pillow() -> str:
    return version("Pillow") if find_spec("PIL") else ""
