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


@dataclass(frozen=True, kw_only=True)
class BenchSite:
    """A built site and what its search index holds."""

    folder: Path
    index: dict[str, Any]

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
    shutil.copy(ROOT / "mkdocs.yml", folder)
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", folder / "mkdocs.yml"]
    environment = {**os.environ, "SITE_URL": address, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    index = json.loads((folder / "site/search/search_index.json").read_text(encoding="utf-8"))
    site = BenchSite(folder=folder / "site", index=index)
    write_indexes(site)
    return site


def write_indexes(site: BenchSite) -> None:
    """Write our index, and the one that Material's plugin writes by default for the same pages."""
    docs = [{key: value for key, value in entry.items() if key != "rows"} for entry in site.index["docs"]]
    fields = site.index["config"]["fields"]
    plain = {"lang": ["en"], "separator": "[\\s\\-]+", "pipeline": [], "fields": fields}
    for name, text in {
        "korean": json.dumps(site.index, ensure_ascii=False, separators=(",", ":")),
        "default": json.dumps({"config": plain, "docs": docs}, separators=(",", ":")),
    }.items():
        (site.folder / f"index-{name}.json").write_text(text, encoding="utf-8")


def repeat_index(site: BenchSite, *, pages: int) -> None:
    """Write both indexes anew with the pages repeated, every seventh word of a copy changed."""
    docs = site.index["docs"]
    known = len(site.pages)
    for copy in range(1, -(-pages // known)):
        wanted = set(sorted(site.pages)[: pages - copy * known])
        docs = docs + [_changed(entry, copy) for entry in site.index["docs"] if page_of(entry) in wanted]
    write_indexes(BenchSite(folder=site.folder, index={**site.index, "docs": docs}))


def _changed(entry: dict[str, Any], copy: int) -> dict[str, Any]:
    words = str(entry["text"]).split(" ")
    words[::7] = [
        "".join(chr(ord(one) + copy) if "가" <= one < "힣" else one for one in word) for word in words[::7]
    ]
    return {**entry, "location": f"copy-{copy}/{entry['location']}", "text": " ".join(words)}
