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
    return [(one["rule"], one["lines"][0][0]) for one in document["practices"]]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_all_tell_the_same(case: GoldenCase) -> None:
    analysis = analyze_case(case)
    found = [(one.rule, one.instruction.line) for one in analysis.practices]
    document: dict[str, Any] = to_document(analysis)
    assert problems(document) == []
    assert told_by(document) == found
    breakdown = explain(analysis)
    rows = [row for group in breakdown.groups for row in group.rows]
    advice = [(one.rule, row.line) for row in rows for one in row.advice if one.kind is AdviceKind.PRACTICE]
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
        "lines": [[2, 3]],
        "facts": {},
        "mend": {
            "line": 2,
            "removed": ["RUN apt-get install -y \\"],
            "added": ["RUN apt-get install --no-install-recommends -y \\"],
        },
        "url": PRACTICES["RecommendedPackages"].url,
    }


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
