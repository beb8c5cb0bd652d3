"""Addresses of pages in Latin letters: one rule, from the path alone."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockerlayers_site.glossary import load_english_names
from dockerlayers_site.links.latin import free_path, is_plain, latin_path

TERMS = load_english_names()


@pytest.mark.parametrize(
    ("path", "latin"),
    [
        ("guide/", "guide/"),
        ("Guide/Read_Me~1.2/", "Guide/Read_Me~1.2/"),
        ("", ""),
        ("01 도커 시작.md", "01-docker-sijak.md"),
        ("01 도커 시작/", "01-docker-sijak/"),
        ("01-도커-시작.html", "01-docker-sijak.html"),
        ("시작하기/컨테이너란?/", "sijakhagi/container/"),
        ("index.html/", "index-html/"),
        ("C#.md", "c.md"),
        ("c(1).md", "c-1.md"),
        ("100% 도커.md", "100-docker.md"),
        ("도커 1.0/", "docker-1-0/"),
        ("도커 1.0.md", "docker-1-0.md"),
        ("2024-01-01 기록.md", "2024-01-01-girok.md"),
        ("1.1 네트워크.md", "1-1-network.md"),
        ("Café １.md", "cafe-1.md"),
        ("日本語.md", "page.md"),
        ("?/!/", "page/page/"),
        ("그림 1.PNG", "geurim-1.PNG"),
    ],
)
def test_a_path_is_written_in_latin_letters(path: str, latin: str) -> None:
    assert latin_path(path, terms=TERMS) == latin


def test_composition_and_marks_make_no_difference() -> None:
    name = "01 도커 시작.md"
    forms = [name, unicodedata.normalize("NFD", name), name.replace(" ", "_"), name.replace(" ", "-")]
    assert {latin_path(form, terms=TERMS) for form in forms} == {"01-docker-sijak.md"}


@given(st.lists(st.text(st.characters(exclude_characters="/", exclude_categories=["Cs"])), min_size=1))
def test_every_path_becomes_plain_with_as_many_parts_and_stays_so(parts: list[str]) -> None:
    latin = latin_path("/".join(parts), terms=TERMS)
    assert is_plain(latin)
    assert latin.count("/") == len(parts) - 1
    assert latin_path(latin, terms=TERMS) == latin
    assert max(len(new) - len(old) for old, new in zip(parts, latin.split("/"), strict=True)) <= 60


@pytest.mark.parametrize(
    ("path", "taken", "free"),
    [
        ("a/", set(), "a/"),
        ("a/", {"a/"}, "a-2/"),
        ("A/b/", {"a/b/", "a/b-2/"}, "A/b-3/"),
        ("a.html", {"a.html"}, "a-2.html"),
        ("v1.2/", {"v1.2/"}, "v1.2-2/"),
    ],
)
def test_a_path_that_is_taken_gets_a_number(path: str, taken: set[str], free: str) -> None:
    assert free_path(path, taken) == free
