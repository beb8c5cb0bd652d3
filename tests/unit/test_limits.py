"""Where BuildKit has no limit and we have one, and where a stage is used before it is there."""

from dockerlayers.analyze import analyze


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
