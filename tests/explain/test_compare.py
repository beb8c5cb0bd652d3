"""Two Dockerfiles side by side: stories in tests/golden/compare."""

from __future__ import annotations

import pytest

from dockerlayers.analysis import analyze
from dockerlayers.explain.annotations import Annotation, Breakdown
from dockerlayers.explain.breakdown import explain
from dockerlayers.explain.compare import compare
from dockerlayers.explain.gains import Gain
from dockerlayers.explain.matching import RowPair, match_rows
from dockerlayers.texts.inline import plain
from tests.golden import GoldenCase, check_golden, golden_cases

CASES = golden_cases("compare")


def explained(source: str) -> Breakdown:
    return explain(analyze(source, allow_fragment=True))


def outline(pairs: tuple[RowPair, ...]) -> str:
    """Write a line for each pair: the lines on both sides, and what became of them."""
    return "".join(
        f"{place(pair.before)} {place(pair.after)} {pair.state.value}{twin(pair)}\n" for pair in pairs
    )


def place(row: Annotation | None) -> str:
    return str(row.line) if row else "-"


def twin(pair: RowPair) -> str:
    return f" {pair.twin.line}" if pair.twin else ""


def show(gain: Gain) -> str:
    mark = {True: "+", False: "-", None: "="}[gain.is_gain]
    return f"{mark} {gain.name}: {plain(gain.before)} > {plain(gain.after)} {plain(gain.why)}".rstrip()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_golden(case: GoldenCase, request: pytest.FixtureRequest) -> None:
    comparison = compare(explained(case.fields["before"]), explained(case.fields["after"]))
    actual = {"pairs": outline(comparison.pairs), "gains": [show(gain) for gain in comparison.gains]}
    check_golden(case, actual, request)


def test_matches_are_in_order_and_hold_every_row() -> None:
    for case in CASES:
        before, after = explained(case.fields["before"]), explained(case.fields["after"])
        pairs = match_rows(before, after)
        for side, breakdown in (("before", before), ("after", after)):
            rows = [row for group in breakdown.groups for row in group.rows]
            assert [row for pair in pairs if (row := getattr(pair, side))] == rows
