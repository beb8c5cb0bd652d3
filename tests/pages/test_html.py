"""Every reader of HTML walks through it in the same way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from material.plugins.search import plugin as material  # type: ignore[import-untyped]

from dockerlayers.elements import VOID_ELEMENTS, element
from dockerlayers_site.links.page import read_page
from dockerlayers_site.pages import steps
from dockerlayers_site.pages.html import HtmlReader
from dockerlayers_site.pages.tolerant import TolerantParser
from dockerlayers_site.previews.description import describe
from dockerlayers_site.search import find_rows, without_excluded
from dockerlayers_site.search.excluded import visible_steps
from dockerlayers_site.search.sections import ForeignHtmlError, find_sections, is_known


class _Walk(HtmlReader):
    """Note each step."""

    def __init__(self) -> None:
        super().__init__()
        self.steps: list[str] = []

    def enter(self, tag: str, attributes: Mapping[str, str]) -> None:
        values = "".join(f" {name}={value}" for name, value in attributes.items())
        self.steps.append(f"{self.depth} {tag}{values}")

    def leave(self, tag: str, *, is_own: bool) -> None:
        self.steps.append(f"{self.depth} /{tag}{'' if is_own else ' by another'}")

    def text(self, text: str) -> None:
        self.steps.append(text)


@pytest.mark.parametrize(
    ("html", "steps"),
    [
        ("<p>a<br>b</p>", ["0 p", "a", "1 br", "1 /br", "b", "0 /p"]),
        ("<p>a<br/>b</p>", ["0 p", "a", "1 br", "1 /br", "b", "0 /p"]),
        ("<svg><path/></svg>", ["0 svg", "1 path", "1 /path", "0 /svg"]),
        ("<ul><li>a</ul>b", ["0 ul", "1 li", "a", "1 /li by another", "0 /ul", "b"]),
        ("</b>a</p></br><i>", ["a", "0 i"]),
        ('<i hidden id="a" id="b">&lt;&#44032;', ["0 i id=a hidden=", "<가"]),
        ("<script>if (a</b) '<p>'</script>", ["0 script", "if (a</b) '<p>'", "0 /script"]),
    ],
)
def test_steps(html: str, steps: list[str]) -> None:
    assert _Walk.read(html).steps == steps


_TAGS = st.sampled_from(["p", "b", "div", *sorted(VOID_ELEMENTS)])
_PIECES = st.one_of(_TAGS.map(lambda tag: f"<{tag}>"), _TAGS.map(lambda tag: f"</{tag}>"), st.just("x"))


@given(st.lists(_PIECES).map("".join))
def test_an_element_is_left_at_its_own_depth(html: str) -> None:
    open_: list[str] = []
    for step in _Walk.read(html).steps:
        depth, _, name = step.partition(" ")
        if name.startswith("/"):
            assert open_.pop() == f"{depth} {name.removeprefix('/').removesuffix(' by another')}"
        elif name:
            assert depth == str(len(open_))
            open_.append(step)


def test_an_element_without_an_end_tag_does_not_swallow_what_follows() -> None:
    """Each reader meets a void element where it counts what is open."""
    code = element("pre", "FROM a", element("wbr"), "lpine")
    row = element("li", code, "words", id="r", class_="bd-row", value=1)
    assert [one.code for one in find_rows(row)] == ["FROM alpine"]
    out = element("p", element("img", src="x.png"), "out", data_search_exclude=True)
    assert without_excluded(f"a{out}b") == "ab"
    mark = element("a", "¶", element("br"), class_="headerlink")
    assert read_page(element("h2", "words", mark, id="x")).sections[0].text == "words"
    aside = element("figure", element("img", src="x.png"), element("p", "aside"))
    assert describe(aside + element("p", "first")) == "first"


def test_an_element_that_ends_in_its_start_tag_is_excluded_alone() -> None:
    assert without_excluded('a<path data-search-exclude d=">"/>b') == "ab"
    assert without_excluded('a<img data-search-exclude alt=">">b') == "ab"


_TAG_FORMS = ["<{}>", "</{}>", "</{} >", "<{}/>", "<{}\n/>"]
_STRICT_PIECES = (
    *(
        '<a href="x">',
        '<a href="?a&amp;b&copy=1" hidden>',
        '<i ID="a" id="b">',
        '<i\ntitle="a > b"/>',
        "x",
        "가 ",
    ),
    *(
        " & ",
        "&lt;b",
        "&#44032;",
        "\n",
        "<!-- a -->",
        "<!-- > -->",
        '<a data-a="">',
        "&amp",
        '<path d="m0"/>',
    ),
)
_LOOSE_PIECES = (
    """<a href=x>|<a href='x'/>|<|a < b|<!-- a|<!---->|<script>|</script>|<!doctype html>|<a b="<">|<?x>"""
)
_STRICT = st.sampled_from(
    [*_STRICT_PIECES, *(form.format(tag) for form in _TAG_FORMS for tag in ("p", "b", "svg", "br", "IMG"))]
)
_LOOSE = st.sampled_from(_LOOSE_PIECES.split("|"))


@given(st.lists(_STRICT).map("".join))
def test_what_is_written_strictly_is_read_as_by_the_parser(html: str) -> None:
    assert [*steps._read_strictly(html)] == [
        token if token[0] else (*token[:4], token[3] + _length(html, token[3]))
        for token in TolerantParser.read(html)
    ]


def _length(html: str, begin: int) -> int:
    """Return how long a text is as it is written: up to the next tag."""
    end = html.find("<", begin)
    return (len(html) if end < 0 else end) - begin


@given(st.lists(_STRICT | _LOOSE).map("".join))
def test_the_elements_of_html_are_those_that_are_entered(html: str) -> None:
    entered = {
        (tag, written) for kind, tag, written, *_ in steps.take_steps(html) if kind is steps.StepKind.ENTER
    }
    assert steps.list_elements(html) == entered


@given(st.lists(_STRICT | _LOOSE).map("".join))
def test_attributes_are_those_that_the_parser_reads(html: str) -> None:
    """A tag's attributes are read from how they are written: alone, they say the same."""
    for kind, _, written, *_ in steps.take_steps(html):
        if kind is steps.StepKind.ENTER:
            assert steps.read_attributes(str(written)) == TolerantParser.read_attributes(str(written))


