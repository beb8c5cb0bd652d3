"""What a page tells those who show a link to it: a description, its address, a picture without tofu."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image, ImageFont

from dockerlayers_site.previews.description import LONGEST, describe, shorten
from dockerlayers_site.previews.letters import load_font
from dockerlayers_site.previews.picture import SIGNS, Picture, clean, draw_picture
from dockerlayers_site.previews.tags import HEIGHT, WIDTH, Preview, render_tags
from tests.support.site import ROOT, BuiltSite, page_url, sources

FONT = ROOT / "hooks/dockerlayers_site/previews/fonts/NotoSansKR-Bold.otf"
every_page = pytest.mark.parametrize("source", sources(), ids=str)


def metas(site: BuiltSite, source: Path) -> dict[str, str]:
    html = (site.folder / page_url(source) / "index.html").read_text(encoding="utf-8")
    found = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', html)
    assert len(found) == len({name for name, _ in found})
    return dict(found)


@every_page
def test_a_page_describes_itself(built_site: BuiltSite, source: Path) -> None:
    found = metas(built_site, source)
    address = built_site.address + page_url(source)
    assert 20 <= len(found["description"]) <= LONGEST
    assert found["og:description"] == found["twitter:description"] == found["description"]
    assert found["og:url"] == address
    assert found["og:locale"] == "ko_KR"
    html = (built_site.folder / page_url(source) / "index.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{address}">' in html
    assert f"<loc>{address}</loc>" in (built_site.folder / "sitemap.xml").read_text(encoding="utf-8")


@every_page
def test_a_page_has_a_picture(built_site: BuiltSite, source: Path) -> None:
    found = metas(built_site, source)
    assert found["twitter:card"] == "summary_large_image"
    path = built_site.folder / found["og:image"].removeprefix(built_site.address)
    with Image.open(path) as picture:
        assert (picture.format, *picture.size) == ("PNG", WIDTH, HEIGHT)
    assert path.stat().st_size < 100_000


def test_the_font_is_no_copy_for_each_size() -> None:
    assert not hasattr(load_font(92), "font_bytes")


def test_the_font_has_all_that_is_drawn() -> None:
    font = ImageFont.truetype(str(FONT), 24)
    tofu = bytes(font.getmask("\U0010ffff"))
    drawn = [chr(code) for code in (*range(0x21, 0x7F), *range(0xA1, 0x100), *range(0xAC00, 0xD7A4))] + [
        *SIGNS
    ]
    kept = [character for character in drawn if clean(character)]
    assert len(kept) > 11_172
    assert [character for character in kept if bytes(font.getmask(character)) == tofu] == []


def test_what_the_font_does_not_have_is_left_out() -> None:
    assert clean("고래 🐳 漢字 한글") == "고래 한글"


@pytest.mark.parametrize("title", ["", "짧은 제목", "아주 긴 제목 " * 30, "띄어쓰지않은제목" * 30, "🐳"])
def test_any_title_is_drawn(title: str) -> None:
    png = draw_picture(Picture(site_name="도커 핸드북", title=title, section="시작", description=title))
    with Image.open(io.BytesIO(png)) as picture:
        assert picture.size == (WIDTH, HEIGHT)


def test_the_same_page_has_the_same_picture() -> None:
    picture = Picture(site_name="도커 핸드북", title="레이어")
    first = draw_picture(picture)
    assert draw_picture(picture) == first


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h1>제목</h1><p>첫 <strong>문단</strong>입니다.</p><p>둘째</p>", "첫 문단입니다."),
        ('<div class="admonition"><p>알림</p></div><p>본문</p>', "본문"),
        ("<blockquote><p>인용</p></blockquote><ul><li><p>항목</p></li></ul><p>본문</p>", "본문"),
        ('<p>각주<sup id="fnref:1"><a href="#fn:1">1</a></sup>가 있습니다.</p>', "각주가 있습니다."),
        ("<p>줄<br>바꿈 &lt;x&gt;</p>", "줄 바꿈 <x>"),
        ("<p> </p><p>본문</p>", "본문"),
        ("<h1>제목</h1>", ""),
        ("</p></div><p>본문</p>", "본문"),
    ],
)
def test_the_first_paragraph_describes(html: str, text: str) -> None:
    assert describe(html) == text


def test_a_long_description_ends_behind_a_sentence_or_a_word() -> None:
    assert shorten("한 문장입니다. " * 30).endswith("문장입니다.")
    cut = shorten("낱말 " * 100)
    assert len(cut) <= LONGEST
    assert cut.endswith("낱말…")


def test_tags_are_escaped_and_left_out_where_nothing_is_known() -> None:
    preview = Preview(title='<"제목">', description="", site_name="핸드북", language="ko")
    tags = render_tags(preview)
    assert 'content="&lt;&quot;제목&quot;&gt;"' in tags
    assert "og:image" not in tags
    assert "og:url" not in tags
    assert "description" not in tags
