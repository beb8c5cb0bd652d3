"""The programs of a shell command."""

from __future__ import annotations

import pytest

from dockerlayers.explain.commands import find_programs


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("make", ("make",)),
        ("apt-get -qq update && apt-get install -y curl", ("apt-get update", "apt-get install")),
        ("npm --version", ("npm",)),
        ("set -e; A=1 B+=2 make", ("make",)),
        ("echo 'a && b' \"c; d\" > /x 2>&1 | tee y", ("echo", "tee")),
        ("a \\&\\& b; c", ("a", "c")),
        ("make -j$(nproc) && echo $((1 + 2)) `date` ${A:-b c}", ("make", "echo")),
        ("cat < in &> out", ("cat",)),
        ("$HOME/bin/run x", ("$HOME/bin/run",)),
    ],
)
def test_programs(command: str, expected: tuple[str, ...]) -> None:
    assert find_programs(command) == expected


@pytest.mark.parametrize(
    "command",
    [
        "",
        "set -e",
        "A=1",
        "a || b",
        "(cd x && y)",
        "if a; then b; fi",
        "a & b",
        "cat <<X",
        '"open',
        "# only",
        "[x]::y z",
    ],
)
def test_what_is_more_than_a_list_has_none(command: str) -> None:
    assert find_programs(command) is None
