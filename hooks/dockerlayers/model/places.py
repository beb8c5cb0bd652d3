"""Paths inside the image, on Linux and on Windows.

Source: https://github.com/moby/buildkit/blob/v0.32.2/util/system/path.go
"""

from __future__ import annotations

import posixpath

from dockerlayers.errors import DockerfileError
from dockerlayers.syntax.characters import quote

WINDOWS = "windows"
_NO_DRIVE = "removing drive letter: "


def clean_path(path: str) -> str:
    """Shorten a path as Go's `path.Clean` does, where two slashes at the front are one."""
    cleaned = posixpath.normpath(path)
    return cleaned[1:] if cleaned.startswith("//") else cleaned


def strip_drive(path: str) -> str:
    r"""Take `C:` off a Windows path, whose separators stay as they are; refuse any other drive."""
    if len(path) == 2 and path[1] == ":":
        raise DockerfileError(f"No relative path specified in {quote(path)}")
    if path[:2].replace("\\", "/") == "//":
        raise DockerfileError("UNC paths are not supported")
    drive, colon, rest = path.partition(":")
    if not colon:
        return clean_path(path)
    if drive.lower() != "c":
        raise DockerfileError("The specified path is not on the system drive (C:)")
    return clean_path(rest)


def is_absolute(path: str, system: str) -> bool:
    """Say whether a path begins at the root; a drive letter is no part of a Windows path."""
    if system != WINDOWS:
        return path.startswith("/")
    try:
        return to_slashes(strip_drive(path), system).startswith("/")
    except DockerfileError:
        return False


def to_slashes(path: str, system: str) -> str:
    """Write a path with slashes."""
    return path.replace("\\", "/") if system == WINDOWS else path


def to_own(path: str, system: str) -> str:
    """Write a path with the separators of its system, as the image config has it."""
    return path.replace("/", "\\") if system == WINDOWS else path


def resolve_directory(current: str, path: str, system: str) -> str:
    """Join a WORKDIR with the one before; an absolute one of Linux stays as it is written."""
    if system == WINDOWS:
        return _resolve_on_windows(current, path)
    parent = posixpath.join("/", current)
    if path.startswith("/"):
        return path
    return clean_path(posixpath.join(parent, path)) if path else parent


def _resolve_on_windows(current: str, path: str) -> str:
    try:
        parent = clean_path(posixpath.join("/", strip_drive(to_slashes(current or "/", WINDOWS))))
        own = strip_drive(to_slashes(path or parent, WINDOWS))
    except DockerfileError as error:
        prefix = f"normalizing workdir: normalizing working directory: {_NO_DRIVE}"
        raise DockerfileError(f"{prefix}{error.message}") from None
    return own if own.startswith("/") else clean_path(posixpath.join(parent, own))


def check_drives(sources: tuple[str, ...], files: tuple[str, ...], destination: str, system: str) -> None:
    """Refuse paths of COPY on a drive that Windows does not start from."""
    if system != WINDOWS:
        return
    prefixes = [(destination, _NO_DRIVE), *[(one, 2 * _NO_DRIVE) for one in sources]]
    for path, prefix in [*prefixes, *[(one, _NO_DRIVE) for one in files]]:
        try:
            strip_drive(to_slashes(path, system))
        except DockerfileError as error:
            raise DockerfileError(f"{prefix}{error.message}") from None
