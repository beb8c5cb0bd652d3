"""What the search costs by the number of pages: its index beside the default's, and the processor's time."""

import gzip
import json
import shutil
import subprocess
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.search.queries import Query
from benchmarks.search.sites import BenchSite, resized

SCRIPT = Path(__file__).with_name("cost.js")
PAGES = (50, 300, 1000)
# Seconds for one size.
LIMIT = 180


def report_cost(site: BenchSite, queries: list[Query]) -> None:
    """Print a line for each size of the site."""
    node = shutil.which("node")
    print("\ncost: index in gzip beside the default's; set-up, first query, median, p95 in ms of processor")
    for pages in PAGES:
        ours, default = (resized(index, pages=pages) for index in (site.index, site.default))
        sizes = [
            len(gzip.compress(json.dumps(one, **form).encode()))
            for one, form in ((ours, OURS), (default, DEFAULT))
        ]
        ratio = f"{sizes[0] / 1000:.0f} kB / {sizes[1] / 1000:.0f} kB = {sizes[0] / sizes[1]:.2f}"
        times = _times(node, site, ours, queries) if node else "no node here"
        print(f"{pages:5} pages {ratio:>26} {times}")


# As each is written: ours by this site, the default's by Material's plugin.
OURS: dict[str, Any] = {"ensure_ascii": False, "separators": (",", ":")}
DEFAULT: dict[str, Any] = {"separators": (",", ":")}


def _times(node: str, site: BenchSite, index: dict[str, Any], queries: list[Query]) -> str:
    (engine,) = site.folder.glob("assets/javascripts/korean-*/engine.js")
    with TemporaryDirectory() as name:
        files = [Path(name, "index.json"), Path(name, "queries.json")]
        files[0].write_text(json.dumps(index), encoding="utf-8")
        files[1].write_text(json.dumps([query.text for query in queries]), encoding="utf-8")
        # Node takes scripts of the site for modules where a package says so.
        (engine.parent / "package.json").write_text('{"type": "module"}', encoding="utf-8")
        done = subprocess.run(
            [node, SCRIPT, engine, *files], capture_output=True, text=True, check=True, timeout=LIMIT
        )
    found = json.loads(done.stdout)
    p95 = quantiles(found["times"], n=20)[-1]
    return f"{found['setup']:8.0f} {found['first']:8.0f} {median(found['times']):8.1f} {p95:8.1f}"
