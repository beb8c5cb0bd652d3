"""Where BuildKit has no limit and we have one, and where a stage is used before it is there."""

import time

import pytest

from dockerlayers.analysis import analyze


def test_substitutions_nested_too_deeply_are_an_error_and_no_crash() -> None:
    depth = 5_000
    error = analyze("FROM busybox\nENV A=" + "${a:-" * depth + "}" * depth).error
    assert error
    assert error.message == "substitutions are nested too deeply"
    assert error.lines == (2,)


def test_mount_from_a_later_stage() -> None:
    source = "FROM busybox AS a\nRUN --mount=from=b,target=/x y\nFROM a AS b\n"
    error = analyze(source).error
    assert error
    assert error.message == (
        'cannot mount from stage "b" to "/x", stage needs to be defined before current command'
    )


@pytest.mark.parametrize(
    ("value", "expression", "expected"),
    [
        ("a" * 40, "${A#" + "*a" * 14 + "b}", "a" * 40),
        ("a" * 20_000, "${A%*x}", "a" * 20_000),
        ("a" * 20_000, "${A/x*y/z}", "a" * 20_000),
        ("abc", "${A//*/x}", "x"),
        ("abcabc", "${A//b*/x}", "ax"),
        ("abcabc", "${A//b?/x}", "axax"),
        ("abcabc", "${A/a*b/x}", "xc"),
        ("aXbXc", "${A//X/}", "abc"),
        ("ab", "${A//z/x}", "ab"),
        ("", "${A//*/x}", "x"),
        ("ab", "${A///x}", "xaxbx"),
        ("a1b", r"${A//1/\$x}", "a\\b"),
        ("aab", "${A##*a}", "b"),
        ("aab", "${A#*a}", "ab"),
        ("abb", "${A%b*}", "ab"),
        ("abb", "${A%%b*}", "a"),
    ],
)
def test_patterns_take_time_in_proportion(value: str, expression: str, expected: str) -> None:
    start = time.perf_counter()
    build = analyze(f"FROM scratch\nENV A={value}\nENV B={expression}\n").build
    assert build
    assert dict(build.config.env)["B"] == expected
    assert time.perf_counter() - start < 5


def test_run_of_nothing_in_exec_form() -> None:
    error = analyze("FROM scratch\nRUN []\n").error
    assert error
    assert error.message == "failed to marshal LLB definition: arguments are required"
