"""Tell whether what was built is still what is there: hashes of a Dockerfile and of its build context."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from hashlib import sha256

from dockerlayers.measured import RECORD_NAME
from dockerlayers.measured.types import Fingerprint
from dockerlayers.model.dockerignore import parse_dockerignore


class FileKind(Enum):
    """What a file of a build context is, as Git tells them apart; a folder is none."""

    PLAIN = "plain"
    PROGRAM = "program"
    """Whoever owns it may execute it."""
    LINK = "link"
    """Its content is where it leads."""


def take_fingerprint(
    dockerfile: bytes, ignore: bytes | None, kinds: Mapping[str, FileKind], read: Callable[[str], bytes]
) -> Fingerprint:
    """Hash a Dockerfile, its ignore file (None: there is none) and those files that this leaves.

    `kinds` are the files of the context by their paths. Only what is left is read. The record at the root of
    the context is left out: it is written after what it tells of.
    """
    patterns = parse_dockerignore((ignore or b"").decode("utf-8", "replace"))
    left = sorted(path for path in kinds if path != RECORD_NAME and not patterns.excludes(path))
    lines = (f"{path}\0{kinds[path].value}\0{digest(read(path))}\n" for path in left)
    return Fingerprint(
        dockerfile=digest(dockerfile),
        context=digest("".join(lines).encode("utf-8", "surrogateescape")),
        ignore=None if ignore is None else digest(ignore),
    )


def digest(content: bytes) -> str:
    """Return the hash of a content, as a fingerprint has it."""
    return f"sha256:{sha256(content).hexdigest()}"
