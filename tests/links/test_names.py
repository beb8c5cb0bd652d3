"""Ids that are proposed: terms in English, the rest in Latin letters by the rules."""

from __future__ import annotations

from itertools import chain, count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockerlayers_site.glossary import load_english_names
from dockerlayers_site.links.names import FreeIds, propose_id
from tests.support.counting import CountedSet


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("레이어 캐시", "layer-cache"),
        ("컨테이너란", "container"),
        ("컨테이너(container)란", "container"),
        ("Dockerfile 읽어 보기", "dockerfile-ilgeo-bogi"),
        ("이미지를 만드는 인스트럭션", "image-mandeuneun-instruction"),
        ("What's new?", "whats-new"),
        ("도커 27.1", "docker-27-1"),
        ("🐳", "section"),
        ("", "section"),
        ("하나 둘 셋 넷 다섯 여섯 일곱", "hana-dul-set-net-daseot"),
    ],
)
def test_an_id_is_short_and_readable(text: str, id_: str) -> None:
    assert propose_id(text, terms=load_english_names()) == id_


@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0xFFFF)))
def test_every_id_is_ascii_and_not_long(text: str) -> None:
    id_ = propose_id(text, terms=load_english_names())
    assert id_.isascii()
    assert 1 <= len(id_) <= 40
    assert id_.replace("-", "").isalnum()


def test_an_id_that_is_taken_gets_a_number() -> None:
    assert FreeIds({"a", "a-2"}).find("a") == "a-3"
    assert FreeIds(()).find("a") == "a"


def _first_free(wanted: str, taken: set[str]) -> str:
    ids = chain((wanted,), (f"{wanted}-{number}" for number in count(2)))
    return next(id_ for id_ in ids if id_ not in taken)


_IDS = st.sampled_from(["a", "a-1", "a-2", "a-3", "a-02", "a-x", "b", "b-2", "a-2-2"])


@given(st.lists(st.tuples(_IDS, _IDS)), st.sets(_IDS), st.sets(_IDS))
def test_ids_are_the_first_ones_that_are_free(
    wishes: list[tuple[str, str]], taken: set[str], slugs: set[str]
) -> None:
    """A heading may have what Python-Markdown would call it, though no other may."""
    free = FreeIds(taken, slugs)
    for wanted, own in wishes:
        expected = _first_free(wanted, taken | slugs - {own})
        assert free.find(wanted, own=own) == expected
        taken.add(expected)


def test_equal_wishes_are_answered_in_steps_that_grow_with_their_number() -> None:
    taken = CountedSet()
    free = FreeIds(taken)
    for _ in range(1000):
        taken.add(free.find("a"))
    assert "a-1000" in taken
    assert taken.questions <= 2 * 1000 + 1
