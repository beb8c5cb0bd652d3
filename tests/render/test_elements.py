"""The element builder: nothing gets past its escaping."""

from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockerlayers.elements import attributes, element, embed_json, fill, join


class _Reader(HTMLParser):
    """Note the tags, the attributes and the text."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def test_element() -> None:
    inner = element("b", "2 < 3")
    assert element(
        "p", "a & ", inner, None, ["x", "y"], class_="k", data_n=1, hidden=True, id=None, open=False
    ) == ('<p class="k" data-n="1" hidden>a &amp; <b>2 &lt; 3</b>xy</p>')


def test_markup_joined_stays_markup() -> None:
    assert join([element("i", "<"), "<"]) == "<i>&lt;</i>&lt;"


def test_carriage_return_survives_and_nul_is_replaced() -> None:
    assert element("p", "a\rb\x00") == "<p>a&#13;b\ufffd</p>"


@pytest.mark.parametrize("name", ["p onclick", "", "1a", "a>"])
def test_names_are_checked(name: str) -> None:
    with pytest.raises(ValueError, match="not a name"):
        element(name)
    with pytest.raises(ValueError, match="not a name"):
        element("p", **{name: "x"})


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r")))
def test_any_text_comes_back(text: str) -> None:
    reader = _Reader(element("p", text, title=text))
    assert (reader.tags, reader.attributes, reader.text) == (["p"], [("title", text)], text)


def test_a_number_is_not_taken_for_a_flag() -> None:
    assert element("li", value=1) == '<li value="1"></li>'
    assert element("li", value=True) == "<li value></li>"
    assert element("li", value=0) == '<li value="0"></li>'
    assert element("li", value=False) == "<li></li>"


def test_a_void_element_has_no_end_tag_and_no_content() -> None:
    assert element("meta", name="robots", content="a & b") == '<meta name="robots" content="a &amp; b">'
    with pytest.raises(ValueError, match="br has no content"):
        element("br", "text")


def test_attributes_for_a_tag_that_is_there() -> None:
    assert attributes(class_="k", title='"', hidden=True, id=None) == ' class="k" title="&quot;" hidden'
    assert attributes() == ""


def test_the_slots_of_a_sentence() -> None:
    filled = fill("{{1}} < {words}, {link}", words="<b>", link=element("a", "x"))
    assert element("p", filled) == "<p>{1} &lt; &lt;b&gt;, <a>x</a></p>"
    with pytest.raises(KeyError):
        fill("{missing}")


def test_json_cannot_end_the_script_that_it_stands_in() -> None:
    value = {"</script><!--": "&amp; 가"}
    written = embed_json(value)
    assert "<" not in written
    assert "&" not in written
    assert json.loads(written) == value
