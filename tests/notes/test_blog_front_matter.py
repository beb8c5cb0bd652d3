"""Front matter as Hugo and Hexo have it."""

from __future__ import annotations

import pytest

from dockerlayers_site.bring.note_text import read_matter
from dockerlayers_site.notes.front_matter import read_blog_front_matter, read_front_matter


def test_hugo() -> None:
    assert read_blog_front_matter('+++\ntitle = "도커"\n+++\n# 글\n') == ({"title": "도커"}, "# 글\n")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "text", ["---\ntitle: 가\n---\n글\n", '+++\ntitle = "가"\n+++\n글\n', "title: 가\n---\n글\n"]
)
def test_bringing_and_showing_read_the_same(text: str, end: str) -> None:
    text = text.replace("\n", end)
    found = read_front_matter(text)
    assert found
    assert (found[0], text[found[1] :]) == ({"title": "가"}, f"글{end}")
    assert read_matter(text).title == "가"


def test_empty_front_matter_is_none() -> None:
    assert read_front_matter("---\n---\n글\n") is None


def test_hexo_without_the_opening_line() -> None:
    text = "title: 도커\ntags:\n  - docker\n---\n글\n"
    assert read_blog_front_matter(text) == ({"title": "도커", "tags": ["docker"]}, "글\n")


@pytest.mark.parametrize(
    "text",
    ["Docker: 컨테이너\n---\n글", "+++\n깨진\n+++\n", "글\n", "a: [\n---\n", "", "title: 하나\n\n글\n"],
)
def test_text_stays_text(text: str) -> None:
    assert read_blog_front_matter(text) is None
