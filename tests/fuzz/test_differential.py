"""Generated Dockerfiles have the same instructions here and in BuildKit's own parser."""

from __future__ import annotations

import pytest

# It has no wheel for other systems than those that the continuous integration runs on.
pytest.importorskip("dockerfile")

from tests.fuzz.differential import compare, find_reason, read_here, read_there

COUNT = 3000


def test_the_instructions_are_buildkits() -> None:
    counts, differences = compare(COUNT)
    assert differences == []
    assert counts["read by both"] > COUNT / 2
    assert counts["refused by both"] > COUNT / 20


@pytest.mark.parametrize(
    "source",
    [
        "FROM a\nRUN << E\nx\nE\n",
        'FROM a\nCMD ["a"] x\n',
        "# check=skip=all\n# escape=`\nFROM a\nRUN a `\n b\n",
    ],
)
def test_each_known_difference_is_one_and_is_named(source: str) -> None:
    assert find_reason(source)
    assert read_here(source) != read_there(source)
    assert find_reason("FROM a\nRUN a\n") is None
