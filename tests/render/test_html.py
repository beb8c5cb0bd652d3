"""The breakdown as HTML: whole, safe, and the Dockerfile in it to the letter."""

from __future__ import annotations

import gzip
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockerlayers.analysis import analyze
from dockerlayers.render.html import render_breakdown, render_error
from tests.golden import GoldenCase, check_golden, golden_cases
from tests.render.reading import Page, outside_pre
from tests.support.site import ROOT

SOURCES = {case.name: str(case.fields["dockerfile"]) for case in golden_cases("explain")}
ODD = {
    "crlf": "FROM alpine\r\nRUN a \\\r\n  b\r\n",
    "bom": "\ufeffFROM alpine\n",
    "no final newline": "FROM alpine\nRUN a",
    "empty lines at the end": "FROM alpine\n\n\n",
    "blanks": "\t\n  FROM alpine  \n \t \n\n    RUN a \\  \n\n\t# comment\n   \t b\n",
    "escape at the end": "FROM alpine\nRUN a \\\n",
    "escape before a comment at the end": "FROM alpine\nRUN a \\\n# c\n",
    "backtick": "# escape=`\nFROM alpine\nRUN a `\n  b\nRUN c \\\\\n",
    "heredocs": "FROM alpine\nRUN <<A <<B\n\n# no comment\nA\n\t<b>\nB\nCOPY <<'C' /\n\nC\n",
    "flags over lines": "FROM alpine\nCOPY --from=alpine \\\n --chown=a,b \\\n  x \\\n  y\n",
    "flags in quotes": 'FROM alpine\nCOPY --chown="a b" x y\nRUN --mount=type=cache,,target=/x a\n',
    "return in a line": "FROM alpine\nRUN echo a\rb\n",
    "wide": "FROM alpine\nRUN echo '한글' # 漢字 \U0001f40b\n",
}


def render(source: str) -> str:
    analysis = analyze(source, allow_fragment=True)
    if analysis.error:
        return render_error(source, analysis.error, root_id="x")
    return render_breakdown(analysis, root_id="x")


def expected(source: str) -> str:
    text = re.sub("\r+\n", "\n", source)
    return text if text.endswith("\n") else f"{text}\n"


@pytest.mark.parametrize("source", [*SOURCES.values(), *ODD.values()], ids=[*SOURCES, *ODD])
def test_shows_the_dockerfile_to_the_letter(source: str) -> None:
    page = Page(render(source))
    assert page.source == expected(source)
    assert not page.open
    assert page.in_pre <= {"a", "span", "del", "ins"}
    assert len(page.ids) == len(set(page.ids))
    assert page.targets <= set(page.ids)
    assert page.excluded == []


@pytest.mark.parametrize("source", [*SOURCES.values(), *ODD.values()], ids=[*SOURCES, *ODD])
def test_holds_no_blank_line_that_markdown_could_take_for_an_end(source: str) -> None:
    markup = render(source)
    assert "\n" not in outside_pre(markup)
    assert not re.search(r"\n\s*\n", markup)


PIECES = st.sampled_from(
    [
        "FROM",
        "RUN",
        "COPY",
        "AS",
        "a",
        " ",
        " ",
        "\n",
        "\n",
        "\\\n",
        "# c",
        "<<E",
        "E\n",
        '["x"]',
        '"',
        "'",
        "--a=b,c",
        "$X",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join).map("FROM alpine\n".__add__))
def test_shows_any_text_to_the_letter(source: str) -> None:
    assert Page(render(source)).source == expected(source)


ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><b>",
    "&lt;b&gt;&amp;&#60;",
    "</pre></figure>",
    "<!--",
    "]]>",
]
PLACES = [
    "FROM alpine\nRUN echo {}\n",
    "FROM alpine\n# {}\n",
    "# syntax={}\nFROM alpine\n",
    "FROM {}\n",
    "FROM alpine AS {}\n",
    "FROM alpine\nCOPY --from={} a b\n",
    "FROM alpine\nCOPY --chown={} a b\n",
    "FROM alpine\nCOPY {} {}\n",
    "FROM alpine\nRUN <<EOF\n{}\nEOF\n",
    "FROM alpine\nCOPY <<'{}' /a\nx\n{}\n",
    "FROM alpine\nENV {}={}\n",
    "FROM alpine\nENV A '{}'\n",
    "ARG A={}\nFROM alpine\n",
    "FROM alpine\nLABEL {}={}\n",
    "FROM alpine\nEXPOSE {}\n",
    "FROM alpine\nUSER {}\n",
    "FROM alpine\nVOLUME {}\n",
    "FROM alpine\nWORKDIR {}\n",
    "FROM alpine\nCMD {}\n",
    'FROM alpine\nENTRYPOINT ["{}"]\n',
    "FROM alpine\nHEALTHCHECK CMD {}\n",
    "FROM alpine\nSTOPSIGNAL {}\n",
    "FROM alpine\nMAINTAINER {}\n",
    "FROM alpine\nONBUILD RUN {}\n",
    'FROM alpine\nSHELL ["{}"]\n',
    "FROM alpine\n{} x\n",
    "{}\n",
]


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("place", PLACES)
def test_text_never_becomes_markup(place: str, attack: str) -> None:
    source = place.replace("{}", attack)
    page = Page(render(source))
    assert page.source == source
    assert not {"script", "img"} & {tag for tag, _ in page.tags}
    assert not any(name.startswith("on") for _, values in page.tags for name in values)
    assert not page.open


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_title_never_becomes_markup(attack: str) -> None:
    page = Page(render_breakdown(analyze("FROM alpine\n"), root_id="x", title=attack))
    assert attack in page.texts
    assert not {"script", "img"} & {tag for tag, _ in page.tags}


def test_twenty_lines_are_small() -> None:
    source = SOURCES["run"].split("RUN --network")[0]
    assert source.count("\n") >= 19
    assert len(gzip.compress(render(source).encode())) < 8000


@pytest.mark.parametrize(("name", "most"), [("", 612), ("run", 900)])
def test_few_elements_are_made(name: str, most: int) -> None:
    """Two thirds of what the first breakdowns had."""
    example = (ROOT / "examples/python-web/Dockerfile").read_text(encoding="utf-8")
    assert len(Page(render(SOURCES[name] if name else example)).tags) <= most


@pytest.mark.parametrize("case", golden_cases("html"), ids=str)
def test_golden(case: GoldenCase, request: pytest.FixtureRequest) -> None:
    source, title = case.fields["dockerfile"], case.fields.get("title")
    analysis = analyze(source, target=case.fields.get("target"), allow_fragment=True)
    if analysis.error:
        is_expected = bool(case.fields.get("expected"))
        markup = render_error(source, analysis.error, root_id="ex", title=title, expected=is_expected)
    else:
        markup = render_breakdown(analysis, root_id="ex", title=title)
    check_golden(case, {"html": in_lines(markup)}, request)


def in_lines(markup: str) -> str:
    """Break the line before each block, for whoever reads the difference."""
    return re.sub(r"(?=<(?:figcaption|nav|ul|ol|li|section|svg|dl|p|div|details|pre)\b)", "\n", markup)
