"""Lines as HTML: colours and explained words, one inside of the other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dockerlayers.analysis import analyze
from dockerlayers.render.code import Spot, render_lines
from dockerlayers.render.highlights import Highlight
from dockerlayers.render.html import render_breakdown
from tests.render.reading import Page


def render(text: str, highlights: list[Highlight], spots: list[Spot]) -> str:
    """Render one line, without what is around it."""
    markup = str(render_lines([text], 1, highlights, spots))
    prefix, suffix = '<pre class="bd-code bd-line" data-n="1">', "</pre>"
    return markup.removeprefix(prefix).removesuffix(suffix)


def test_a_colour_is_inside_of_its_word() -> None:
    markup = render("pip -r a", [Highlight(1, 4, 6, "nt")], [Spot(1, 0, 8, 1)])
    assert markup == '<span data-w="1">pip <span class="nt">-r</span> a</span>'


def test_a_word_inside_of_a_word() -> None:
    markup = render("pip -r a", [], [Spot(1, 4, 8, 2), Spot(1, 0, 8, 1)])
    assert markup == '<span data-w="1">pip <span data-w="2">-r a</span></span>'


def test_a_colour_is_split_where_a_word_ends() -> None:
    markup = render("abcd", [Highlight(1, 0, 4, "s")], [Spot(1, 1, 2, 1)])
    assert markup == ('<span class="s">a</span><span class="s" data-w="1">b</span><span class="s">cd</span>')


def test_a_word_of_one_colour_is_one_element() -> None:
    markup = render("pip -r a", [Highlight(1, 4, 6, "nt")], [Spot(1, 4, 6, 2), Spot(1, 0, 8, 1)])
    assert markup == '<span data-w="1">pip <span class="nt" data-w="2">-r</span> a</span>'


def test_where_words_begin_in_a_colour_nothing_is_empty() -> None:
    markup = render("abcdef", [Highlight(1, 0, 6, "s")], [Spot(1, 2, 6, 1), Spot(1, 2, 4, 2)])
    assert markup == (
        '<span class="s">ab</span>'
        '<span data-w="1"><span class="s" data-w="2">cd</span><span class="s">ef</span></span>'
    )


def test_several_lines_have_an_element_each() -> None:
    markup = str(render_lines(["a", "b"], 3, []))
    assert markup == (
        '<pre class="bd-code"><span class="bd-line" data-n="3">a\n</span>'
        '<span class="bd-line" data-n="4">b</span></pre>'
    )


def test_of_two_words_that_overlap_the_later_is_split() -> None:
    markup = render("abcd", [], [Spot(1, 0, 3, 1), Spot(1, 2, 4, 2)])
    assert markup == '<span data-w="1">ab<span data-w="2">c</span></span><span data-w="2">d</span>'


def test_of_two_colours_that_overlap_the_first_counts() -> None:
    assert (
        render("abc", [Highlight(1, 0, 2, "s"), Highlight(1, 1, 3, "o")], []) == '<span class="s">ab</span>c'
    )


def test_the_same_words_twice_are_one_inside_of_the_other() -> None:
    markup = render("ab", [], [Spot(1, 0, 2, 1), Spot(1, 0, 2, 2), Spot(1, 1, 1, 3)])
    assert markup == '<span data-w="1"><span data-w="2">ab</span></span>'


TEXT = "한 a<b && 'c' --d=e"
COLUMNS = st.integers(0, len(TEXT))
PLACES = st.tuples(COLUMNS, COLUMNS).map(lambda ends: (min(ends), max(ends)))


@given(st.lists(PLACES, max_size=6), st.lists(PLACES, max_size=6))
def test_no_marks_change_the_text(colours: list[tuple[int, int]], words: list[tuple[int, int]]) -> None:
    highlights = [Highlight(1, start, end, "s") for start, end in sorted(colours)]
    spots = [Spot(1, start, end, number) for number, (start, end) in enumerate(words, 1)]
    page = Page(str(render_lines([TEXT], 1, highlights, spots)))
    assert page.lines == {1: TEXT}
    assert not page.open


def test_an_option_in_quotes_is_not_broken() -> None:
    markup = render_breakdown(analyze('FROM a\nCMD ["b", "--c", "d"]\n'), root_id="x")
    assert '<span class="s bd-whole">&quot;--c&quot;</span>' in markup
    assert '<span class="s">&quot;d&quot;</span>' in markup
