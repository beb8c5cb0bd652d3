"""The record of what was brought from where, which lies beside the ledger of addresses."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from dockerlayers_site.bring.errors import BringError
from dockerlayers_site.bring.kinds import notion_id
from dockerlayers_site.links.trouble import check_conflict, read_record

FILE = ".links/brought.jsonl"
"""Where it is, below docs/."""


@dataclass(frozen=True, kw_only=True)
class BroughtFile:
    """A file below docs/, what it was brought from, and the SHA-256 of what was read there and written here.

    `source` is a path in the source, below its section; `place` tells sources with one name apart.
    """

    file: str
    source: str
    place: str
    read: str
    wrote: str

    def is_from(self, source: str, place: str) -> bool:
        """Say whether a file is the one that this was brought from; Notion's id is one wherever it lies."""
        id_ = notion_id(self.source)
        if id_ is not None:
            return id_ == notion_id(source)
        return self.source == source and self.place == place


def digest(data: bytes) -> str:
    """Return the SHA-256 of what a file holds."""
    return sha256(data).hexdigest()


def load_record(docs: Path) -> dict[str, BroughtFile]:
    """Read the record below docs/; raise BringError or LinksError where it cannot be read."""
    path = docs / FILE
    rows: dict[str, BroughtFile] = {}
    text = read_record(path) if path.exists() else ""
    check_conflict(text, path.as_posix(), cure="Keep the lines of both.")
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = BroughtFile(**{key: str(value) for key, value in json.loads(line).items()})
        except (ValueError, TypeError, AttributeError) as error:
            raise BringError("bad-record", file=path.as_posix(), line=number) from error
        rows[row.file] = row
    return rows


def write_record(rows: Iterable[BroughtFile]) -> str:
    """Write the record, a line a file, in the order of their names."""
    ordered = sorted(rows, key=lambda row: row.file)
    return "".join(f"{json.dumps(asdict(row), ensure_ascii=False)}\n" for row in ordered)
