"""The keys of a mount, and the values that each takes."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum

from dockerlayers.errors import DockerfileError
from dockerlayers.model.booleans import parse_boolean
from dockerlayers.model.integers import parse_unsigned
from dockerlayers.model.suggestions import with_suggestion
from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.characters import quote

KEYS = [
    "type",
    "from",
    "source",
    "target",
    "readonly",
    "readwrite",
    "id",
    "sharing",
    "required",
    "size",
    "mode",
    "uid",
    "gid",
    "src",
    "dst",
    "destination",
    "ro",
    "rw",
    "env",
]
ALIASES = {"src": "source", "dst": "target", "destination": "target", "ro": "readonly", "rw": "readwrite"}
BARE_KEYS = ("readonly", "ro", "readwrite", "rw", "required")
_SHARINGS = ("shared", "private", "locked")
_SIZE = lazy_pattern(r"(\d+(?:\.\d+)*) ?(?:[kKmMgGtTpP](?:[iI]?[bB])?|[bB])?", re.ASCII)


class MountType(Enum):
    """What is mounted."""

    BIND = "bind"
    """Files of the build context, a stage or an image."""
    CACHE = "cache"
    """A folder that the builder keeps."""
    TMPFS = "tmpfs"
    SECRET = "secret"
    SSH = "ssh"


_TYPES = tuple(kind.value for kind in MountType)


def is_true(value: str | None) -> bool:
    """Say whether a field that is true or false is true; a bare key is."""
    return value is None or bool(parse_boolean(value))


def _boolean(key: str, value: str | None, _: str) -> str:
    if value is not None and parse_boolean(value) is None:
        raise DockerfileError(f"invalid value for {key}: {value}")
    return "true" if is_true(value) else ""


def _text(_key: str, value: str | None, _kind: str) -> str:
    return value or ""


def _kind(_key: str, value: str | None, _: str) -> str:
    kind = (value or "").lower()
    if kind in _TYPES:
        return kind
    raise with_suggestion(f"unsupported mount type {quote(kind)}", value or "", _TYPES)


def _sharing(_key: str, value: str | None, _: str) -> str:
    sharing = (value or "").lower()
    if sharing in _SHARINGS:
        return sharing
    raise with_suggestion(f"unsupported sharing value {quote(value or '')}", value or "", _SHARINGS)


def _required(key: str, value: str | None, kind: str) -> str:
    if kind not in ("secret", "ssh"):
        raise DockerfileError(f"unexpected key '{key}' for mount type '{kind}'")
    return _boolean(key, value, kind)


def _size(key: str, value: str | None, kind: str) -> str:
    if kind != "tmpfs":
        raise DockerfileError(f"unexpected key '{key}' for mount type '{kind}'")
    if not _SIZE.fullmatch(value or ""):
        raise DockerfileError(f"invalid value for {key}: {value}")
    return value or ""


def _number(key: str, value: str | None, _: str) -> str:
    number = value or ""
    if "$" in number:
        return number  # a variable that an unknown base image may set
    if parse_unsigned(number, 32, 8 if key == "mode" else 10) is None:
        raise DockerfileError(f"invalid value {number} for {key}")
    return number


READERS: dict[str, Callable[[str, str | None, str], str]] = {
    **dict.fromkeys(("from", "source", "src", "target", "dst", "destination", "id", "env"), _text),
    **dict.fromkeys(("readonly", "ro", "readwrite", "rw"), _boolean),
    **dict.fromkeys(("mode", "uid", "gid"), _number),
    "type": _kind,
    "sharing": _sharing,
    "required": _required,
    "size": _size,
}
"""What checks and reads a value, given its key, the value (None for a bare key) and the type so far."""
