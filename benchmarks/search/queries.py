"""The queries and the pages that answer each.

`tuning` was written before the search that is tuned by it, together with `held-out`, by which no one tunes.
`fresh` was written later, before the finished search was asked any of it; no one tunes by it either.
`more` are errors, synonyms and questions to tune by, written after `fresh`, of which none is in it.
`newer` and `newer-tuning` are a later set of all kinds, written before the search was asked any of it; by the
first no one tunes. `later` and `later-tuning`, likewise, are errors and verbs, as are `latest` and
`latest-tuning`, which are lines of one list by turns. `further-tuning` are errors and verbs to tune by,
without what is nearly one by which no one does. `earlier` has those that the search was made with
at first. What answers a query was fixed by rule, over titles and headings, before any search was asked; for a
pasted error, over the texts. A half-typed query is as the keys of a Korean keyboard make it.

What answers a query was said of the pages that there were. Later ones, of the handbook, are
left out of the measurement; what learners ask of them is kept beside the tests, in tests/search/handbook/.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.search.sites import BenchSite

UNSEEN = ("held-out", "fresh", "newer", "later", "latest")
FILES = (
    *UNSEEN,
    "further-tuning",
    "latest-tuning",
    "later-tuning",
    "newer-tuning",
    "tuning",
    "more",
    "earlier",
)


@dataclass(frozen=True, kw_only=True)
class Query:
    """What a reader types, and the URLs of the pages with an answer."""

    text: str
    category: str
    targets: frozenset[str]
    file: str


def load_queries(site: BenchSite, files: tuple[str, ...]) -> list[Query]:
    """Return the queries of the files that have an answer on the site."""
    queries = [query for file in files for query in _read(file, site.pages)]
    if not queries:
        raise SystemExit("No query has an answer on this site.")
    return queries


def load_judged() -> frozenset[str]:
    """Return the URLs of the pages that answer any query: of later pages, no one has said whether they do."""
    lines = (line for file in FILES for line in _lines(file))
    return frozenset(target for line in lines for target in json.loads(line)["targets"])


def _lines(file: str) -> list[str]:
    return Path(__file__).with_name(f"{file}.jsonl").read_text(encoding="utf-8").splitlines()


def _read(file: str, pages: frozenset[str]) -> Iterator[Query]:
    for line in _lines(file):
        entry = json.loads(line)
        targets = pages.intersection(entry["targets"])
        if targets:
            yield Query(text=entry["query"], category=entry["category"], targets=targets, file=file)
