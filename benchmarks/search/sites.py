"""The site to search: docs/ and the notes, built as the project is; and its index, made larger."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.site import ROOT

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


@dataclass(frozen=True, kw_only=True)
class BenchSite:
    """A built site, what its search index holds, and what Material's own would."""

    folder: Path
    index: dict[str, Any]
    default: dict[str, Any]

    @property
    def pages(self) -> frozenset[str]:
        return frozenset(page_of(entry) for entry in self.index["docs"])


def page_of(entry: dict[str, Any]) -> str:
    return str(entry["location"]).partition("#")[0]


def build_bench_site(folder: Path, notes: Path | None, address: str) -> BenchSite:
    """Build the site in a folder of its own; what is wrong in foreign notes is no reason to stop."""
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name)
    if notes:
        shutil.copytree(notes, folder / "docs/notes")
    (folder / "keep_index.py").write_text(KEEP, encoding="utf-8")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(f"{settings}\nhooks:\n  - keep_index.py\n", encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", folder / "mkdocs.yml"]
    environment = {**os.environ, "SITE_URL": address, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    index, default = (
        json.loads((folder / "site" / name).read_text(encoding="utf-8"))
        for name in ("search/search_index.json", "index-default.json")
    )
    return BenchSite(folder=folder / "site", index=index, default=default)


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
