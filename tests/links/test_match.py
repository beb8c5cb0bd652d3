"""Which section of the page is which of those that were published."""

from __future__ import annotations

import pytest

from dockerlayers_site.links.ledger import Section
from dockerlayers_site.links.match import Heading, match_sections


def records(*lines: str) -> list[Section]:
    return [
        Section(id=id_, text=text, level=len(level), path=()) for level, id_, text in map(str.split, lines)
    ]


def headings(*lines: str) -> list[Heading]:
    parts = [line.split() for line in lines]
    return [Heading(level=len(one[0]), text=one[1], own_id=one[2] if one[2:] else None) for one in parts]


@pytest.mark.parametrize(
    ("before", "now", "ids"),
    [
        (["## a 설치"], ["## 설치"], ["a"]),
        (["## a 설치"], ["### 설치"], ["a"]),
        (["## a 설치"], ["## 새것", "## 설치"], [None, "a"]),
        (["## a 설치하기"], ["## 설치하는법"], ["a"]),
        (["## a 설치"], ["## 준비물"], [None]),
        (["## a 설치"], ["## 준비물 a"], ["a"]),
        (["# a 제목"], ["# 전혀다른이름"], ["a"]),
        (["## a 개요", "## b 개요"], ["## 개요", "## 개요"], ["a", "b"]),
        (
            ["## a 하나", "## b 이미지만들기", "## c 둘"],
            ["## 둘", "## 하나", "## 이미지빌드"],
            ["c", "a", "b"],
        ),
        (
            ["## a 하나", "## b 이미지만들기", "## c 둘"],
            ["## 하나", "## 이미지빌드하기", "## 둘"],
            ["a", "b", "c"],
        ),
        (["## a 이미지만들기", "## b 이미지지우기"], ["## 이미지지우는법"], ["b"]),
        ([], ["## 하나"], [None]),
        (["## a 하나"], [], []),
    ],
)
def test_sections_are_recognised(before: list[str], now: list[str], ids: list[str | None]) -> None:
    found = match_sections(headings(*now), records(*before))
    assert [one and one.id for one in found] == ids


def test_the_headings_above_tell_two_of_the_same_name_apart() -> None:
    before = [
        Section(id=id_, text="준비", level=3, path=(path,)) for id_, path in (("a", "맥"), ("b", "리눅스"))
    ]
    now = [Heading(text="준비", level=3, path=(path,)) for path in ("윈도우", "리눅스", "맥")]
    assert [one and one.id for one in match_sections(now, before)] == [None, "b", "a"]
