"""Docker reads flags byte by byte: a letter outside of ASCII is several to it, and may hold a blank."""

from __future__ import annotations

import pytest

from dockerlayers.analysis import analyze
from dockerlayers.syntax.nodes import Instruction
from dockerlayers.syntax.parser import parse_dockerfile


def last(line: str) -> Instruction:
    return parse_dockerfile(f"FROM scratch\n{line}\n").instructions[-1]


@pytest.mark.parametrize(
    ("line", "flags", "words"),
    [
        ("COPY --chown=a b /", ["--chown=a"], ["b", "/"]),
        ("COPY --exclude=한글 b /", ["--exclude=í\x95\x9cê¸\x80"], ["b", "/"]),
        ("COPY --exclude='한 글' b /", ["--exclude=í\x95\x9c ê¸\x80"], ["b", "/"]),
        # 정 is EC A0 95, and A0 is a blank in Latin-1: what is left of the letter is none
        ("COPY --exclude=정 b /", ["--exclude=ì"], ["\ufffd", "b", "/"]),
        ("COPY --exclude='정' b /", ["--exclude=ì\xa0\x95"], ["b", "/"]),
        # à is C3 A0
        ("COPY --exclude=à b /", ["--exclude=Ã"], ["b", "/"]),
        ("COPY --exclude=à--link b /", ["--exclude=Ã", "--link"], ["b", "/"]),
        ("COPY --exclude=a\\à b /", ["--exclude=aÃ"], ["b", "/"]),
        ("COPY --link \xa0--chown=a b /", ["--link"], ["--chown=a", "b", "/"]),
        ("COPY \xa0--link b /", [], ["--link", "b", "/"]),
        ("COPY --\xa0--link b /", ["--Â", "--link"], ["b", "/"]),
        ("COPY --link\u3000b c /", ["--linkã\x80\x80b"], ["c", "/"]),
        ("COPY --link -- --한 b /", ["--link"], ["--한", "b", "/"]),
        ("COPY --a=\\", ["--a="], []),
        ("COPY --a='정", ["--a=ì\xa0\x95"], []),
    ],
)
def test_flags(line: str, flags: list[str], words: list[str]) -> None:
    found = last(line)
    assert [flag.word.text for flag in found.flags] == flags
    assert [word.text for word in found.words] == words
    assert found.original == line.rstrip("\\") if line.endswith("\\") else found.original == line


def test_places_are_those_of_the_letters() -> None:
    found = last("COPY --exclude=한 --chown=정 \\\n b /")
    assert [tuple(flag.span)[1::2] for flag in found.flags] == [(6, 17), (18, 27)]
    assert [tuple(word.span) for word in found.words] == [(2, 26, 2, 27), (3, 2, 3, 3), (3, 4, 3, 5)]


@pytest.mark.parametrize(
    ("kind", "said"),
    [("정 true", "\ufffd"), ("한 true", "한"), ("a\xa0true", "A\ufffd"), ("\u3000cmd true", "CMD")],
)
def test_the_type_of_a_health_check(kind: str, said: str) -> None:
    error = analyze(f"FROM scratch\nHEALTHCHECK {kind}\n").error
    assert (error and error.message) == (
        None if said == "CMD" else f'Unknown type "{said}" in HEALTHCHECK (try CMD)'
    )


def test_the_command_of_a_health_check_keeps_the_blanks_before_it() -> None:
    assert [word.text for word in last("HEALTHCHECK CMD \u3000a").words] == ["CMD", "\u3000a"]
    assert [word.text for word in last('HEALTHCHECK CMD \u3000["a"]').words] == ["CMD", "a"]
    assert [word.text for word in last("HEALTHCHECK CMD \u3000[ a").words] == ["CMD", "\u3000[ a"]


def test_a_byte_order_mark_before_a_word_is_dropped() -> None:
    source = (
        "FROM scratch\nENV \ufeffA=\ufeffx B='\ufeffy' C=z\ufeff\nWORKDIR \ufeff/a\nEXPOSE \ufeff80\n"
        "COPY <<\ufeffE \ufeff/b\n\ufeff$A\nE\nENV D=\ufeff$A E=\ufeff\ufeffx\nRUN <<\ufeff\n"
    )
    build = analyze(source).build
    assert build
    assert build.config.env[1:] == (
        ("A", "x"),
        ("B", "\ufeffy"),
        ("C", "z\ufeff"),
        ("D", "x"),
        ("E", "\ufeffx"),
    )
    assert build.config.working_dir == "/a"
    assert build.config.exposed_ports == ("80/tcp",)
    assert build.history[3].created_by == "COPY <<E /b # buildkit"
