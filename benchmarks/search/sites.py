"""The site to search: docs/ and the notes, built as the project is; and its index, made larger."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.search.asking import BLANK
from tests.support.site import ADDRESS, ROOT

COPIED = ("docs", "examples", "hooks", "overrides")


# Keeps the index as Material's plugin writes it, before ours is made of it.
KEEP = """
import shutil
from pathlib import Path
from mkdocs.plugins import event_priority

@event_priority(0)
def on_post_build(config):
    folder = Path(config.site_dir)
    shutil.copy(folder / "search/search_index.json", folder / "index-default.json")
"""


NOTES = "notes/"
# What our search and Material's read, of judged pages, and of the whole site where it is kept.
INDEXES = ("search/search_index.json", "index-default.json")
WHOLE = ".whole"


@dataclass(frozen=True, kw_only=True)
class BenchSite:
    """A built site of which judged pages are left, what its whole index held, and what Material's did."""

    folder: Path
    index: dict[str, Any]
    default: dict[str, Any]

    @property
    def pages(self) -> frozenset[str]:
        return frozenset(page_of(entry) for entry in self.index["docs"])


def page_of(entry: dict[str, Any]) -> str:
    return str(entry["location"]).partition("#")[0]


def bench_site(work: Path, notes: Path | None, *, judged: frozenset[str]) -> BenchSite:
    """Return the site of these sources, built below a folder unless it is there, in place of older ones.

    Pages that are not judged are left out, but for the notes: whether they answer a query no one has said.
    """
    folder = work / _digest([*(ROOT / name for name in (*COPIED, "mkdocs.yml")), *([notes] if notes else [])])
    if not (folder / "built").is_file():
        shutil.rmtree(work, ignore_errors=True)
        folder.mkdir(parents=True)
        print("building the site", flush=True)
        _build(folder, notes)
        _leave_judged(folder / "site", judged)
        (folder / "built").touch()
    index, default = (
        json.loads((folder / "site" / f"{name}{WHOLE}").read_text(encoding="utf-8")) for name in INDEXES
    )
    return BenchSite(folder=folder / "site", index=index, default=default)


def _digest(paths: list[Path]) -> str:
    """Return a name for what files and folders hold."""
    digest = hashlib.sha256()
    for path in paths:
        files = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
        for file in files:
            if "__pycache__" not in file.parts:
                digest.update(f"{file.relative_to(path.parent)}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:12]


def _build(folder: Path, notes: Path | None) -> None:
    """Build the site in a folder of its own; what is wrong in foreign notes is no reason to stop."""
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name)
    if notes:
        shutil.copytree(notes, folder / "docs/notes")
    (folder / "keep_index.py").write_text(KEEP, encoding="utf-8")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(f"{settings}\nhooks:\n  - keep_index.py\n", encoding="utf-8")
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--quiet",
        "--config-file",
        folder / "mkdocs.yml",
    ]
    environment = {**os.environ, "SITE_URL": ADDRESS, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    (folder / "site" / BLANK).touch()


def _leave_judged(site: Path, judged: frozenset[str]) -> None:
    """Take the other pages out of the site and its indexes, which are kept beside those."""
    for name in INDEXES:
        kept = (site / name).rename(site / f"{name}{WHOLE}")
        whole = json.loads(kept.read_text(encoding="utf-8"))
        docs = [entry for entry in whole["docs"] if _is_judged(page_of(entry), judged)]
        (site / name).write_text(json.dumps({**whole, "docs": docs}, ensure_ascii=False), encoding="utf-8")
    for page in {page_of(entry) for entry in whole["docs"]}:
        if not _is_judged(page, judged):
            (site / page / "index.html").unlink()


def _is_judged(page: str, judged: frozenset[str]) -> bool:
    return page in judged or page.startswith(NOTES)


def resized(index: dict[str, Any], *, pages: int) -> dict[str, Any]:
    """Return an index with so many pages, the copies of which have every seventh word changed."""
    docs = index["docs"]
    names = sorted({page_of(entry) for entry in docs})
    made: list[dict[str, Any]] = []
    for copy in range(-(-pages // len(names))):
        wanted = set(names[: pages - copy * len(names)])
        made += [_changed(entry, copy) if copy else entry for entry in docs if page_of(entry) in wanted]
    return {**index, "docs": made}


def _changed(entry: dict[str, Any], copy: int) -> dict[str, Any]:
    words = str(entry["text"]).split(" ")
    words[::7] = [
        "".join(chr(ord(one) + copy) if "가" <= one < "힣" else one for one in word) for word in words[::7]
    ]
    return {**entry, "location": f"copy-{copy}/{entry['location']}", "text": " ".join(words)}
