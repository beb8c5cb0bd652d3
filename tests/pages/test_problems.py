"""What is wrong is told in one way, at its place in the file as its author wrote it."""

from __future__ import annotations

import ast

import pytest
from markdown import Markdown

from dockerlayers.syntax.nodes import Span
from dockerlayers_site.notes.extension import GitHubNotes
from dockerlayers_site.pages.origins import Origins, find_origins
from dockerlayers_site.pages.page_file import PageFile, page_file
from dockerlayers_site.pages.problem import Problem
from tests.support.site import ROOT

_TEXT = "---\ntitle: t\n---\n\n글 [가](나.md)\n"


@pytest.mark.parametrize(
    ("text", "markdown", "count"),
    [("글\n", "글\n", 0), ("---\na: b\n---\n\n글\n", "글\n", 4), ("---\na: b\n---\n글", "changed", 0)],
)
def test_lines_before_the_markdown_are_counted(text: str, markdown: str, count: int) -> None:
    assert page_file("x.md", text).seen_as(markdown).skipped == count


def test_a_file_without_lines_is_what_markdown_sees() -> None:
    assert PageFile(path="<page>").seen_as("가\n나") == page_file("<page>", "가\n나")


def test_a_problem_is_told_with_its_line_a_caret_and_a_hint() -> None:
    file = page_file("docs/x.md", _TEXT).seen_as("글 [가](나.md)\n")
    problem = file.report("no page", file.locate(1, "나.md"), hint="did you mean 다.md?")
    assert (problem.line, problem.column) == (5, 7)
    lines = ["docs/x.md:5:7: no page", "    글 [가](나.md)", f"{' ' * 12}^^^^^", "    did you mean 다.md?"]
    assert str(problem) == "\n".join(lines)


def test_a_place_that_is_not_known_is_the_begin() -> None:
    file = page_file("x.md", _TEXT)
    assert str(file.report("wrong")) == "x.md:1:1: wrong"
    assert file.locate(5, "다른 말") == Span(5, 1, 5, 2)
    assert file.report("wrong", file.locate(99, "x")).excerpt == ""


def test_a_problem_of_a_whole_file_names_the_file() -> None:
    problem = Problem(text="wrong", path="x.md", shown_by="y.md:3")
    assert (problem.line, problem.column) == (1, 1)
    assert str(problem) == "x.md: wrong\n    shown by y.md:3"


def test_the_origin_of_each_line_is_known_while_a_page_is_converted() -> None:
    md = Markdown(extensions=[GitHubNotes()])
    assert find_origins(md) is None
    md.convert("가\n- 나")
    assert find_origins(md) == Origins(lines=("가", "- 나"), indexes=(0, 1, 1))
    md.reset()
    assert find_origins(md) is None
    assert find_origins(Markdown()) is None


def test_nothing_else_makes_a_message() -> None:
    """The words for a place in a file are put together in one module of the site."""
    for module in (ROOT / "hooks").glob("dockerlayers_site/**/*.py"):
        names = {
            alias.name
            for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        assert not names & {"format_error", "format_message"} or module.name == "problem.py", module
