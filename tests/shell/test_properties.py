"""What holds for any text at all."""

import sys
import time
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dockerlayers.syntax.shell.cursor import MAX_DEPTH
from dockerlayers.syntax.shell.nodes import Redirect, Script, ShellWord, SimpleCommand
from dockerlayers.syntax.shell.parser import parse_script

EXAMPLES = settings(max_examples=200, derandomize=True, database=None)

ROUNDS = 3
GROWTH = 35
"""How much dearer a script of ten times the length may be; a square would be a hundred."""

PIECES = st.sampled_from(
    [
        *"'\"\\`$()[]{}<>&|;!#=*?@+-~^%,:/. \t\n\r\0",
        *(
            "\\\n",
            "$(",
            "$((",
            "))",
            "${",
            "${a:-",
            "$'",
            '$"',
            "<(",
            ">(",
            "<<E",
            "<<-'E'",
            "\nE\n",
            "<<<",
            "2>&1",
            "&>",
        ),
        *(
            "&&",
            "||",
            ";;",
            ";&",
            "|&",
            "a=(",
            "a[1]=",
            "b+=c",
            "[[",
            "]]",
            "((",
            "=~",
            "{fd}>",
            "\\`",
            "{{",
            "{%",
            "f()",
        ),
        *(
            "if",
            "then",
            "elif",
            "else",
            "fi",
            "for",
            "in",
            "do",
            "done",
            "while",
            "until",
            "case",
            "esac",
            "select",
        ),
        *(
            "function",
            "time",
            "coproc",
            "export",
            "a",
            "bc",
            "-d",
            "$x",
            "한글",
            "🐳",
            "\ud800",
            "\x85",
            "\u2028",
        ),
    ]
)
JOINED = st.lists(PIECES, max_size=24).map("".join)
SPACED = st.lists(PIECES, max_size=24).map(" ".join)
SCRIPTS = st.recursive(
    st.one_of(JOINED, SPACED, st.text(max_size=12)),
    lambda inner: st.one_of(
        st.builds("if {}; then {}; fi".format, inner, inner),
        st.builds("for x in {}; do {}; done".format, inner, inner),
        st.builds("case {} in {}) {};; esac".format, inner, inner, inner),
        st.builds('a "$({})" `{}`'.format, inner, inner),
        st.builds("b <<E\n{}\nE\n{}".format, inner, inner),
        st.builds("{{ {}; }} && ( {} )".format, inner, inner),
    ),
    max_leaves=5,
)
NESTED = {
    "substitution": ("$(a ", ")"),
    "quoted substitution": ('a "$(', ')"'),
    "subshell": ("( ", " )"),
    "group": ("{ ", "; }"),
    "if": ("if a; then ", "; fi"),
    "loop": ("while a; do ", "; done"),
    "case": ("case a in b) ", ";; esac"),
    "function": ("f() { ", "; }"),
    "parameter": ('"${a:-', '}"'),
    "arithmetic": ("$((", "))"),
    "process": ("a <(", ")"),
    "subshell in a substitution": ("$((", ") )"),
}


def words_of(script: Script) -> Iterator[ShellWord]:
    for command in script.commands:
        yield from command.assignments
        yield from command.words
        yield from targets(command.redirects)
    yield from targets(script.redirects)
    yield from script.heredocs


def targets(redirects: tuple[Redirect, ...]) -> Iterator[ShellWord]:
    for redirect in redirects:
        assert redirect.target
        assert redirect.start <= redirect.target.start
        assert redirect.end == redirect.target.end
        yield redirect.target


def check_order(command: SimpleCommand) -> None:
    """Check that a command's parts follow each other, and fill it from end to end."""
    for words in (command.assignments, command.words):
        assert all(before.end <= after.start for before, after in pairwise(words))
    parts: list[ShellWord | Redirect] = [*command.assignments, *command.words, *command.redirects]
    assert min(part.start for part in parts) == command.start
    assert max(part.end for part in parts) == command.end


@EXAMPLES
@given(SCRIPTS)
def test_every_piece_stands_where_it_says(text: str) -> None:
    script = parse_script(text)
    assert script.text == text
    pieces = [(one.text, one.start, one.end) for one in words_of(script)]
    pieces += [(one.text, one.start, one.end) for one in script.operators]
    pieces += [(one.text, one.start, one.end) for one in script.comments]
    for written, start, end in pieces:
        assert 0 <= start <= end <= len(text)
        assert text[start:end] == written
    for command in script.commands:
        check_order(command)
    for starts in (
        [one.start for one in script.commands],
        [one.start for one in script.operators],
        [one.start for one in script.comments],
    ):
        assert starts == sorted(starts)


@EXAMPLES
@given(SCRIPTS)
def test_more_text_changes_nothing_before_it(text: str) -> None:
    script = parse_script(text)
    if script.is_whole and not text.endswith("\\") and "<<" not in text:
        longer = parse_script(f"{text}\nlast 'word'")
        assert longer.is_whole
        assert longer.commands[: len(script.commands)] == script.commands
        assert longer.commands[-1].words[-1].value == "word"


@EXAMPLES
@given(st.text(max_size=20).filter(lambda text: "'" not in text))
def test_single_quotes_keep_everything(text: str) -> None:
    words = parse_script(f"a '{text}' b").commands[0].words
    assert [word.value for word in words] == ["a", text, "b"]


@pytest.mark.parametrize("name", NESTED)
def test_nesting_has_a_limit(name: str) -> None:
    opening, closing = NESTED[name]
    for depth in (MAX_DEPTH // 2, MAX_DEPTH - 1):
        script = parse_script(opening * depth + "a" + closing * depth)
        assert script.is_whole or (depth > MAX_DEPTH // 2 and name == "subshell in a substitution")
    for text in (opening * 20_000 + "a" + closing * 20_000, opening * 20_000):
        assert not parse_script(text).is_whole


def test_a_deep_stack_is_no_error() -> None:
    def call(depth: int) -> Script:
        return call(depth - 1) if depth else parse_script("a $(b $(c $(d $(e)))) && f")

    limit, frame, used = sys.getrecursionlimit(), sys._getframe(), 0
    while frame.f_back:
        frame, used = frame.f_back, used + 1
    assert not call(limit - used - 20).is_whole


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        ("a", "\\\n"),
        ("", 'apt-get update && apt-get install -y "a b" 2>&1 | tee $x `y` $(z)\n'),
        ("", "<<A "),
        ("", "cat <<EOF\n$(a)\nEOF\n"),
        ("", "$((a) | b) "),
        ("", "a `b \\`c\\`` "),
        ("", "{"),
        ("", "*(a"),
        ("", "export a=*(x)"),
        ("", "\\\n"),
        ("", "'"),
    ],
)
def test_the_cost_is_linear(start: str, piece: str) -> None:
    few, many = 4_000, 40_000
    growth = float("inf")
    for _ in range(ROUNDS):
        least = min(seconds(start + piece * (few // len(piece))) for _ in range(ROUNDS))
        growth = min(growth, seconds(start + piece * (many // len(piece))) / least)
        if growth <= GROWTH:
            break
    assert growth <= GROWTH


def seconds(text: str) -> float:
    start = time.process_time()
    parse_script(text)
    return time.process_time() - start
