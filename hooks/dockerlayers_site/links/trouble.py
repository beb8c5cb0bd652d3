"""What happens to files of records: a merge that conflicts, and other bytes than text."""

from __future__ import annotations

from pathlib import Path

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.links.errors import LinksError

_MARK = lazy_pattern(r"(?:<{7}|>{7}|\|{7})(?: .*)?\r?|={7}\r?")


def read_record(path: Path) -> str:
    """Read a file of records; raise LinksError where it is no text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes().count(b"\n", 0, error.start) + 1
        raise LinksError(f"{path.as_posix()}:{line}: this line is not UTF-8: {error.reason}") from error


def check_conflict(text: str, name: str, *, cure: str) -> None:
    """Raise LinksError where git left two versions of lines in a file: `cure` says what to make of them."""
    found = [number for number, line in enumerate(text.split("\n"), 1) if _MARK.fullmatch(line)]
    if found:
        raise LinksError(
            f"{name}:{found[0]}: two branches changed the same place, and git left both versions here. "
            f"{cure} Delete the lines that git put in (<<<<<<<, =======, >>>>>>>): "
            f"{', '.join(map(str, found))}."
        )
