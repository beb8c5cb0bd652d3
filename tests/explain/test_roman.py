"""Hangul in Latin letters, by the official rules."""

from __future__ import annotations

import pytest

from dockerlayers.explain.roman import romanize

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
