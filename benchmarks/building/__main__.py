"""Compare what sites cost, with ours and with other generators; print one table and write it beside this."""

from __future__ import annotations

import argparse
import math
import os
import platform
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.building.contestants import ENVIRONMENT, Contestant, list_contestants
from benchmarks.building.library import measure_library
from benchmarks.building.reading import weigh
from benchmarks.building.serving import measure_saving
from benchmarks.building.sites import Sources, load_sources, write_pages
from benchmarks.building.timing import Cost, measure
from benchmarks.reading_speed import measure_reading
from tests.support.site import ROOT

_BUILDS = ("cold", "unchanged", "one edit")
_PAGE, _ADDRESS = "part-01/page-0002.md", "part-01/page-0002/"
_README = ROOT / "benchmarks/README.md"

Results = dict[tuple[str, int, str], Cost]


def main() -> None:
    """Measure, print, and write benchmarks/README.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=Path, help="a folder with the notes of which pages are made")
    parser.add_argument("--files", type=Path, help="a folder with the Dockerfiles in them")
    parser.add_argument("--pages", type=int, nargs="+", default=[50, 200, 500, 1000])
    parser.add_argument(
        "--served", type=int, default=500, help="the pages of the site that is served; 0: none"
    )
    options = parser.parse_args()
    sources = load_sources(options.notes, options.files)
    contestants = list_contestants()
    results: Results = {}
    with TemporaryDirectory() as folder:
        for pages in options.pages:
            for one in contestants:
                results |= _build(one, Path(folder, one.name.replace(" ", "-")), sources, pages)
        ours = Path(folder, "ours")
        requests, weight = weigh(ours / "site", _ADDRESS)
        saved = _serve(ours, sources, options.served) if options.served else None
    text = "\n".join(
        [
            *_head(options.pages, contestants),
            *_table(results, contestants, options.pages),
            "",
            *_exponents(results, contestants, options.pages),
            "",
            "| reading, serving and the library | |",
            "|---|---|",
            f"| files that the first view of a page asks for in its HTML | {requests} |",
            f"| their size with gzip | {weight:.0f} KB |",
            *(
                [f"| from save to the new text in the served page, {options.served} pages | {saved:.2f} s |"]
                if saved
                else []
            ),
            *(f"| {name} | {value} |" for name, value in measure_reading(sources.dockerfiles)),
            *(f"| {name} | {value} |" for name, value in measure_library(sources.dockerfiles)),
            "",
        ]
    )
    _README.write_text(text, encoding="utf-8")
    print(text)


def _build(one: Contestant, folder: Path, sources: Sources, pages: int) -> Results:
    docs = folder / one.docs
    write_pages(docs, sources, pages, tag=one.tag)
    one.set_up(folder)
    for name in (*one.kept, "site", "public"):
        shutil.rmtree(folder / name, ignore_errors=True)
    found: Results = {}
    for build in _BUILDS:
        if build == "one edit":
            with (docs / _PAGE).open("a", encoding="utf-8") as file:
                file.write("\n한 문단을 더 적었습니다.\n")
        found[one.name, pages, build] = cost = measure(one.command, folder, ENVIRONMENT, cores=one.cores)
        print(f"{one.name}, {pages} pages, {build}: {cost.processor:.1f} s", flush=True)
    return found


def _serve(folder: Path, sources: Sources, pages: int) -> float:
    write_pages(folder / "docs", sources, pages, tag="dockerfile")
    return measure_saving(folder, folder / "docs" / _PAGE, _ADDRESS)


def _head(pages: Sequence[int], contestants: Sequence[Contestant]) -> list[str]:
    load = os.getloadavg()[0]
    return [
        "# Benchmarks",
        "",
        "What `make bench` has measured last, in one run and side by side; it writes this file.",
        "",
        f"{date.today().isoformat()}, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, {len(os.sched_getaffinity(0))} cores, load {load:.1f}.",
        f"Sites of {', '.join(map(str, pages))} pages, each a note with two Dockerfiles, by "
        f"{', '.join(one.name for one in contestants)}.",
        "Seconds are those of the processor; in brackets, how many times those of plain MkDocs.",
        "",
    ]


def _table(results: Results, contestants: Sequence[Contestant], pages: Sequence[int]) -> list[str]:
    first = contestants[0].name
    lines = ["| pages | build | " + " | ".join(one.name for one in contestants) + " |"]
    lines.append("|" + "---|" * (len(contestants) + 2))
    for count in pages:
        for build in _BUILDS:
            base = results[first, count, build]
            cells = []
            for one in contestants:
                cost = results[one.name, count, build]
                ratio = cost.processor / base.processor
                clock = cost.clock / base.clock
                cells.append(f"{cost.processor:.1f} ({ratio:.2f} x; clock {cost.clock:.1f}, {clock:.2f} x)")
            lines.append(f"| {count} | {build} | {' | '.join(cells)} |")
        memory = " | ".join(f"{results[one.name, count, 'cold'].memory:.0f}" for one in contestants)
        lines.append(f"| {count} | memory, MB | {memory} |")
    return lines


def _exponents(results: Results, contestants: Sequence[Contestant], pages: Sequence[int]) -> list[str]:
    """Say how the time grows with the pages: an exponent of 1 is in proportion, 2 with their square."""
    least, most = min(pages), max(pages)
    if least == most:
        return []
    found = []
    for one in contestants:
        costs = [results[one.name, count, "cold"].processor for count in (least, most)]
        found.append(f"{one.name} {math.log(costs[1] / costs[0]) / math.log(most / least):.2f}")
    return [f"Exponent of the cold build from {least} to {most} pages: {', '.join(found)}."]


if __name__ == "__main__":
    main()
