"""Measure the site's search beside Material's, Pagefind and MiniSearch: `make bench-search NOTES=FOLDER`.

All answer the same queries about the same built site in Chromium. NOTES is a folder of Markdown pages
that is put beside docs/; queries whose answers are not on the site are left out. The queries are those by
which no one tunes; `--all` adds the others. What is built and answered is kept below .cache/, and a
measurement that was broken off goes on from there: `--again` asks everything anew.
"""

import argparse
import time
from pathlib import Path

from benchmarks.search.answers import Answers, ask_all
from benchmarks.search.contestants import add_others, contestants
from benchmarks.search.cost import report_cost
from benchmarks.search.queries import FILES, UNSEEN, load_judged, load_queries
from benchmarks.search.report import report_quality, report_speed
from benchmarks.search.sites import bench_site
from tests.support.site import ROOT, serve_folder

WORK = ROOT / ".cache/bench-search"


def main() -> None:
    """Build the site, ask all contestants, print how well and at what cost they answer."""
    arguments = _arguments()
    start = time.monotonic()
    site = bench_site(WORK, arguments.notes, judged=load_judged())
    add_others(site)
    files = FILES if arguments.all else UNSEEN
    queries = load_queries(site, files)
    answers: dict[str, Answers] = {}
    with serve_folder(site.folder) as served:
        for contestant in contestants(site):
            notebook = site.folder.parent / f"{contestant.name}.jsonl"
            if arguments.again:
                notebook.unlink(missing_ok=True)
            answers[contestant.name] = ask_all(served.address, contestant, queries, notebook)
    for title in files:
        report_quality(title, [query for query in queries if query.file == title], answers)
    report_speed("all in Chromium", answers)
    report_cost(site, queries)
    print(f"\ntook {time.monotonic() - start:.0f} s")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench-search", description=__doc__)
    parser.add_argument("--notes", type=Path, help="a folder of Markdown pages to put beside docs/")
    parser.add_argument(
        "--all", action="store_true", help="ask the queries, too, by which the search was tuned"
    )
    parser.add_argument("--again", action="store_true", help="ask anew what was answered before")
    return parser.parse_args()


if __name__ == "__main__":
    main()
