"""The address of a page in Latin letters, whatever its file is called: the one rule for all files."""

from __future__ import annotations

import posixpath
from collections.abc import Container, Mapping
from itertools import count

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.links.names import propose_name

# What RFC 3986 calls unreserved: it stands in an address as it is, everywhere.
_PLAIN = lazy_pattern(r"[A-Za-z0-9._~-]*")
_SUFFIX = lazy_pattern(r"\.[A-Za-z0-9]{1,8}$")


def is_plain(path: str) -> bool:
    """Say whether a path needs no other letters: such a one keeps its address, capitals included."""
    return all(map(_is_plain_part, path.split("/")))


def latin_path(path: str, *, terms: Mapping[str, str]) -> str:
    """Write a path in Latin letters: terms by their English name, other Hangul as it sounds.

    `path` is an address (`01 도커/시작/`) or a file (`01 도커/시작.md`), with `/` between its parts: both
    give `01-docker/sijak`, with what it ended in. A part that is plain already stays as it is.
    """
    *folders, name = path.split("/")
    suffix = found[0] if (found := _SUFFIX.search(name)) else ""
    stem = name.removesuffix(suffix)
    parts = [*(_latin(folder, terms) for folder in folders), _latin(stem, terms) + suffix]
    return "/".join(parts)


def free_path(path: str, taken: Container[str]) -> str:
    """Return a path that is not taken where case does not count: the same, or with a number behind its name.

    `taken` holds paths in lower case.
    """
    folder = path.removesuffix("/")
    end = path[len(folder) :] or posixpath.splitext(path)[1]
    stem = path.removesuffix(end)
    paths = (path if number == 1 else f"{stem}-{number}{end}" for number in count(1))
    return next(one for one in paths if one.lower() not in taken)


def _latin(part: str, terms: Mapping[str, str]) -> str:
    return part if _is_plain_part(part) else propose_name(part, terms=terms)


def _is_plain_part(part: str) -> bool:
    # A folder of this name would stand where its own folder's page is written.
    return bool(_PLAIN.fullmatch(part)) and part.lower() != "index.html"
