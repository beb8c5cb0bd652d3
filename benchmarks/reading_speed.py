"""Measure what a page with many breakdowns costs a reader's processor, beside plain fences of MkDocs.

usage: python -m benchmarks.reading_speed [FILES]

Of the Dockerfiles below FILES, or of examples/, pages with 5, 20 and 60 are built. Each is opened, in turn
with its like of plain fences, in a browser whose processor is four times slower than this one. What is told
are the seconds that the main thread took of it until the page rested, and of these those of styles, of the
layout and of scripts: the median of some visits.
"""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from benchmarks.building.contestants import settings
from benchmarks.building.sites import load_sources
from tests.support.chromium import ARGUMENTS, find_chromium
from tests.support.site import serve_folder

COUNTS = (5, 20, 60)
SLOWER = 4
_VISITS = 7
_REST = 1000
_SHOWN = {
    "TaskDuration": "main thread",
    "RecalcStyleDuration": "style",
    "LayoutDuration": "layout",
    "ScriptDuration": "scripts",
}
_KINDS = {"breakdowns": ("dockerfile", False), "plain fences": ("docker", True)}


@dataclass(frozen=True, kw_only=True)
class Read:
    """What a page was to a reader: seconds by what they went into, elements, and KB with gzip."""

    seconds: Mapping[str, float]
    nodes: int
    weight: float


def main(arguments: list[str]) -> None:
    """Build the pages, open each, and print a row for each number of fences."""
    files = load_sources(None, Path(arguments[0]) if arguments else None).dockerfiles
    print(
        "| fences | kind | KB | elements |",
        " | ".join(f"{one}, s" for one in _SHOWN.values()),
        "| ratio |",
    )
    print("|---" * (5 + len(_SHOWN)) + "|")
    for count, reads in read_pages(files):
        _print(count, reads)


def measure_reading(files: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield what a page of so many breakdowns costs beside one of plain fences, in words and as a ratio."""
    for count, reads in read_pages(files):
        name = (
            f"main thread of a page with {count} breakdowns, beside plain fences, processor {SLOWER} x slower"
        )
        yield name, f"{_ratio(reads):.2f} x"


def read_pages(files: tuple[str, ...]) -> Iterator[tuple[int, Mapping[str, Read]]]:
    """Build the pages, open each, and yield what they were by the kind of their fences."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        browser = stack.enter_context(sync_playwright()).chromium.launch(
            executable_path=find_chromium(), args=[*ARGUMENTS]
        )
        addresses = {}
        for kind, (tag, is_plain) in _KINDS.items():
            site = build_pages(folder / tag, files, tag=tag, is_plain=is_plain)
            served = stack.enter_context(serve_folder(site))
            addresses[kind] = served.address, site
        for count in COUNTS:
            pages = {
                kind: (f"{address}page-{count}/", site / f"page-{count}/index.html")
                for kind, (address, site) in addresses.items()
            }
            yield count, _read(browser, pages)


def build_pages(folder: Path, files: tuple[str, ...], *, tag: str, is_plain: bool) -> Path:
    """Build a site with a page for each number of fences, and return where it is."""
    (folder / "docs").mkdir(parents=True)
    for count in COUNTS:
        fences = [
            f"## {number}\n\n```{tag}\n{text.rstrip()}\n```\n"
            for number, text in enumerate(islice(cycle(files), count))
        ]
        (folder / f"docs/page-{count}.md").write_text(f"# {count}\n\n" + "\n".join(fences), encoding="utf-8")
    (folder / "docs/index.md").write_text("# 벤치마크\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(settings(is_plain=is_plain), encoding="utf-8")
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": ""}
    subprocess.run(
        (sys.executable, "-m", "mkdocs", "build", "--quiet"), cwd=folder, env=environment, check=True
    )
    return folder / "site"


def _read(browser: Browser, pages: Mapping[str, tuple[str, Path]]) -> Mapping[str, Read]:
    """Open the pages in turn, each time in a context of its own, and return the medians of each.

    Now and then a browser forgets to slow its processor down, so the least would not be what a reader gets.
    """
    visits = [{kind: _measure(browser, url) for kind, (url, _) in pages.items()} for _ in range(_VISITS)]
    return {
        kind: Read(
            seconds={name: median(one[kind][name] for one in visits) for name in _SHOWN},
            nodes=int(visits[0][kind]["Nodes"]),
            weight=len(gzip.compress(page.read_bytes())) / 1024,
        )
        for kind, (_, page) in pages.items()
    }


def _measure(browser: Browser, url: str) -> Mapping[str, float]:
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    # Of the processor, not of the clock: what else the machine does is not counted.
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(url, wait_until="load", timeout=600_000)
    page.wait_for_timeout(_REST)
    metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    metrics["Nodes"] = page.evaluate("document.getElementsByTagName('*').length")
    context.close()
    return metrics


def _ratio(reads: Mapping[str, Read], kind: str = "breakdowns") -> float:
    return reads[kind].seconds["TaskDuration"] / reads["plain fences"].seconds["TaskDuration"]


def _print(count: int, reads: Mapping[str, Read]) -> None:
    for kind, read in reads.items():
        seconds = " | ".join(f"{read.seconds[name]:.2f}" for name in _SHOWN)
        ratio = _ratio(reads, kind)
        print(
            f"| {count} | {kind} | {read.weight:.0f} | {read.nodes:,} | {seconds} | {ratio:.2f} x |",
            flush=True,
        )


if __name__ == "__main__":
    main(sys.argv[1:])
