"""What is done for a file grows with the file: calls are counted, which no other work on the machine changes.

`make bench-limits` prints time and room for the same files at full size.
"""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from dockerlayers.explain import effects
from dockerlayers.render.facts import rebuilds
from tests.support.growth import KINDS, answer

FEW, TIMES = 30, 4
MOST = 4.6
"""How many more calls four times as much of a thing may take; a square would be sixteen."""
DEEPEST = {"braces in one another": 20}
"""What is refused at other sizes."""


def count_calls(source: str) -> int:
    count = 0

    def listen(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(listen)
    try:
        answer(source)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("name", KINDS)
def test_calls_grow_with_the_file(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # a file with few instructions also answers for each what its change rebuilds: a square, and bounded
    monkeypatch.setattr(effects, "_MOST_STEPS", 1)
    monkeypatch.setattr(rebuilds, "_LIMIT", 1)
    few = DEEPEST.get(name, FEW)
    write = KINDS[name].write
    # what is loaded and remembered at the first time
    for size in (2, few, few * TIMES):
        answer(write(size))
    assert count_calls(write(few * TIMES)) / count_calls(write(few)) < MOST


@pytest.mark.parametrize("name", ["braces in one another", "brackets in one another over lines"])
def test_what_is_nested_too_deeply_is_refused_at_its_place(name: str) -> None:
    error = answer(KINDS[name].write(100_000 if "lines" in name else 1000))
    assert error.startswith("<Dockerfile>:2:")
    assert "too deeply" in error or "must be comprised of strings only" in error


def test_a_square_is_seen() -> None:
    def write(count: int) -> str:
        return "FROM a\n" + f"RUN {'echo a; ' * count}\n" * count

    assert count_calls(write(TIMES * 3)) / count_calls(write(3)) > MOST
