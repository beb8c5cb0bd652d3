"""Who is compared, and what of each the browser has to load."""

import gzip
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.search.sites import BenchSite

PACKAGES = Path(__file__).with_name("node_modules")
PAGEFIND_FOLDER = "pagefind"
# Seconds for each step of it.
LIMIT = 180
MINISEARCH = "minisearch/dist/es/index.js"


@dataclass(frozen=True, kw_only=True)
class Contestant:
    """One search: its script and its index below the site's address; `kind` says how it is asked."""

    name: str
    kind: str
    script: str
    index: str | None
    index_bytes: int


def contestants(site: BenchSite) -> Iterator[Contestant]:
    """Yield all that can be had here, ours last."""
    material = next(site.folder.glob("assets/javascripts/workers/search.*.min.js"))
    yield _own(site, "Material", "worker", material, "index-default.json")
    pagefind = site.folder / PAGEFIND_FOLDER
    if pagefind.is_dir():
        size = sum(one.stat().st_size for one in pagefind.rglob("*.pf_*"))
        script = f"{PAGEFIND_FOLDER}/pagefind.js"
        yield Contestant(name="Pagefind", kind="pagefind", script=script, index=None, index_bytes=size)
    minisearch = site.folder / "minisearch.js"
    if minisearch.is_file():
        yield _own(site, "MiniSearch+bigrams", "minisearch", minisearch, "index-default.json")
    ours = next(site.folder.glob("assets/javascripts/korean-*/worker.js"))
    yield _own(site, "this site", "worker", ours, "search/search_index.json")


def _own(site: BenchSite, name: str, kind: str, script: Path, index: str) -> Contestant:
    size = len(gzip.compress((site.folder / index).read_bytes()))
    path = script.relative_to(site.folder).as_posix()
    return Contestant(name=name, kind=kind, script=path, index=index, index_bytes=size)


def add_others(site: BenchSite) -> None:
    """Index the site with Pagefind and put MiniSearch into it, as locked, unless they are there.

    Both are left out where npm cannot get them.
    """
    if (site.folder / "minisearch.js").is_file():
        return
    print("indexing the site with Pagefind", flush=True)
    npm = shutil.which("npm")
    if not npm:
        print("Pagefind and MiniSearch are left out: there is no npm here.")
        return
    install: list[str | Path] = [npm, "ci", "--silent", "--prefix", PACKAGES.parent]
    pagefind: list[str | Path] = [
        PACKAGES / ".bin/pagefind",
        "--site",
        site.folder,
        "--root-selector",
        "article",
    ]
    commands: tuple[list[str | Path], ...] = (install, [*pagefind, "--force-language", "ko"])
    for command in commands:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=LIMIT)
        if done.returncode:
            print("left out:", *(done.stdout + done.stderr).strip().splitlines()[-1:])
            return
    shutil.copy(PACKAGES / MINISEARCH, site.folder / "minisearch.js")
