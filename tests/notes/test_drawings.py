"""Drawings: an SVG that says so is put into the page, with nothing in it that could do more than draw."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dockerlayers_site.notes.assets import load_drawing_styles
from dockerlayers_site.notes.drawing_file import DrawingError, is_drawing, read_drawing
from tests.notes.pages import ROOT, convert_note

DRAWINGS = sorted((ROOT / "docs" / "assets" / "drawings").glob("*.svg"))
PAGES = "\n".join(page.read_text(encoding="utf-8") for page in sorted((ROOT / "docs").rglob("*.md")))
_BOX = (
    '<svg xmlns="http://www.w3.org/2000/svg" class="drawing" viewBox="0 0 320 40">\n'
    '  <title>상자</title>\n  <rect class="box" x="1" y="1" width="318" height="38"/>\n'
    '  <text x="160" y="25">이미지 &lt;a&gt; &amp; b</text>\n</svg>\n'
)


def _project(root: Path, **drawings: str) -> Path:
    (root / "docs").mkdir()
    for name, svg in drawings.items():
        (root / "docs" / f"{name}.svg").write_text(svg, encoding="utf-8")
    return root


def test_a_drawing_is_in_the_page_and_named_by_the_author(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    page = convert_note(_project(tmp_path, box=_BOX), '![상자 하나](box.svg "이미지입니다.")\n', caplog)
    assert page.log == ""
    assert page.html == (
        '<figure class="note-drawings"><span><svg viewBox="0 0 320 40" class="note-drawing" role="img" '
        'aria-label="상자 하나" data-search-exclude>'
        '<rect class="box" x="1" y="1" width="318" height="38"></rect>'
        '<text x="160" y="25">이미지 &lt;a&gt; &amp; b</text></svg></span>'
        "<figcaption>이미지입니다.</figcaption></figure>"
    )


def test_drawings_of_one_paragraph_are_one_figure(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    page = convert_note(
        _project(tmp_path, box=_BOX), '![하나](box.svg "왼쪽.")\n![둘](box.svg "오른쪽.")\n', caplog
    )
    assert re.findall('aria-label="([^"]*)"', page.html) == ["하나", "둘"]
    assert page.html.count("<figure") == 1
    assert "<figcaption>왼쪽. 오른쪽.</figcaption>" in page.html


def test_a_drawing_among_words_stays_among_them(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    page = convert_note(_project(tmp_path, box=_BOX), "앞 ![상자](box.svg) 뒤\n", caplog)
    assert re.fullmatch(r"<p>앞 <span><svg .*</svg></span> 뒤</p>", page.html)


def test_another_svg_stays_a_picture(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    whale = _BOX.replace(' class="drawing"', ' class="drawing2"')
    page = convert_note(_project(tmp_path, whale=whale), "![고래](whale.svg)\n", caplog)
    assert page.html == '<p><img alt="고래" src="../whale.svg"></p>'
    assert page.log == ""


def test_a_drawing_without_words_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    page = convert_note(_project(tmp_path, box=_BOX), "![](box.svg)\n", caplog)
    assert "docs/note.md:1:1: the drawing box.svg has no words for those who do not see it" in page.log


@pytest.mark.parametrize(
    ("wrong", "place", "said"),
    [
        ("<script>alert(1)</script>", "3:1", "a drawing has no element script"),
        ("<foreignObject/>", "3:1", "a drawing has no element foreignObject"),
        ('<image href="https://host/a.png"/>', "3:1", "a drawing has no element image"),
        ("  <rec/>", "3:3", "a drawing has no element rec"),
        ('<rect onclick="a()"/>', "3:1", "a drawing has no attribute onclick"),
        ('<rect style="fill: red"/>', "3:1", "a drawing has no attribute style"),
        ('<g id="a"/>', "3:1", "a drawing has no attribute id"),
        ('<rect fill="url(https://host/a)"/>', "3:1", "a drawing takes nothing from elsewhere"),
        (r'<rect fill="u\72l(https://host/a)"/>', "3:1", "a drawing takes nothing from elsewhere"),
        ("<title><script/></title>", "3:8", "a drawing has no element script"),
        ("<g>", "6:3", "this is no XML: mismatched tag"),
    ],
)
def test_what_can_do_more_than_draw_stays_a_picture(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, wrong: str, place: str, said: str
) -> None:
    svg = _BOX.replace("  <rect", f"{wrong}\n  <rect")
    page = convert_note(_project(tmp_path, box=svg), "![상자](box.svg)\n", caplog)
    assert page.html == '<p><img alt="상자" src="../box.svg"></p>'
    assert f"docs/box.svg:{place}: {said}" in page.log


def test_a_document_type_is_refused() -> None:
    bomb = f'<!DOCTYPE svg [<!ENTITY a "aa">]>\n{_BOX}'
    with pytest.raises(DrawingError, match="no document type"):
        read_drawing(bomb, "상자")


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_each_drawing_of_ours_can_be_read_on_a_phone(path: Path) -> None:
    """A phone of 360 px has 328 for a picture: what is 320 wide shows its type at 14 px or more."""
    svg = path.read_text(encoding="utf-8")
    assert is_drawing(svg)
    _, _, width, height = map(float, re.findall(r'viewBox="([^"]*)"', svg)[0].split())
    assert width <= 320
    assert height <= 460
    assert set(re.findall(r'font-size="([^"]*)"', svg)) == {"14"}
    assert 'font-size="14"' in read_drawing(svg, "그림")
    classes = {name for value in re.findall(r'class="([^"]*)"', svg) for name in value.split()}
    styled = set(re.findall(r"\.([a-z]+)\b", load_drawing_styles()["drawings.css"]))
    assert classes - styled == {"drawing"}
    assert f"/drawings/{path.name}" in PAGES
