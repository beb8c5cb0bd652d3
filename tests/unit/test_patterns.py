"""A pattern that is compiled late is used as one that was compiled at once."""

from __future__ import annotations

import re

import pytest

from dockerlayers.patterns import lazy_pattern


def test_it_does_what_the_compiled_one_does() -> None:
    late, early = lazy_pattern(r"(a)(?P<b>b)?", re.IGNORECASE), re.compile(r"(a)(?P<b>b)?", re.IGNORECASE)
    for text in ("", "xAB", "a"):
        for method in ("match", "search", "findall", "split"):
            assert str(getattr(late, method)(text)) == str(getattr(early, method)(text))
    assert (late.pattern, late.groups, late.groupindex) == (early.pattern, early.groups, early.groupindex)
    assert late.sub(lambda found: found[0].lower(), "AB") == "ab"


def test_it_is_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    late = lazy_pattern("a")
    assert late.match("a")
    monkeypatch.setattr(re, "compile", None)
    assert not late.match("b")


def test_a_mistake_is_raised_at_the_first_use() -> None:
    late = lazy_pattern("(")
    with pytest.raises(re.error, match="unterminated"):
        late.match("a")
