"""The tokens: how many, that they can be read, and that no other style has colours or sizes of its own."""

from __future__ import annotations

import re
from itertools import product

import pytest

from dockerlayers.render.styles import TOKENS, load_asset
from tests.support.site import ROOT

_VALUES = dict(re.findall(r"(--dl-[\w-]+):\s*([^;]+);", load_asset(TOKENS)))
_PAIR = re.compile(r"light-dark\((#[0-9a-f]+), (#[0-9a-f]+)\)")
_MEANINGS = ("layer", "base", "meta", "temp", "rebuilt", "cached", "finding", "good", "error")
_SYNTAX = ("code", "hl-k", "hl-f", "hl-s", "hl-n", "hl-c")
_GROUNDS = ("page", "page-code", "bg-raise")
_SOFT = ("layer", "rebuilt", "cached", "finding", "good", "error")
_NAMES = "white|black|gr[ae]y|silver|red|green|blue|navy|teal|orange|yellow|purple|brown|pink"
_RAW = re.compile(
    rf"#[0-9a-f]{{3,8}}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch)a?\(|:[^;{{]*?[ :](?:{_NAMES})\b",
    re.IGNORECASE,
)
_SIZE = re.compile(r"(?<![\w-])font(?:-size)?:\s*([^;}]+)")
_TOKEN = r"(?:(?:\d{3} )?var\(--dl-t-\d\d\)(?:/.*)?)"
_TAKEN = re.compile(
    rf"\A(?:inherit|0|1em|125%|max\(\.9em, var\(--dl-t-14\)\)|\d+(?:\.\d+)?pt|{_TOKEN})\Z", re.DOTALL
)
"""Sizes that follow another: that of the text around, of the browser, or on paper that of the page."""


def _list_sheets() -> list[str]:
    paths = [
        path.relative_to(ROOT).as_posix()
        for folder in ("hooks", "docs", "overrides")
        for path in sorted((ROOT / folder).rglob("*.css"))
    ]
    return [path for path in paths if not path.endswith(TOKENS)]


def _colour(name: str, scheme: int) -> tuple[float, ...]:
    """Return the linear red, green and blue of a token, from 0 to 1."""
    match = _PAIR.fullmatch(_VALUES[f"--dl-{name}"])
    assert match, name
    digits = match[scheme + 1][1:]
    full = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    parts = (int(full[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return tuple(one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)


def _contrast(one: str, other: str, scheme: int) -> float:
    weights = (0.2126, 0.7152, 0.0722)
    light, dark = sorted(
        (sum(w * c for w, c in zip(weights, _colour(name, scheme), strict=True)) for name in (one, other)),
        reverse=True,
    )
    return (light + 0.05) / (dark + 0.05)


def test_the_set_is_small() -> None:
    assert [name for name in _VALUES if name.startswith("--dl-t-")] == [
        f"--dl-t-{size}" for size in (13, 14, 15, 16, 18, 22, 28, 40)
    ]
    assert [name for name in _VALUES if re.match(r"--dl-s-\d", name)] == [f"--dl-s-{n}" for n in range(1, 9)]
    assert [name for name in _MEANINGS if not _PAIR.fullmatch(_VALUES[f"--dl-{name}"])] == []


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_all_that_is_read_stands_out(scheme: int) -> None:
    """4.5:1 is what WCAG asks of text, and 3:1 of borders that mean something."""
    pairs = [
        *product((*_MEANINGS, *_SYNTAX, "fg", "fg-2"), _GROUNDS),
        *((name, f"{name}-soft") for name in _SOFT),
        *product(("fg", "fg-2"), [f"{name}-soft" for name in _SOFT]),
        *(("code", "bg-code"), ("on-layer", "layer"), ("on-rebuilt", "rebuilt")),
    ]
    assert {pair: ratio for pair in pairs if (ratio := _contrast(*pair, scheme)) < 4.5} == {}
    assert {name: ratio for name in _GROUNDS if (ratio := _contrast("edge", name, scheme)) < 3} == {}


def _find_raw(style: str) -> tuple[list[str], list[str]]:
    """Return the colours and the sizes of a style sheet that are no token's."""
    bare = re.sub(r"/\*.*?\*/|url\(\"[^\"]*\"\)", "", style, flags=re.DOTALL)
    return _RAW.findall(bare), [one for one in _SIZE.findall(bare) if not _TAKEN.match(one.strip())]


@pytest.mark.parametrize("sheet", _list_sheets())
def test_colours_and_sizes_come_from_the_tokens(sheet: str) -> None:
    assert _find_raw((ROOT / sheet).read_text(encoding="utf-8")) == ([], [])


@pytest.mark.parametrize(
    "rule", ["color:#fff", "color:rgb(1 2 3)", "background:HSLA(1,2%,3%,.4)", "border: 1px solid red"]
)
def test_a_raw_colour_is_found(rule: str) -> None:
    assert _find_raw(f"a{{{rule}}}")[0]


@pytest.mark.parametrize("size", ["14px", ".7rem", "0.8em", "medium", "700 1rem/1 serif"])
def test_a_raw_size_is_found(size: str) -> None:
    assert _find_raw(f"a{{font:{size}}} b{{font-size:{size}}}")[1] == [size, size]


@pytest.mark.parametrize(
    "rule", ["font: inherit", "font: 700 var(--dl-t-14)/1.5 var(--dl-mono)", "color: var(--red)"]
)
def test_what_is_taken_passes(rule: str) -> None:
    assert _find_raw(f"a{{{rule}}}") == ([], [])
