"""What holds for every input: what no Dockerfile, however strange, may do to the library."""

from __future__ import annotations

import json
import re
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

import dockerlayers
from dockerlayers.analysis import Analysis, analyze
from dockerlayers.explain.annotations import Advice
from dockerlayers.explain.compare import compare
from dockerlayers.render.compare import Side, render_comparison
from dockerlayers.render.document import write_document
from dockerlayers.render.html import render_breakdown, render_error
from dockerlayers.render.page import render_page
from dockerlayers.render.report import ContextFolder, Question, Report, answer_questions
from dockerlayers.render.terminal.characters import expand_tabs, visible
from dockerlayers.render.terminal.fault import format_fault
from dockerlayers.render.terminal.style import Screen
from dockerlayers.render.terminal.text import write_text
from tests.fuzz.inputs import FuzzInput
from tests.render.reading import Page

SECONDS, SECONDS_A_BYTE = 5.0, 1e-3
"""Processor time that an input may take, with all that is measured along the way."""
_GUESSES = ("UndefinedVar", "UndefinedArgInFrom")
"""What they propose is the name that Docker guesses, whose value may not fit."""
_VALIDATOR = Draft202012Validator(
    json.loads((Path(dockerlayers.__file__).parent / "render/schema.json").read_text(encoding="utf-8"))
)
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_BLANKS = re.compile(r"\s+")


def check_input(given: FuzzInput) -> None:
    """Analyze, explain and render an input, and hold every oracle against what comes out."""
    start = time.process_time()
    report = make_report(given)
    written = check_document(report), check_page(report)
    again = make_report(given)
    assert written == (write_line(again), write_page(again)), "the same input has two answers"
    check_text(report)
    if report.analysis.build:
        check_comparison(report.analysis)
        check_mends(given, report.analysis)
    spent = time.process_time() - start
    assert spent < SECONDS + SECONDS_A_BYTE * len(given.source), f"took {spent:.1f} s"


def make_report(given: FuzzInput) -> Report:
    analysis = analyze(
        given.source,
        target=given.target,
        build_args=given.arguments,
        labels=given.labels,
        platform=given.platform,
        context=given.context,
        allow_fragment=given.is_fragment,
    )
    questions = [Question(text=str(change), change=change) for change in given.changes]
    folder = ContextFolder(context=given.context, ignore_file="x") if given.context else None
    return Report(
        analysis=analysis, path="Dockerfile", folder=folder, answers=answer_questions(analysis, questions)
    )


def check_document(report: Report) -> str:
    """Write the JSON: what its schema asks for, however it is written."""
    assert (report.analysis.build is None) == (report.analysis.error is not None)
    line = write_line(report)
    document = json.loads(line)
    assert json.loads("".join(write_document(report, indent=True))) == document
    error = next(_VALIDATOR.iter_errors(document), None)
    assert error is None, f"{error.json_path}: {error.message[:200]}" if error else ""
    assert "\n" not in line
    _check_lines(report.analysis, document)
    return line


def write_line(report: Report) -> str:
    return "".join(write_document(report, indent=False))


def _check_lines(analysis: Analysis, document: dict[str, Any]) -> None:
    """Check that what is told of lines is told of lines that there are."""
    last = analysis.source.count("\n") + 1
    # BuildKit counts lines from 0 for what is wrong with a directive
    ranges = [check["lines"] for check in document["checks"]] + [document.get("error_lines") or []]
    assert all(0 <= first <= end <= last for lines in ranges for first, end in lines)
    for one in document["instructions"]:
        assert 1 <= one["lines"][0] <= one["lines"][1] <= last


def check_text(report: Report) -> None:
    """Write it for a terminal: no character that one obeys but the colours, and every line of the file."""
    plain, coloured = (
        "".join(write_text(report, "Dockerfile", Screen(width=80, has_color=has_color)))
        for has_color in (False, True)
    )
    assert _COLOUR.sub("", coloured) == plain
    assert all(character == "\n" or visible(character) == character for character in set(plain))
    if report.analysis.error:
        assert "Dockerfile" in format_fault(report.analysis.error, report.analysis.source, "Dockerfile")
    else:
        assert report.analysis.dockerfile
        squeezed = _BLANKS.sub("", plain)
        for line in report.analysis.dockerfile.lines:
            assert _BLANKS.sub("", visible(expand_tabs(line))) in squeezed, f"not in the text: {line!r}"


def check_page(report: Report) -> str:
    """Write it as a page, which holds the file to the letter, and no two things by one name."""
    markup = write_page(report)
    page = Page(markup)
    # HTML has no NUL
    source = re.sub("\r+\n", "\n", report.analysis.source).replace("\0", "\ufffd")
    assert page.source == (source if source.endswith("\n") else f"{source}\n"), "a line is not on the page"
    assert not page.open
    assert len(page.ids) == len(set(page.ids))
    assert page.targets <= set(page.ids)
    assert not re.search(r"\n\s*\n", markup), "Markdown ends at a blank line"
    assert render_page([("Dockerfile", report)])
    return markup


def write_page(report: Report) -> str:
    analysis = report.analysis
    if analysis.error:
        return render_error(analysis.source, analysis.error, root_id="x")
    return render_breakdown(analysis, root_id="x")


def check_comparison(analysis: Analysis) -> None:
    """Compare the file with itself: nothing is gained."""
    comparison = compare(analysis.explain(), analysis.explain())
    assert comparison.gains == ()
    side = Side(title="x", escape=analysis.dockerfile.escape if analysis.dockerfile else "\\")
    assert not Page(render_comparison(comparison, root_id="x", before=side, after=side)).open


def check_mends(given: FuzzInput, analysis: Analysis) -> None:
    """Mend each thing that is to be mended: what comes out builds, and has one thing less to mend."""
    before = _advice(analysis)
    for one in before:
        if one.line is None or one.rule in _GUESSES:
            continue
        assert analysis.dockerfile
        lines, first = list(analysis.dockerfile.lines), one.line - 1
        assert tuple(lines[first : first + len(one.removed)]) == one.removed
        lines[first : first + len(one.removed)] = one.added
        after = make_report(replace(given, source="\n".join(lines))).analysis
        assert after.error is None, f"{one.rule}: {one.removed} -> {one.added}: {after.error}"
        counts = [[other.rule for other in found].count(one.rule) for found in (_advice(after), before)]
        assert counts[0] < counts[1], f"{one.rule} is still there: {one.removed} -> {one.added}"


def _advice(analysis: Analysis) -> list[Advice]:
    if analysis.error:
        return []
    return [one for group in analysis.explain().groups for row in group.rows for one in row.advice]
