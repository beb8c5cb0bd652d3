"""What COPY and ADD may copy: paths, URLs, git repositories; and the modes that --chmod takes.

Source: https://github.com/moby/buildkit/blob/v0.32.2/frontend/dockerfile/dockerfile2llb/convert_copy.go
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dockerlayers.errors import DockerfileError
from dockerlayers.model.digests import check_digest
from dockerlayers.model.git import is_git, parse_git
from dockerlayers.model.integers import parse_unsigned
from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.characters import quote
from dockerlayers.syntax.nodes import Flag, Instruction, Word

__all__ = ["SourceError", "check_chmod", "check_sources", "is_git", "is_url"]

_SYMBOLIC = lazy_pattern(r"[ugoa]*(?:[-+=][rwxXstugo]*)+(?:,[ugoa]*(?:[-+=][rwxXstugo]*)+)*", re.ASCII)
_MAX_MODE = 0o7777
_HTTP = ("http://", "https://")


def is_url(source: str) -> bool:
    """Say whether ADD downloads the source as a file."""
    return source.startswith(_HTTP) and not is_git(source)


class SourceError(DockerfileError):
    """A source that cannot be copied: the one at `index`."""

    index = 0


def check_chmod(mode: str, flag: Flag | None) -> None:
    """Refuse a mode that is neither octal nor symbolic; what begins like a number is meant to be octal."""
    number = parse_unsigned(mode, 32, 8)
    if (number is not None and number <= _MAX_MODE) or (number is None and _SYMBOLIC.fullmatch(mode)):
        return
    if "$" in mode:
        return  # a variable that an unknown base image may set
    message = "invalid syntax"
    if "0" <= mode[0] <= "9":
        message = f"invalid chmod parameter: '{mode}'. it should be octal string and between 0 and 07777"
    raise DockerfileError(message, span=flag.span if flag else None)


def check_sources(
    instruction: Instruction, sources: Sequence[str], words: Sequence[Word], checksum: str
) -> None:
    """Refuse what cannot be copied from elsewhere, source by source, and checksums that do not fit."""
    checksum_flag = instruction.find_flag("checksum") if checksum else None
    if checksum:
        _check_place(sources, checksum_flag)
    for index, (source, word) in enumerate(zip(sources, words, strict=True)):
        if ":" not in source and "?" not in source:
            continue
        try:
            checksum = _check_source(instruction, source, checksum)
        except DockerfileError as error:
            failure = SourceError(error.message, span=error.span or word.span)
            failure.index = index
            raise failure from None


def _check_place(sources: Sequence[str], flag: Flag | None) -> None:
    """Refuse a checksum where there is nothing to check."""
    message = "" if len(sources) == 1 else "checksum can't be specified for multiple sources"
    if not message and not _is_remote(sources[0]):
        message = "checksum requires HTTP(S) or Git sources"
    if message:
        raise DockerfileError(message, span=flag.span if flag else None)


def _is_remote(source: str) -> bool:
    try:
        return is_url(source) or parse_git(source) is not None
    except DockerfileError:
        return source.startswith(_HTTP)  # an address that is no repository's after all


def _check_source(instruction: Instruction, source: str, checksum: str) -> str:
    """Check one source; return the checksum that holds behind it."""
    is_copy = instruction.name == "COPY"
    ref = parse_git(source)
    if ref and not ref.is_local:
        if is_copy:
            raise DockerfileError("source can't be a git ref for COPY")
        return _check_git(instruction, ref.checksum, ref.keeps_git, checksum)
    if is_url(source):
        if is_copy:
            raise DockerfileError("source can't be a URL for COPY")
        if checksum and "$" not in checksum:  # a variable that an unknown base image may set
            check_digest(checksum)
    return checksum


def _check_git(instruction: Instruction, commit: str, keeps_git: bool | None, checksum: str) -> str:
    """Hold what a repository's address says against the flags."""
    flag = instruction.find_flag("keep-git-dir")
    if flag and keeps_git is not None and keeps_git != ((flag.value or "true").lower() == "true"):
        raise DockerfileError("inconsistent keep-git-dir configuration", span=flag.span)
    if checksum and commit and checksum != commit:
        raise DockerfileError(f"checksum mismatch {quote(checksum)} != {quote(commit)}")
    return commit or checksum