_BLOCKS = """<p>|</p>|<h2 id="a">|<h1 id="b">|</h2>|</h1>|<div>|</div>|<pre>|</pre>|<li>|</li>|<ul>|</ul>|<br>
|<div class="linenodiv">|<h3 data-search-exclude id="c">|</h3>|<h2 id>|<script>|</script>|<!-- a -->"""
_WORDS = """<a class="headerlink">|</a>|<code>|</code>|<span data-search-exclude>|</span>|말|&lt; b| |\n|<i/>
|<b data-search-exclude="이름">|</b>"""
_INDEXED = st.sampled_from([*_BLOCKS.split("|"), *_WORDS.split("|")])


@given(st.lists(_INDEXED, max_size=30).map("".join))
def test_the_sections_of_a_page_are_those_of_materials_parser(html: str) -> None:
    assert is_known(str(material.__file__)), (
        "another parser: see whether search/sections.py does what it does"
    )
    parser = material.Parser()
    try:
        parser.feed(without_excluded(html))
        parser.close()
    except ValueError:
        return
    try:
        found = find_sections(visible_steps(html), material.escape)
    except ForeignHtmlError:
        return
    assert [_said_of(one) for one in found] == [_said_of(one) for one in parser.data]


def _said_of(section: Any) -> tuple[object, ...]:
    title, text = "".join(section.title), "".join(section.text)
    return section.id, title, text, bool(section.is_excluded())


_EXCLUDED = st.sampled_from(
    ["<p>", "</p>", "<b data-search-exclude>", '<p data-search-exclude="말">', "</b>", "글", "<br>", "<h2>"]
)


def _seen(walked: Iterable[steps.Step]) -> list[tuple[object, ...]]:
    """Return what is in steps, with texts side by side as one."""
    found: list[tuple[object, ...]] = []
    for kind, words, more, depth, *_ in walked:
        is_text = kind is steps.StepKind.TEXT
        if is_text and found and found[-1][0] is kind:
            words = f"{found.pop()[1]}{words}"
        found.append((kind, words, more, depth))
    return found


@given(st.lists(_EXCLUDED, max_size=12).map("".join))
def test_the_steps_that_are_seen_are_those_of_what_is_left(html: str) -> None:
    assert _seen(visible_steps(html)) == _seen(steps.take_steps(without_excluded(html)))
