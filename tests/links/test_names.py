"""Ids that are proposed: terms in English, the rest in Latin letters by the rules."""

from __future__ import annotations

from itertools import chain, count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockerlayers.explain.roman import romanize
from dockerlayers_site.glossary import load_english_names
from dockerlayers_site.links.names import FreeIds, propose_id
from tests.support.counting import CountedSet

# The examples of the National Institute of Korean Language, and one for each rule beside.
ROMANIZED = """
구미 gumi  영동 yeongdong  백암 baegam  옥천 okcheon  합덕 hapdeok  호법 hobeop  월곶 wolgot  벚꽃 beotkkot
한밭 hanbat  구리 guri  설악 seorak  칠곡 chilgok  임실 imsil  울릉 ulleung  대관령 daegwallyeong
백마 baengma  종로 jongno
왕십리 wangsimni  신라 silla  해돋이 haedoji  같이 gachi  좋고 joko  놓다 nota  낳지 nachi  압구정 apgujeong
낙동강 nakdonggang  묵호 mukho  집현전 jiphyeonjeon  독립문 dongnimmun  읽어 ilgeo  없는 eomneun  많은 maneun
팔당 paldang  샛별 saetbyeol  울산 ulsan  광희문 gwanghuimun  앞부분 apbubun  닭 dak  값이 gapsi  못해 motae
"""
PAIRS = [tuple(pair.split()) for line in ROMANIZED.strip().splitlines() for pair in line.split("  ")]


@pytest.mark.parametrize(("hangul", "latin"), PAIRS)
def test_hangul_is_written_as_it_sounds(hangul: str, latin: str) -> None:
    assert romanize(hangul) == latin


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
