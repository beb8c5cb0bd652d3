"""Ask a contestant all queries in Chromium."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.search.contestants import Contestant
from benchmarks.search.queries import Query
from tests.support.chromium import ARGUMENTS, find_chromium

SCRIPT = Path(__file__).with_name("asking.js").read_text(encoding="utf-8")
ROUNDS = 2


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What a contestant found for each query, and how long it took, in milliseconds."""

    index_bytes: int
    setup: float
    first: float
    times: tuple[float, ...]
    pages: dict[str, tuple[str, ...]]


def ask_all(address: str, contestant: Contestant, queries: list[Query]) -> Answers:
    """Start the contestant anew in a browser and ask it everything."""
    asked = {
        "script": address + contestant.script,
        "index": address + contestant.index if contestant.index else None,
        "kind": contestant.kind,
        "queries": list(dict.fromkeys(query.text for query in queries)),
        "rounds": ROUNDS,
        "base": address,
    }
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        page = browser.new_page()
        page.goto(f"{address}404.html")
        found = page.evaluate(SCRIPT, asked)
        browser.close()
    return Answers(
        index_bytes=contestant.index_bytes,
        setup=found["setup"],
        first=found["times"][0],
        times=tuple(found["times"]),
        pages={query: tuple(pages) for query, pages in found["pages"].items()},
    )
