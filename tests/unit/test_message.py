"""Messages for a terminal, and the error that they are made of."""

import pytest

from dockerlayers.errors import DockerfileError
from dockerlayers.message import caret, format_error, width
from dockerlayers.syntax.nodes import Span


@pytest.mark.parametrize(
    ("character", "columns"),
    [
        ("a", 1),
        ("가", 2),
        ("한", 2),
        ("。", 2),
        ("\uff21", 2),
        ("é", 1),
        ("\u0301", 0),
        ("\u200b", 0),
        ("\ufeff", 0),
    ],
)
def test_width_in_columns(character: str, columns: int) -> None:
    assert width(character) == columns


@pytest.mark.parametrize(
    ("text", "start", "end", "marks"),
    [
        ("RUM true", 0, 3, "^^^"),
        ("USER 가나 다", 5, 7, "     ^^^^"),
        ("LABEL 가=1 B", 10, 11, "           ^"),
        ("\tRUM\tx", 5, 6, "\t   \t^"),
        ("FROM", 4, 4, "    ^"),
        ("cafe\u0301 x", 6, 7, "     ^"),
    ],
)
def test_caret_stands_under_the_word(text: str, start: int, end: int, marks: str) -> None:
    assert caret(text, start, end) == marks


def test_error_tells_its_place() -> None:
    assert str(DockerfileError("no")) == "<Dockerfile>: no"
    assert str(DockerfileError("no", path="a/Dockerfile")) == "a/Dockerfile: no"
    assert str(DockerfileError("no", path="a/Dockerfile", span=Span(3, 5, 3, 6))) == "a/Dockerfile:3:5: no"


def test_error_keeps_its_fields() -> None:
    error = DockerfileError("no", lines=range(2, 4), hint="why", engine_text="line 2: no")
    assert (error.message, error.lines, error.hint, error.engine_text) == ("no", (2, 3), "why", "line 2: no")
    assert (error.span, error.path) == (None, None)
    assert DockerfileError("no").engine_text == "no"


def test_message_shows_line_caret_and_hint() -> None:
    error = DockerfileError(
        "unknown instruction: RUM", span=Span(2, 1, 2, 4), hint="did you mean RUN?", path="Dockerfile"
    )
    assert format_error(error, "RUM true  ").split("\n") == [
        "Dockerfile:2:1: unknown instruction: RUM",
        "    RUM true",
        "    ^^^",
        "    did you mean RUN?",
    ]


def test_caret_runs_to_the_end_of_a_line_that_goes_on() -> None:
    error = DockerfileError("no", span=Span(1, 5, 2, 3))
    assert format_error(error, "RUN a \\").split("\n")[2] == "        ^^^"


@pytest.mark.parametrize(
    ("start", "end", "shown", "marked"),
    [
        (1, 3, "x" * 160 + " …", "^^"),
        (291, 301, "… " + "x" * 90, "^" * 10),
        (200, 203, "… " + "x" * 160 + " …", "^^^"),
        (1, 301, "x" * 160 + " …", "^" * 160),
    ],
)
def test_long_line_is_cut_around_the_word(start: int, end: int, shown: str, marked: str) -> None:
    error = DockerfileError("no", span=Span(1, start, 1, end))
    _, line, caret_line = format_error(error, "x" * 300).split("\n")
    assert line == f"    {shown}"
    assert caret_line.strip() == marked


def test_decomposed_hangul_takes_the_columns_of_its_initials() -> None:
    assert width("\u1100") + width("\u1161") + width("\u11a8") == 2


@pytest.mark.parametrize(("span", "line"), [(Span(1, 1, 1, 2), None), (None, "RUN")])
def test_message_without_a_line(span: Span | None, line: str | None) -> None:
    error = DockerfileError("no", span=span)
    assert format_error(error, line) == str(error)
