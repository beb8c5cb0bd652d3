"""Dockerfiles that come to more than Docker could carry are refused, at the word that does it."""

import pytest

from dockerlayers.analysis import analyze
from dockerlayers.model.fold.fold import MOST_CHARACTERS as MOST_OF_HISTORY
from dockerlayers.syntax.expansion import MOST_CHARACTERS

TOO_LONG = f"a word becomes longer than {MOST_CHARACTERS} characters"
TOO_MUCH = f"the image's history becomes longer than {MOST_OF_HISTORY} characters"


def test_a_variable_that_doubles_is_refused_where_it_is_too_long() -> None:
    error = analyze("FROM scratch\nENV k=ab\n" + "ENV k=$k$k\n" * 64).error
    assert error
    assert error.message == TOO_LONG
    assert error.span
    # two characters, doubled 19 times, are as many as may be
    assert (error.span.line, error.span.column) == (22, 5)


@pytest.mark.parametrize(
    "words",
    [
        "ENV a={v}\nENV b=" + "$a" * 40,
        "ENV a={v}\nENV b=" + "${a:-x}" * 40,
        "ENV a={v}\nENV b=${a//x/$a}",
        "ENV a={v}\nENV b=" + "${a//x/0123456789abcdef}" * 40,
        "ENV a={v}\nCOPY <<E /b\n" + "$a\n" * 40 + "E",
        "ENV a={v}\nLABEL b='x'" + "$a" * 40,
    ],
)
def test_a_word_is_refused_however_it_grows(words: str) -> None:
    error = analyze("FROM scratch\n" + words.replace("{v}", "x" * 60_000)).error
    assert error
    assert error.message == TOO_LONG


def test_a_word_that_is_written_out_has_no_bound() -> None:
    value = ("x" * 60_000 + "\\\n") * 20
    analysis = analyze(f"FROM scratch\nENV a={value}\n")
    assert analysis.error is None


@pytest.mark.parametrize(
    "lines",
    [
        "ENV a={v}\n" + "ENV b=$a\n" * 400,
        "ARG a={v}\n" + "RUN b\n" * 400,
        "EXPOSE 1-65535\n" * 300,
        "EXPOSE " + "1-65535 " * 300 + "\n",
    ],
)
def test_a_history_is_refused_however_it_grows(lines: str) -> None:
    error = analyze("FROM scratch\n" + lines.replace("{v}", "x" * 60_000)).error
    assert error
    assert error.message == TOO_MUCH
    assert error.lines
