"""Sites of any size to build: notes under distinct names, with about two Dockerfiles a page."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, cycle
from pathlib import Path

from tests.support.site import ROOT

_A_FOLDER = 25
_LINES = range(10, 41)
_HEADING = re.compile(r"^## ", re.MULTILINE)
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")


@dataclass(frozen=True, kw_only=True)
class Sources:
    """What pages are made of: notes in Markdown, and Dockerfiles of 10 to 40 lines."""

    notes: tuple[str, ...]
    dockerfiles: tuple[str, ...]


def load_sources(notes: Path | None, dockerfiles: Path | None) -> Sources:
    """Load the notes and the Dockerfiles below two folders; without one, the project's own."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((notes or ROOT / "docs").rglob("*.md"))]
    found = sorted((dockerfiles or ROOT / "examples").rglob("*Dockerfile*"))
    files = [path.read_text(encoding="utf-8", errors="replace") for path in found if path.is_file()]
    fit = [text for text in files if text.count("\n") in _LINES and "```" not in text]
    return Sources(notes=tuple(_PICTURE.sub("", text) for text in texts), dockerfiles=tuple(fit or files))


def write_pages(docs: Path, sources: Sources, pages: int, *, tag: str) -> None:
    """Write so many pages below docs/, in folders of 25; `tag` is what a fence with a Dockerfile has."""
    shutil.rmtree(docs, ignore_errors=True)
    for number, text in zip(range(pages), _pages(sources, tag), strict=False):
        folder = docs / f"part-{number // _A_FOLDER + 1:02d}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"page-{number + 1:04d}.md").write_text(text, encoding="utf-8")
    (docs / "index.md").write_text("# 벤치마크\n\n벤치마크 문서입니다.\n", encoding="utf-8")


def _pages(sources: Sources, tag: str) -> Iterator[str]:
    files = cycle(sources.dockerfiles)
    for number, note in zip(count(1), cycle(sources.notes), strict=False):
        parts = [f"\n```{tag}\n{next(files).rstrip()}\n```\n" for _ in range(2)]
        yield _with_fences(f"# 문서 {number}\n\n{note}\n", parts)


def _with_fences(note: str, fences: Sequence[str]) -> str:
    """Put the fences before the second section and at the end, where no other fence can be open."""
    first = next(
        (found.start() for found in _HEADING.finditer(note) if _is_outside(note, found.start())), None
    )
    if first is None:
        return note + "".join(fences)
    return f"{note[:first]}{fences[0]}\n{note[first:]}{fences[1]}"


def _is_outside(note: str, place: int) -> bool:
    """Say whether no fence is open at a place."""
    return note.count("\n```", 0, place) % 2 == 0
