"""Templates: what may stand in them, and what comes out."""

from __future__ import annotations

import pytest

from dockerlayers.texts.inline import Piece, parse_template, plain, shorten, show_command, text


@pytest.mark.parametrize(
    ("source", "slots", "expected"),
    [
        ("글자만", {}, "글자만"),
        ("`code`와 {word} 끝", {"word": "a b"}, "`code`와 `a b` 끝"),
        ("{many}", {"many": ("a", "b")}, "`a`, `b`"),
        ("{count}개", {"count": 3}, "3개"),
        ("{part}!", {"part": text("그대로 ")}, "그대로 !"),
        ("{nothing}!", {"nothing": ()}, "!"),
        ("{author}", {"author": "{count} `x`"}, "`{count} `x``"),
    ],
)
def test_fill(source: str, slots: dict[str, str | int | tuple[str, ...]], expected: str) -> None:
    assert plain(parse_template(source).fill(slots)) == expected


@pytest.mark.parametrize("slots", [{}, {"word": "a", "other": "b"}])
def test_fill_refuses_other_slots(slots: dict[str, str]) -> None:
    with pytest.raises(TypeError, match="needed"):
        parse_template("{word}").fill(slots)


def test_code_is_marked() -> None:
    assert parse_template("`a` b").parts == (Piece(text="a", is_code=True), Piece(text=" b"))


def test_shorten_brings_words_to_one_line() -> None:
    assert shorten("a\n\t b") == "a b"
    assert shorten("x" * 100) == "x" * 55 + "…"


def test_show_command_quotes_what_would_fall_apart() -> None:
    assert show_command(["sh", "-c", "a b", "it's so", ""]) == "sh -c 'a b' \"it's so\" ''"
