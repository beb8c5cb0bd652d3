"""What COPY and ADD may copy: paths, URLs, git repositories; and the modes that --chmod takes.

Source: https://github.com/moby/buildkit/blob/v0.32.2/frontend/dockerfile/dockerfile2llb/convert_copy.go
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dockerlayers.errors import DockerfileError
from dockerlayers.syntax.nodes import Flag, Instruction, Word

_OCTAL = re.compile(r"[0-7]+", re.ASCII)
_SYMBOLIC = re.compile(
    r"[ugoa]*(?:[-+=](?:[rwxXst]*|[ugo]))+(?:,[ugoa]*(?:[-+=](?:[rwxXst]*|[ugo]))+)*", re.ASCII
)
_MAX_MODE = 0o7777
_GIT_SCHEMES = ("git://", "ssh://")
_GIT_SSH = re.compile(r"(?:[A-Za-z0-9_.-]+@)[A-Za-z0-9_.-]+:[^:]*", re.ASCII)
_GIT_HTTP = re.compile(r"https?://[^#?]+\.git(?:[#?].*)?", re.ASCII)
_HTTP = ("http://", "https://")


def is_git(source: str) -> bool:
    """Say whether ADD takes the source as a git repository."""
    return source.startswith(_GIT_SCHEMES) or bool(_GIT_HTTP.fullmatch(source) or _GIT_SSH.fullmatch(source))


def is_url(source: str) -> bool:
    """Say whether ADD downloads the source as a file."""
    return source.startswith(_HTTP) and not is_git(source)


def check_chmod(mode: str, flag: Flag | None) -> None:
    """Refuse a mode that is neither octal nor symbolic."""
    if (_OCTAL.fullmatch(mode) and int(mode, 8) <= _MAX_MODE) or _SYMBOLIC.fullmatch(mode):
        return
    if "$" in mode:
        return  # a variable that an unknown base image may set
    message = f"invalid chmod parameter: '{mode}'. it should be octal string and between 0 and 07777"
    raise DockerfileError(message, span=flag.span if flag else None)


def check_sources(
    instruction: Instruction, sources: Sequence[str], words: Sequence[Word], checksum: str
) -> None:
    """Refuse remote sources for COPY, and a checksum where there is nothing to check."""
    if checksum:
        _check_checksum(instruction, sources)
    if instruction.name == "ADD":
        return
    for source, word in zip(sources, words, strict=True):
        if is_git(source):
            raise DockerfileError("source can't be a git ref for COPY", span=word.span)
        if is_url(source):
            raise DockerfileError("source can't be a URL for COPY", span=word.span)


def _check_checksum(instruction: Instruction, sources: Sequence[str]) -> None:
    message = "" if len(sources) == 1 else "checksum can't be specified for multiple sources"
    if not message and not is_url(sources[0]) and not is_git(sources[0]):
        message = "checksum requires HTTP(S) or Git sources"
    if message:
        flag = instruction.find_flag("checksum")
        raise DockerfileError(message, span=flag.span if flag else None)
