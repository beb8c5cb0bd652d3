"""What ADD takes for a git repository, and the options that its address may hold.

Source: https://github.com/moby/buildkit/blob/v0.32.2/frontend/dockerfile/dfgitutil/git_ref.go
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from dockerlayers.errors import DockerfileError
from dockerlayers.model.booleans import parse_boolean
from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.characters import quote

_SCHEME = lazy_pattern(r"([a-zA-Z0-9]+)://", re.ASCII)
_SCP = lazy_pattern(
    r"(?:[A-Za-z0-9_-]+@)[A-Za-z0-9.-]+:([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.ASCII | re.DOTALL
)
_SCHEMES = ("http", "https", "ssh", "git")
_WEB = ("http", "https")
_LOCAL = "github.com/"
"""A path that may as well be a local one, and is taken for that; its query has to be right all the same."""


class GitRef(NamedTuple):
    """What an address of a repository says beyond where it is; `checksum` is the commit that is expected."""

    is_local: bool = False
    checksum: str = ""
    keeps_git: bool | None = None


class _Address(NamedTuple):
    scheme: str
    path: str
    query: str
    fragment: str


def is_git(source: str) -> bool:
    """Say whether ADD takes the source as a git repository."""
    if "://" not in source and "@" not in source:
        return False
    address = _split(source)
    return address is not None


def parse_git(source: str) -> GitRef | None:
    """Parse the address of a repository, None for anything else; raise DockerfileError for bad options."""
    is_local = source.startswith(_LOCAL)
    address = _split(f"https://{source}", needs_suffix=False) if is_local else _split(source)
    if not address:
        return None
    ref, _, folder = address.fragment.partition(":")
    options = parse_qs(address.query, keep_blank_values=True, separator="&")
    return _read_options(options, ref, folder)._replace(is_local=is_local)


def _split(source: str, *, needs_suffix: bool = True) -> _Address | None:
    """Split an address; over HTTP, a repository's ends in `.git`."""
    if source.startswith(("./", "../")):
        return None
    scheme = _SCHEME.match(source)
    if not scheme:
        match = _SCP.fullmatch(source)
        return _Address("ssh", match[1], match[2] or "", match[3] or "") if match else None
    name = scheme[1].lower()
    if name not in _SCHEMES:
        return None
    try:
        parts = urlsplit(source)
    except ValueError:
        return None
    if needs_suffix and name in _WEB and not unquote(parts.path).endswith(".git"):
        return None
    return _Address(name, parts.path, parts.query, unquote(parts.fragment))


def _read_options(options: Mapping[str, Sequence[str]], ref: str, folder: str) -> GitRef:
    """Read the query of an address; `ref` and `folder` are those of its fragment."""
    values = {name: _one(name, given) for name, given in options.items()}
    for name, value, before in (("ref", values.get("ref"), ref), ("subdir", values.get("subdir"), folder)):
        if value and before and value != before:
            raise DockerfileError(f"{name} conflicts: {quote(before)} vs {quote(value)}")
    ref = values.get("ref") or ref
    if values.get("tag") and values.get("branch"):
        raise DockerfileError("branch conflicts with tag")
    for name, prefix in (("tag", "refs/tags/"), ("branch", "refs/heads/")):
        value = values.get(name)
        full = value and f"{prefix}{value.removeprefix(prefix)}"
        if full and ref and ref != full:
            raise DockerfileError(f"ref conflicts: {quote(ref)} vs {quote(full)}")
    keeps_git = values.get("keep-git-dir")
    return GitRef(
        checksum=values.get("commit") or values.get("checksum") or "",
        keeps_git=None if keeps_git is None else parse_boolean(keeps_git or "true"),
    )


_SWITCHES = ("keep-git-dir", "submodules")
_KEYS = ("ref", "tag", "branch", "subdir", "checksum", "commit", *_SWITCHES)


def _one(name: str, given: Sequence[str]) -> str:
    """Return the one value of an option, which is empty for a switch alone."""
    if len(given) > 1:
        raise DockerfileError(f"query {quote(name)} has multiple values")
    if not given[0] and name not in _SWITCHES:
        raise DockerfileError(f"query {quote(name)} has no value")
    if name not in _KEYS:
        raise DockerfileError(f"unexpected query {quote(name)}")
    if name in _SWITCHES and given[0] and parse_boolean(given[0]) is None:
        raise DockerfileError(f"invalid {name} value: {quote(given[0])}")
    return given[0]
