"""What themes and extensions leave without a name has one on a page, and only there; tables come whole."""

from __future__ import annotations

import pytest

from dockerlayers_site.access.page import keep_tables_whole, mend_page, name_unnamed
from dockerlayers_site.texts import load_site_texts


@pytest.mark.parametrize(
    ("html", "named"),
    [
        (
            '<div class="md-search" data-md-component="search" role="dialog">',
            '<div class="md-search" data-md-component="search" role="dialog" aria-label="사이트 검색">',
        ),
        (
            '<input type="checkbox" disabled checked/> 글',
            '<input type="checkbox" disabled checked aria-label="마친 일"> 글',
        ),
        (
            '<input type="checkbox" disabled="" />',
            '<input type="checkbox" disabled aria-label="남은 일">',
        ),
        (
            '<tr><th></th><th style="text-align: right;"> </th>',
            '<tr><td></td><td style="text-align: right;"></td>',
        ),
    ],
)
def test_what_has_no_name_gets_one(html: str, named: str) -> None:
    texts = load_site_texts()
    assert name_unnamed(html, texts) == named
    assert name_unnamed(named, texts) == named


@pytest.mark.parametrize(
    "html",
    [
        '<div role="dialog" aria-label="x">',
        '<input type="checkbox" disabled aria-label="x">',
        '<input type="checkbox" id="x">',
        "<th>글</th><thead></thead>",
    ],
)
def test_what_has_one_stays(html: str) -> None:
    assert name_unnamed(html, load_site_texts()) == html


@pytest.mark.parametrize(
    ("html", "whole"),
    [
        (
            "<table>\n<tr><td>a</td></tr></table><table class=x></table>",
            "<table data-ends>\n<tr><td>a</td></tr><tfoot></tfoot></table>"
            "<table class=x data-ends><tfoot></tfoot></table>",
        ),
        (
            "<table><td><table><td>a</table></table>",
            "<table><td><table data-ends><td>a<tfoot></tfoot></table></table>",
        ),
        ("<table><tfoot><tr><td>합</td></tr></tfoot></table>", None),
        ("<table><tr><td>a</td></tr> <tables> &lt;/table>", None),
    ],
)
def test_a_table_says_where_it_ends(html: str, whole: str | None) -> None:
    """One with a foot, or without an end, stays as it is, and is seen while it comes."""
    assert keep_tables_whole(html) == (whole or html)
    assert mend_page(whole or html, load_site_texts()) == (whole or html)
