"""A part of a page stands in both schemes; its picture in the dark can be neither found nor pressed."""

from __future__ import annotations

import re

from dockerlayers_site.pages.schemes import show_both

_PART = (
    '<div class="both-schemes part-x"><div><p id="a" class="b">한글 <a href="#a">c</a></p>'
    '<label for="q"><input id="q" type="radio" name="n" checked></label>'
    '<span data-n="1" data-bd aria-label="d" data-state="rebuild">e</span></div></div>'
)


def test_the_second_is_a_picture_of_the_first() -> None:
    html = show_both(f"<p>앞</p>{_PART}<p>뒤</p>")
    light, dark = re.findall(r'<div class="scheme scheme--\w+"[^>]*>(<div>.*?</div>)</div>', html)
    assert light in _PART
    assert html.startswith("<p>앞</p>")
    assert html.endswith("</div><p>뒤</p>")
    assert html.count('aria-hidden="true" inert') == 1
    assert dark == (
        '<div><p class="b">한글 <a>c</a></p><label><input type="radio" name="dark-n" checked></label>'
        '<span data-n="1" data-state="rebuild">e</span></div>'
    )


def test_each_part_is_shown() -> None:
    assert show_both(_PART * 2).count("inert") == 2


def test_a_page_without_such_a_part_stays() -> None:
    html = '<p class="both">x</p><br>'
    assert show_both(html) == html
