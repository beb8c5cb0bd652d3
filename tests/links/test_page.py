"""What is read of a page's HTML: its ids, and the links that lead away from it."""

from __future__ import annotations

from dockerlayers_site.links.page import read_page

_HTML = """\
<h1 id="a">가</h1>
<p id="둘"><a href="#a">here</a> <a href="#ab">nowhere</a> <a href="../b/#a">there</a></p>
<p id="fn:1"><a name="a">again</a></p>
"""


def test_ids_are_told_apart_and_each_is_there_once() -> None:
    page = read_page(_HTML)
    assert page.ids == ("a", "둘", "fn:1")
    asked = ("a", "둘", "fn", "fn:1", "", "b", "a\0둘")
    assert [id_ for id_ in asked if page.has(id_)] == [
        "a",
        "둘",
        "fn:1",
    ]
    # A footnote's number follows the order on the page.
    assert page.others == ("둘",)


def test_links_to_places_on_the_page_are_passed_over() -> None:
    assert [link.address for link in read_page(_HTML).links] == ["#ab", "../b/#a"]


def test_a_page_without_ids_has_none() -> None:
    page = read_page("<p>가</p>")
    assert (page.ids, page.others, page.has("")) == ((), (), False)
