"""How a breakdown is put together."""

from __future__ import annotations

import pytest

from dockerlayers.analysis import Analysis, analyze
from dockerlayers.explain.breakdown import explain
from dockerlayers.model.types import Check


def with_checks(source: str, *checks: Check) -> Analysis:
    analysis = analyze(source)
    return Analysis(**{**vars(analysis), "checks": checks})


def test_refuses_a_dockerfile_with_an_error() -> None:
    with pytest.raises(ValueError, match="error"):
        explain(analyze("FORM alpine\n"))


def test_blanks_at_a_line_stay_with_what_is_before() -> None:
    rows = explain(analyze("FROM alpine\n  \n\n# one\n# two\n\t\nRUN a\n")).groups[0].rows
    assert [(row.line, row.end_line) for row in rows] == [(1, 2), (4, 6), (7, 7)]


def test_blanks_at_the_start_are_a_row() -> None:
    rows = [row for group in explain(analyze("  \nFROM alpine\n")).groups for row in group.rows]
    assert [(row.line, row.end_line) for row in rows] == [(1, 1), (2, 2)]


def test_checks_find_their_row() -> None:
    places = [Check(rule="NoEmptyContinuation", detail=str(line), lines=(line,)) for line in (1, 3, 4)]
    nowhere = Check(rule="MaintainerDeprecated", detail="nowhere", lines=())
    breakdown = explain(with_checks("FROM alpine\nRUN a \\\n  b\n\nRUN c\n", *places, nowhere))
    details = [[check.detail for check in row.checks] for row in breakdown.groups[0].rows]
    assert details == [["1", "nowhere"], ["3", "4"], []]


def test_counts_are_those_of_the_final_image() -> None:
    breakdown = explain(
        analyze("FROM a1 AS x\nRUN a\nENV A=1\nFROM x\nRUN b\nLABEL c=d\nFROM a1 AS y\n", target="x")
    )
    assert (len(breakdown.image.layers), breakdown.image.metadata_count, breakdown.stage_count) == (1, 1, 3)
    assert breakdown.image.base
    assert breakdown.image.base.line == 1


def test_a_very_long_file_answers_nothing() -> None:
    breakdown = explain(analyze("FROM alpine\nCOPY a b\n" + "RUN a\n" * 700))
    assert {row.change for group in breakdown.groups for row in group.rows} == {None}
    assert breakdown.files == ()
    assert breakdown.target is breakdown.image.stage


def test_a_stage_named_scratch_is_no_empty_start() -> None:
    breakdown = explain(analyze("FROM alpine AS scratch\nFROM scratch\n"))
    assert breakdown.image.base
    assert breakdown.image.base.line == 1
