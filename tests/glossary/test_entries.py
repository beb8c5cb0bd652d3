"""The page of all terms, and what leads to it from the first use of each on a page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dockerlayers_site.glossary import GlossaryError, Term, load_names, load_synonyms, load_terms
from dockerlayers_site.glossary.entries import find_other_words, write_entries
from dockerlayers_site.glossary.mark import mark_terms
from dockerlayers_site.texts import load_site_texts
from tests.support.building import Built, build_in_process
from tests.support.site import DOCS, ROOT

_TEXTS = load_site_texts()
_ID = re.compile(r"\{(?:[^{}]* )?#(?P<id>[\w.-]+)(?: [^{}]*)?\}")


def _term(ko: str, en: str, **more: object) -> Term:
    return Term(ko=ko, en=en, meaning=f"`{en}`입니다.", source="docs/a.md", **more)  # type: ignore[arg-type]


_LAYER = _term("레이어", "layer", forbidden=("계층",))
_STAGE = _term("스테이지", "stage", aliases=("단",))
_BUILD = _term("멀티 스테이지 빌드", "multi-stage build")
_TERMS = (_LAYER, _STAGE, _BUILD, _term("명령", "command", common=True))


def _marked(html: str) -> str:
    """Return HTML in which a link to a term is short: `[[레이어:layer]]`."""
    marked = mark_terms(html, _TERMS, "g/")
    link = re.compile(r'<a href="g/#(?P<id>[\w-]+)" class="term" data-term>(?P<word>[^<]*)</a>')
    return link.sub(r"[[\g<word>:\g<id>]]", marked)


def test_terms_stand_in_the_order_of_their_letters_each_with_its_id() -> None:
    page = write_entries([*_TERMS, _term("exec 형식", "exec form"), _term("까닭", "why")], [], _TEXTS)
    assert re.findall(r"^##+ (.*)$", page, re.MULTILINE) == [
        *("ㄱ {#giyeok}", "까닭 {#why}"),
        *("ㄹ {#rieul}", "레이어 {#layer}"),
        *("ㅁ {#mieum}", "멀티 스테이지 빌드 {#multi-stage-build}", "명령 {#command}"),
        *("ㅅ {#siot}", "스테이지 {#stage}"),
        *("A–Z {#latin}", "exec 형식 {#exec-form}"),
    ]


def test_a_term_has_its_meaning_what_explains_it_and_its_other_names() -> None:
    term = Term(
        ko="포트",
        en="port",
        meaning="번호입니다.",
        source="https://example.org/",
        explained="run/ports.md#reading",
    )
    page = write_entries([term], [("포트", "port", "구멍"), ("항구", "harbour")], _TEXTS)
    assert page.partition("### ")[2] == (
        "포트 {#port}\n\n**port**: 번호입니다.\n\n"
        "[포트 자세히 보기](run/ports.md#reading) · [포트: 공식 문서](https://example.org/)\n\n"
        "다른 말: 구멍.\n"
    )


def test_a_name_that_is_one_in_both_languages_is_said_once() -> None:
    assert "### buildx {#buildx}\n\n`Buildx`입니다.\n" in write_entries(
        [_term("buildx", "Buildx")], [], _TEXTS
    )


def test_a_term_has_no_id_of_a_letter() -> None:
    with pytest.raises(GlossaryError, match="라틴: latin is the id of a letter"):
        write_entries([_term("라틴", "Latin")], [], _TEXTS)


def test_what_people_say_for_it_is_told_once() -> None:
    assert find_other_words(_LAYER, [("layer", "레이어", "켜", "계층"), ("image", "이미지")]) == (
        "계층",
        "켜",
    )


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>레이어는 레이어입니다.</p>", "<p>[[레이어:layer]]는 레이어입니다.</p>"),
        ("<h1>레이어</h1><p>그 레이어.</p>", "<h1>레이어</h1><p>그 [[레이어:layer]].</p>"),
        ("<p><b>레이어</b>와 스테이지</p>", "<p><b>[[레이어:layer]]</b>와 [[스테이지:stage]]</p>"),
        ("<ul><li>레이어</li></ul>", "<ul><li>[[레이어:layer]]</li></ul>"),
        (
            "<p>멀티 스테이지 빌드의 스테이지</p>",
            "<p>[[멀티 스테이지 빌드:multi-stage-build]]의 [[스테이지:stage]]</p>",
        ),
        ("<p>레이어(layer)만</p>", "<p>[[레이어:layer]](layer)만</p>"),
        ("<p>두 단으로</p>", "<p>두 [[단:stage]]으로</p>"),
        ("<p>레이어에서는, 레이어</p>", "<p>[[레이어:layer]]에서는, 레이어</p>"),
        ("<p>a &lt; 레이어</p>", "<p>a &lt; [[레이어:layer]]</p>"),
    ],
)
def test_the_first_use_in_a_sentence_is_marked(html: str, expected: str) -> None:
    assert _marked(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<p>레이어드 아키텍처, 슈퍼레이어, 단어, 명령</p>",
        '<p><a href="x">레이어</a> <code>레이어</code></p>',
        "<pre><code>레이어</code></pre><table><tr><td>레이어</td></tr></table>",
        "<details><summary>레이어</summary><p>레이어</p></details>",
        '<div class="bd"><p>레이어</p></div><p class="admonition-title">레이어</p>',
        "<p data-search-exclude><small>레이어</small></p>",
        '<div>레이어</div><p title="레이어"><!-- 레이어 --></p>',
    ],
)
def test_nothing_else_is_marked(html: str) -> None:
    assert mark_terms(html, _TERMS, "g/") == html


def test_nothing_of_it_is_text() -> None:
    html = "<p>레이어와 스테이지를 씁니다.</p>"
    assert re.sub(r"<[^>]*>", "", mark_terms(html, _TERMS, "g/")) == re.sub(r"<[^>]*>", "", html)


def test_what_explains_the_terms_of_the_handbook_is_there() -> None:
    missing = []
    for term in load_terms():
        name, _, id_ = (term.explained or "").partition("#")
        path = DOCS / name
        ids = {found["id"] for found in _ID.finditer(path.read_text("utf-8"))} if path.is_file() else set()
        if not name or not path.is_file() or (id_ and id_ not in ids):
            missing.append(f"{term.ko}: {term.explained}")
    assert missing == []


def test_the_search_takes_its_words_from_the_terms() -> None:
    synonyms = load_synonyms()
    for term in load_terms():
        names = {term.ko, term.en, *term.aliases, *term.forbidden}
        assert len(names) == 1 or any(names <= {*group} for group in synonyms), term.ko
    assert {*load_names()} <= {*synonyms}


_OWN = """\
[[term]]
ko = "주문 서버"
en = "order server"
aliases = ["오더 서버"]
meaning = "주문을 받는 서버입니다."
source = "https://example.org/"
explained = "order.md#what"
"""


def _build(folder: Path, terms: str = _OWN, option: str = "{terms: terms.toml}") -> Built:
    (folder / "docs").mkdir()
    (folder / "terms.toml").write_text(terms, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: x\ntheme: {name: material, language: ko, font: false}\n"
        f"plugins:\n  - search\n  - dockerlayers: {{glossary: {option}}}\n",
        encoding="utf-8",
    )
    (folder / "docs/index.md").write_text("# 처음\n\n주문 서버와 이미지.\n", encoding="utf-8")
    (folder / "docs/order.md").write_text(
        "---\ntooltips: false\n---\n# 주문 서버 {#what}\n\n주문 서버.\n", encoding="utf-8"
    )
    return build_in_process(folder / "mkdocs.yml")


def test_a_team_has_terms_of_its_own(tmp_path: Path) -> None:
    built = _build(tmp_path)
    assert (built.status, built.warnings) == (0, []), built.output
    site = tmp_path / "site"
    entry = site.joinpath("glossary/index.html").read_text("utf-8")
    assert 'id="order-server"' in entry
    assert 'href="../order/#what"' in entry
    home = site.joinpath("index.html").read_text("utf-8")
    assert re.findall(r'<a href="([^"]*)" class="term" data-term>([^<]*)<', home) == [
        ("glossary/#order-server", "주문 서버")
    ]
    later = site.joinpath("assets/dockerlayers/later.js").read_text("utf-8")
    assert '"order-server": "주문을 받는 서버입니다."' in later
    assert 'class="term"' not in site.joinpath("order/index.html").read_text("utf-8")
    index = site.joinpath("search/search_index.json").read_text("utf-8")
    assert "오더 서버" in index
    assert "data-term" not in index


@pytest.mark.parametrize(
    ("terms", "option", "message"),
    [
        ("\n" + _OWN.replace("meaning", "meanin"), "{terms: terms.toml}", "terms.toml:2: 주문 서버: "),
        (_OWN + "[", "{terms: terms.toml}", "terms.toml: "),
        (_OWN.replace("order.md", "oder.md"), "{terms: terms.toml}", "terms.toml:1:1: «주문 서버»"),
        (_OWN, "{terms: term.toml}", "term.toml 파일이 없습니다."),
        (_OWN, "{page: 용어.md}", "glossary.md처럼 적어 주세요."),
        (_OWN, "{tooltip: false}", "tooltips"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, terms: str, option: str, message: str) -> None:
    built = _build(tmp_path, terms, option)
    assert built.status == 1
    assert message in built.output


def test_the_handbook_has_the_page() -> None:
    assert "용어집: glossary.md" in ROOT.joinpath("mkdocs.yml").read_text("utf-8")
