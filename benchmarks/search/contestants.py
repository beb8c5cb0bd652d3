"""Who is compared, and what of each the browser has to load."""

import gzip
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.search.sites import BenchSite

PAGEFIND = "pagefind@1.6.0"
PAGEFIND_FOLDER = "pagefind"


@dataclass(frozen=True, kw_only=True)
class Contestant:
    """One search: its worker and index below the site's address, or the module of Pagefind."""

    name: str
    script: str
    index: str | None
    index_bytes: int

    @property
    def repeats(self) -> bool:
        """Say whether it can be asked about the large site, of which only the index is made."""
        return self.index is not None


def contestants(site: BenchSite) -> Iterator[Contestant]:
    """Yield all that can be had here."""
    material = next(site.folder.glob("assets/javascripts/workers/search.*.min.js"))
    yield _worker(site, "default", material)
    pagefind = site.folder / PAGEFIND_FOLDER
    if pagefind.is_dir():
        size = sum(one.stat().st_size for one in pagefind.rglob("*.pf_*"))
        yield Contestant(
            name="Pagefind", script=f"{PAGEFIND_FOLDER}/pagefind.js", index=None, index_bytes=size
        )
    yield _worker(site, "korean", next(site.folder.glob("assets/javascripts/korean-*/worker.js")))


def _worker(site: BenchSite, name: str, script: Path) -> Contestant:
    index = site.folder / f"index-{name}.json"
    return Contestant(
        name=name,
        script=script.relative_to(site.folder).as_posix(),
        index=index.name,
        index_bytes=len(gzip.compress(index.read_bytes())),
    )


def add_pagefind(site: BenchSite) -> None:
    """Index the site with Pagefind, where npm can get it."""
    npx = shutil.which("npx")
    if not npx:
        print("Pagefind is left out: there is no npx here.")
        return
    command = [
        npx,
        "--yes",
        PAGEFIND,
        "--site",
        site.folder,
        "--root-selector",
        "article",
        "--force-language",
        "ko",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print("Pagefind is left out:", (done.stdout + done.stderr).strip().splitlines()[-1:])
