"""Where the characters of a shell script stand in a Dockerfile."""

import pytest

from dockerlayers.syntax.nodes import Dockerfile
from dockerlayers.syntax.parser import parse_dockerfile
from dockerlayers.syntax.shell.parser import parse_script
from dockerlayers.syntax.shell.places import PlacedScript, find_script, is_shell


def script_of(source: str) -> tuple[PlacedScript | None, Dockerfile]:
    dockerfile = parse_dockerfile(source)
    return find_script(dockerfile.instructions[-1]), dockerfile


def written(source: str) -> list[list[str]]:
    """Cut the words of the script's commands out of the source, by their places."""
    script, dockerfile = script_of(source)
    assert script
    return [
        [
            "/".join(cut(script, dockerfile, word.start, word.end))
            for word in (*command.assignments, *command.words)
        ]
        for command in parse_script(script.text).commands
    ]


def cut(script: PlacedScript, dockerfile: Dockerfile, start: int, end: int) -> list[str]:
    return [
        dockerfile.lines[line - 1][column - 1 : end_column - 1]
        for line, column, end_column in script.stretches(start, end)
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("  RUN --mount=type=cache,target=/c a  b", [["a", "b"]]),
        ("RUN a \\\n# why\n  && b 'c \\\n\n  d' \\\n", [["a"], ["b", "'c /  d'"]]),
        ("RUN a\\\n\\\nb c", [["a/b", "c"]]),
        ("RUN A=b c\\\nd", [["A=b", "c/d"]]),
        ("# escape=`\nRUN a `\n b", [["a", "b"]]),
        ("ONBUILD RUN a b", [["a", "b"]]),
        ("CMD a $B", [["a", "$B"]]),
        ("ENTRYPOINT exec a", [["exec", "a"]]),
        ("HEALTHCHECK --interval=5s CMD a || \\\n exit 1", [["a"], ["exit", "1"]]),
        ("healthcheck cmd a", [["a"]]),
        ("RUN <<EOF\na b\n\n  c \\\nd\r\nEOF", [["a", "b"], ["c", "d"]]),
        ("RUN <<-EOF\n\t\ta 'b\n\t c'\n\tEOF", [["a", "'b/ c'"]]),
        ("RUN <<EOF\n#!/bin/bash -e\na\nEOF", [["a"]]),
        ("RUN <<EOF\n#!/usr/bin/env bash\na\nEOF", [["a"]]),
        ("RUN <<EOF\n#!/usr/bin/env -S bash -e\na\nEOF", [["a"]]),
        ("ONBUILD RUN <<EOF\na\nEOF", [["a"]]),
        ("RUN cat <<A >b && \\\n c <<-B\n$(d e)\nA\n\t$(f)\n\tB\n", [["cat"], ["c"], ["d", "e"], ["f"]]),
    ],
)
def test_words_stand_where_they_say(source: str, expected: list[list[str]]) -> None:
    assert written(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "FROM a",
        "COPY a b",
        'RUN ["a"]',
        "RUN",
        "ENTRYPOINT",
        'CMD ["a", "b"]',
        "HEALTHCHECK NONE",
        "HEALTHCHECK CMD",
        'HEALTHCHECK CMD ["a"]',
        "HEALTHCHECK a b",
        "ONBUILD COPY a b",
        "ONBUILD",
        "COPY <<EOF a\nb\nEOF",
        "RUN <<EOF\n#!/usr/bin/env python3\nimport os\nEOF",
        "RUN <<EOF\n#!/usr/bin/env\nEOF",
        "RUN <<EOF\n#! /usr/bin/perl -w\nEOF",
    ],
)
def test_no_script(source: str) -> None:
    assert script_of(source)[0] is None


@pytest.mark.parametrize(
    ("source", "names_shell"),
    [("RUN a", False), ("RUN <<EOF\na\nEOF", False), ("RUN <<EOF\n#!/bin/sh\na\nEOF", True)],
)
def test_a_script_may_name_its_shell(source: str, names_shell: bool) -> None:
    script, _ = script_of(source)
    assert script
    assert script.names_shell is names_shell


def test_the_text_is_what_the_shell_gets() -> None:
    script, _ = script_of("RUN a <<B \\\n <<-'C'\nb\nB\n\tc\n\tC\n")
    assert script
    assert script.text == "a <<B  <<-'C'\nb\nB\n\tc\nC"
    assert parse_script(script.text).is_whole


def test_what_is_not_in_the_file_has_no_place() -> None:
    script, _ = script_of("RUN <<-EOF\n\ta\n\nEOF")
    assert script
    assert script.text == "a\n\n"
    assert list(script.stretches(1, 3)) == []
    assert list(script.stretches(0, 3)) == [(2, 2, 3)]
    empty, _ = script_of("RUN <<EOF\nEOF")
    assert empty
    assert list(empty.stretches(0, 1)) == []


def test_shells() -> None:
    assert all(map(is_shell, ("sh", "/bin/bash", "/usr/bin/zsh", "bash.exe")))
    assert not any(map(is_shell, ("powershell", "cmd", "pwsh", "python", "", "/usr/bin/fish")))
