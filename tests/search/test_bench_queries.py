"""The queries that the search is measured by."""

import json
from collections import Counter
from pathlib import Path

from tests.support.site import ROOT

FOLDER = ROOT / "benchmarks/search"
FEWEST = 12


def read(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_every_kind_has_enough_held_out_queries_to_be_measured() -> None:
    kinds = Counter(query["category"] for query in read(FOLDER / "held-out.jsonl"))
    assert {kind: count for kind, count in kinds.items() if count < FEWEST} == {}


def test_no_held_out_query_is_tuned_by() -> None:
    (
        tuning,
        more,
        held,
        fresh,
        earlier,
        newer,
        newer_tuning,
        later,
        later_tuning,
        latest,
        latest_tuning,
        further,
    ) = (
        {query["query"] for query in read(FOLDER / f"{name}.jsonl")}
        for name in (
            "tuning",
            "more",
            "held-out",
            "fresh",
            "earlier",
            "newer",
            "newer-tuning",
            "later",
            "later-tuning",
            "latest",
            "latest-tuning",
            "further-tuning",
        )
    )
    assert held.isdisjoint(tuning | more | newer_tuning)
    assert fresh.isdisjoint(tuning | more | held | earlier)
    assert newer.isdisjoint(tuning | more | held | earlier | fresh | newer_tuning)
    assert later.isdisjoint(tuning | more | held | earlier | fresh | newer | newer_tuning | later_tuning)
    assert (held | fresh | newer).isdisjoint(later_tuning)
    assert latest.isdisjoint(
        tuning | more | held | earlier | fresh | newer | newer_tuning | later | later_tuning | latest_tuning
    )
    assert (held | fresh | newer | later).isdisjoint(latest_tuning)
    assert (held | fresh | newer | later | latest).isdisjoint(further)


def test_every_query_has_an_answer() -> None:
    for path in FOLDER.glob("*.jsonl"):
        assert [query for query in read(path) if not query["targets"]] == []
