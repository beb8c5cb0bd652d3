"""Measure the site's search beside Material's, Pagefind and MiniSearch: `make bench-search NOTES=FOLDER`.

All answer the same queries about the same built site in Chromium. NOTES is a folder of Markdown pages
that is put beside docs/; queries whose answers are not on the site are left out.
"""

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.search.asking import Answers, ask_all
from benchmarks.search.contestants import add_others, contestants
from benchmarks.search.cost import report_cost
from benchmarks.search.queries import FILES, load_queries
from benchmarks.search.report import report_quality, report_speed
from benchmarks.search.sites import build_bench_site
from tests.support.site import serve_folder


def main() -> None:
    """Build the site, ask all contestants, print how well and at what cost they answer."""
    arguments = _arguments()
    with TemporaryDirectory() as name, serve_folder(Path(name, "site")) as served:
        site = build_bench_site(Path(name), arguments.notes, served.address)
        add_others(site)
        queries = load_queries(site)
        answers: dict[str, Answers] = {}
        for contestant in contestants(site):
            answers[contestant.name] = ask_all(served.address, contestant, queries)
        for title in FILES:
            report_quality(title, [query for query in queries if query.file == title], answers)
        report_speed("all in Chromium", answers)
        report_cost(site, queries)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench-search", description=__doc__)
    parser.add_argument("--notes", type=Path, help="a folder of Markdown pages to put beside docs/")
    return parser.parse_args()


if __name__ == "__main__":
    main()
