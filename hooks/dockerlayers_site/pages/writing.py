"""Write files that hold what cannot be made again: whole, or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from secrets import token_hex


def replace_file(path: Path, content: str | bytes) -> None:
    """Put a text into a file: after a kill or on a full disk the file has the old text, else the new one.

    It is written beside the file (in the same folder: between two file systems there is no replacing)
    and takes its place when it is on the disk. A symbolic link stays one, and permissions stay.
    Raise OSError where it cannot be written.
    """
    target = path.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{token_hex(4)}.new")
    try:
        with beside.open("xb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            beside.chmod(target.stat().st_mode)
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Bring the file's new name onto the disk; a system that cannot open a folder does it by itself."""
    if os.name != "posix":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
