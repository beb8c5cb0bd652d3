"""In a language that has all texts nothing is told in Korean, wherever it is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from dockerlayers.analysis import Analysis, analyze
from dockerlayers.cli.images import load_images
from dockerlayers.explain.breakdown import explain
from dockerlayers.explain.compare import compare
from dockerlayers.explain.gloss.texts import find_text
from dockerlayers.model.changes import FileChange
from dockerlayers.model.context import BuildContext
from dockerlayers.programs.load import find_program, index_programs
from dockerlayers.programs.types import Program
from dockerlayers.render.compare import Side, render_comparison
from dockerlayers.render.document import to_document
from dockerlayers.render.html import render_breakdown, render_error
from dockerlayers.render.page import render_page
from dockerlayers.render.report import ContextFolder, Question, Report, answer_questions
from dockerlayers.render.terminal.style import Screen
from dockerlayers.render.terminal.text import write_text
from dockerlayers.render.view import RenderOptions
from tests.golden import golden_cases
from tests.texts.pseudo import HANGUL, LANGUAGE, list_korean, make_pseudo

TEXTS = make_pseudo()
IMAGES = load_images(str(Path(__file__).parents[1] / "engine-cases/images.json"))
FOLDERS = ("advice", "checks", "explain", "gloss", "html", "model", "syntax", "terminal")
SOURCES = sorted({str(case.fields.get("dockerfile", "")) for name in FOLDERS for case in golden_cases(name)})
BUILT = {str(case.fields["dockerfile"]) for name in ("html", "terminal") for case in golden_cases(name)}
EXTRA = "FROM alpine AS 없는이름\nCOPY --from=nowhere a b\nADD missing /\n# 주석\nRUN a\n"


def list_analyses(source: str) -> Iterator[Analysis]:
    """Analyze a source as a file, as a fragment where it is none, and where its base images are known."""
    analysis = analyze(source)
    yield analysis
    if analysis.error:
        yield analyze(source, allow_fragment=True)
    elif source in BUILT:
        yield analyze(source, images=IMAGES)


def render(analysis: Analysis) -> str:
    """Render all forms of a breakdown, or the error."""
    if analysis.error:
        return "".join(
            render_error(analysis.source, analysis.error, root_id="x", expected=expected, language=TEXTS)
            for expected in (False, True)
        )
    options = [RenderOptions(), RenderOptions(is_brief=True, ranges=((2, 3),))]
    return "".join(render_breakdown(analysis, root_id="x", options=one, language=TEXTS) for one in options)


def report(analysis: Analysis) -> Report:
    """Tell all that a report can hold: a build context, files that are not in it, answers."""
    context = BuildContext(files={"a": 1, "한글": 2})
    questions = [Question(text="file:a", change=FileChange(path="a"))]
    return Report(
        analysis=analysis,
        folder=ContextFolder(context=context, ignore_file=".dockerignore"),
        answers=answer_questions(analysis, questions),
    )


def test_no_page_holds_korean() -> None:
    for source in BUILT:
        for analysis in list_analyses(source):
            assert list_korean(render(analysis), source) == [], source


def test_no_terminal_holds_korean() -> None:
    for source in (*SOURCES, EXTRA):
        for width in (60, 120) if source in BUILT else (60,):
            told = "".join(write_text(report(analyze(source)), "Dockerfile", Screen(width=width), TEXTS))
            assert list_korean(told, source, "한글") == [], source


def test_no_document_holds_korean() -> None:
    reports = [("a", report(one)) for source in (*SOURCES, EXTRA) for one in list_analyses(source)]
    page = render_page(reports, TEXTS)
    assert page.startswith(f'<!doctype html>\n<html lang="{LANGUAGE}">')
    assert list_korean(page, *SOURCES, EXTRA, "한글") == []
    for source in SOURCES:
        words = json.dumps(to_document(analyze(source)), ensure_ascii=False)
        assert list_korean(words, source) == [], source


def test_no_comparison_holds_korean() -> None:
    for case in golden_cases("compare"):
        sources = [str(case.fields[name]) for name in ("before", "after")]
        both = [explain(analyze(source), TEXTS) for source in sources]
        side = Side(title="x")
        told = render_comparison(compare(*both), root_id="x", before=side, after=side)
        assert list_korean(told, *sources) == []


def list_texts(value: Any) -> Iterator[str]:
    """List all texts in what is said of a program."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from list_texts(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from list_texts(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from list_texts(getattr(value, field.name))


def write_calls(name: str, program: Program) -> Iterator[str]:
    """Write a call of a program, and of each of its commands, with all options of it."""
    options = " ".join(f"{option} 1" for option in program.options)
    yield f"{name} {options} a b"
    yield f"{name} a"
    for command, inner in program.commands.items():
        yield from write_calls(f"{name} {command}", inner)


def test_no_program_is_told_of_in_korean() -> None:
    for stem in sorted(set(index_programs().values())):
        program = find_program(stem)
        assert program
        said = list(list_texts(find_text(TEXTS, program.key)))
        assert said
        assert [text for text in said if HANGUL.search(text)] == []
        lines = "".join(f"RUN {call}\n" for call in write_calls(stem, program))
        breakdown = explain(analyze(f"FROM alpine\n{lines}"), TEXTS)
        assert list_korean(str([row for group in breakdown.groups for row in group.rows])) == [], stem
