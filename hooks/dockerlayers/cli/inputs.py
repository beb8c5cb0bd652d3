"""Read Dockerfiles, whatever bytes they hold."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from dockerlayers.cli.arguments import STANDARD_INPUT
from dockerlayers.cli.usage import UsageError

MAX_BYTES = 64 * 1024 * 1024
"""More is no Dockerfile; a device could go on for ever."""


def check_file(name: str) -> None:
    """Refuse, before anything is written, what cannot be read as a file."""
    path = Path(name)
    if name != STANDARD_INPUT and path.is_dir():
        raise UsageError(f"cannot read {name}: it is a directory, not a Dockerfile")
    if name != STANDARD_INPUT and not path.exists():
        raise UsageError(f"cannot read {name}: no such file")


def read_file(name: str, standard_input: BinaryIO) -> bytes:
    """Read all of a file, a FIFO or standard input."""
    try:
        if name == STANDARD_INPUT:
            content = standard_input.read(MAX_BYTES + 1)
        else:
            with Path(name).open("rb") as file:
                content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UsageError(f"cannot read {name}: {error.strerror}") from None
    if len(content) > MAX_BYTES:
        raise UsageError(f"cannot read {name}: it is larger than {MAX_BYTES // 1024 // 1024} MiB")
    return content


def decode(content: bytes, name: str) -> tuple[str, str | None]:
    """Decode a Dockerfile; also return a warning with the place of the first byte that is not UTF-8.

    BuildKit goes on with such a file, and so does this: each wrong byte is read as U+FFFD.
    """
    try:
        return content.decode("utf-8"), None
    except UnicodeDecodeError as error:
        start = content.rfind(b"\n", 0, error.start) + 1
        line = content.count(b"\n", 0, start) + 1
        column = len(content[start : error.start].decode("utf-8")) + 1
        byte = f"byte 0x{content[error.start]:02x}"
        warning = f"{name}:{line}:{column}: warning: {byte} is not UTF-8; read as U+FFFD"
        return content.decode("utf-8", "replace"), warning
