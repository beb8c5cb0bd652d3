"""What is known of the last run of a page's sessions: on which engine, when, with which images.

A record is written by `accept` alone, and stands for the sessions as they were then: those of a page that was
changed since have none.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from dockerlayers_site.consoles.pages import ConsolePage, PageFileFence

_FOLDER = "docs/.sessions"


@dataclass(frozen=True, kw_only=True)
class SessionRecord:
    """The last run: how many sessions it was of; versions; the day in UTC, in ISO 8601.

    `images` says of what each base image is made, or the digest of a real one. `key` is that of the sessions.
    Those that speak to no engine have no versions.
    """

    key: str
    sessions: int
    engine: str | None
    buildx: str | None
    compose: str | None
    platform: str | None
    day: str
    images: Mapping[str, str]
    is_real: bool


def key_of(page: ConsolePage) -> str:
    """Return what stands for the sessions of a page and the files that they need, wherever they are.

    Those that are not run do not count.
    """
    parts = [
        [part.name, part.content] if isinstance(part, PageFileFence) else [*part.lines, repr(part.options)]
        for part in page.parts
        if isinstance(part, PageFileFence) or not part.options.norun
    ]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:16]


def record_path(root: Path, path: str) -> Path:
    """Return where the record of a page is: its path below docs/ is that of the page."""
    return root / _FOLDER / Path(path).relative_to("docs").with_suffix(".json")


def load_record(root: Path, page: ConsolePage) -> SessionRecord | None:
    """Load the record of a page; None where there is none that fits its sessions."""
    try:
        fields: dict[str, Any] = json.loads(record_path(root, page.path).read_text(encoding="utf-8"))
        record = SessionRecord(**fields)
    except (FileNotFoundError, ValueError, TypeError):
        return None
    return record if record.key == key_of(page) else None


def find_other_engine(root: Path, page: ConsolePage, engine: str) -> str | None:
    """Return the version of the engine that a page's output is of, where that has another major number."""
    record = load_record(root, page)
    known = record.engine if record else None
    return known if known and known.partition(".")[0] != engine.partition(".")[0] else None


def save_record(root: Path, page: ConsolePage, record: SessionRecord) -> bool:
    """Write a record, and say whether that changes more than the day."""
    known = load_record(root, page)
    if known and asdict(known) | {"day": ""} == asdict(record) | {"day": ""}:
        return False
    place = record_path(root, page.path)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps(asdict(record), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return True
