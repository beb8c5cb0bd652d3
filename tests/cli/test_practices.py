"""Practices that are not kept: the analysis, its JSON, the terminal and the page tell the same ones."""

from __future__ import annotations

from typing import Any

import pytest

from dockerlayers.analysis import Analysis, analyze
from dockerlayers.checks.practices.rules import PRACTICES
from dockerlayers.explain.annotations import AdviceKind
from dockerlayers.explain.breakdown import explain
from dockerlayers.model.images import read_image
from dockerlayers.render.document import to_document
from dockerlayers.render.html import render_breakdown
from dockerlayers.render.report import Report
from dockerlayers.render.terminal.style import Screen
from dockerlayers.render.terminal.text import write_text
from tests.cli.test_document import problems
from tests.golden import GoldenCase, golden_cases

CASES = golden_cases("advice")


def analyze_case(case: GoldenCase) -> Analysis:
    fields = case.fields
    images = {name: read_image(document) for name, document in fields.get("images", {}).items()}
    return analyze(
        fields["dockerfile"], images=images, build_args=fields.get("build_args"), allow_fragment=True
    )


def told_by(document: dict[str, Any]) -> list[tuple[str, int]]:
    return [(one["rule"], line) for one in document["practices"] for line, _ in one["lines"]]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_all_tell_the_same(case: GoldenCase) -> None:
    analysis = analyze_case(case)
    found = [(one.rule, place.instruction.line) for one in analysis.practices for place in one.all]
    document: dict[str, Any] = to_document(analysis)
    assert problems(document) == []
    assert told_by(document) == found
    breakdown = explain(analysis)
    rows = [row for group in breakdown.groups for row in group.rows]
    advice = [(one.rule, row.line) for row in rows for one in row.advice if one.kind is not AdviceKind.CHECK]
    assert sorted(advice) == sorted(found)
    html = render_breakdown(analysis, root_id="a")
    text = "".join(write_text(Report(analysis=analysis), "a", Screen(width=100)))
    for name, _ in found:
        assert name in html
        assert f"! {name}" in text


def test_a_practice_in_the_document() -> None:
    analysis = analyze("FROM debian:12\nRUN apt-get install -y \\\n  vim\n")
    document: dict[str, Any] = to_document(analysis)
    (practice,) = document["practices"]
    assert practice == {
        "rule": "RecommendedPackages",
        "case": None,
        "weight": "mend",
        "lines": [[2, 3]],
        "facts": {},
        "others": [],
        "mend": {
            "line": 2,
            "removed": ["RUN apt-get install -y \\"],
            "added": ["RUN apt-get install --no-install-recommends -y \\"],
        },
        "url": PRACTICES["RecommendedPackages"].url,
    }


REPEATED = """\
FROM debian:12 AS a
RUN sudo a
FROM debian:12
RUN x
RUN curl x | tar x
RUN y && \\
  curl y | tar x
RUN curl z | tar x
"""


def test_repeats_are_one_with_all_their_places() -> None:
    document: dict[str, Any] = to_document(analyze(REPEATED))
    (piped,) = [one for one in document["practices"] if one["rule"] == "PipefailMissing"]
    assert piped["lines"] == [[5, 5], [6, 7], [8, 8]]
    facts = {"first": "curl", "second": "tar"}
    assert piped["others"] == [
        {"lines": [[6, 7]], "facts": facts, "mend": None},
        {"lines": [[8, 8]], "facts": facts, "mend": None},
    ]


def test_repeats_are_told_in_full_once() -> None:
    analysis = analyze(REPEATED)
    rows = [row for group in explain(analysis).groups for row in group.rows]
    piped = {row.line: one for row in rows for one in row.advice if one.rule == "PipefailMissing"}
    assert [(line, one.first, bool(one.why)) for line, one in piped.items()] == [
        (5, None, True),
        (6, 5, False),
        (8, 5, False),
    ]
    assert piped[5].places == ((6, 7), (8, 8))
    html = render_breakdown(analysis, root_id="a")
    assert html.count('data-at="5행 · 6–7행 · 8행"') == 1
    assert html.count(">PipefailMissing</a>") == 1
    text = "".join(write_text(Report(analysis=analysis), "a", Screen(width=100)))
    assert text.count("! PipefailMissing  ") == 1
    assert "  ! PipefailMissing  5행, 6–7행, 8행  " in text


def test_repeats_of_a_check_are_told_in_full_once() -> None:
    rows = explain(analyze("FROM alpine:3.22\nENV a b\nENV c d\nENV e f\n")).groups[0].rows
    told = [one for row in rows for one in row.advice if one.rule == "LegacyKeyValueFormat"]
    assert [(one.first, one.places) for one in told] == [(None, ((3, 3), (4, 4))), (2, ()), (2, ())]
    assert [bool(one.why) for one in told] == [True, False, False]
    assert all(one.added for one in told)


def test_they_are_found_once_and_only_when_asked_for() -> None:
    analysis = analyze("FROM debian\n")
    assert "practices" not in vars(analysis)
    assert analysis.practices is analysis.practices


def test_what_is_silenced_is_none() -> None:
    source = "# check=skip=LatestTag, 이유\nFROM debian:latest\n# hadolint ignore=DL3004 이유\nRUN sudo a\n"
    assert analyze(source).practices == ()


def test_a_file_with_an_error_has_none() -> None:
    analysis = analyze("FROM debian\nFORM a\n")
    assert analysis.practices == ()
    assert "practices" not in to_document(analysis)


def test_a_harmless_run_does_not_end_the_search_for_one_that_may_not_write() -> None:
    source = "FROM node:22\nWORKDIR /app\nUSER node\nRUN echo a\nRUN npm install\n"
    found = [(one.rule, one.instruction.line) for one in analyze(source).practices]
    assert ("NoWritePermission", 5) in found
