"""The parts of a breakdown, of annotations written by hand."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from dockerlayers.analysis import analyze
from dockerlayers.explain.annotations import HistoryRow
from dockerlayers.measured.types import Measured, MeasuredBase, MeasuredLayer
from dockerlayers.render.html import RenderOptions, render_breakdown, render_explained
from dockerlayers.render.labels import render_code
from dockerlayers.render.stack import cut
from tests.render.reading import Page
from tests.render.samples import sample
from tests.support.records import make_record


def render(ranges: tuple[tuple[int, int], ...] | None = None, **options: bool) -> str:
    return render_explained(sample(), root_id="x", options=RenderOptions(ranges=ranges, **options))


def row(markup: str, line: int) -> str:
    """Cut the row of a line out of the HTML."""
    found = re.search(rf'<li class="bd-row[^"]*"[^>]* value="{line}".*?</li>', markup, re.DOTALL)
    assert found
    return found[0]


def finding(markup: str, rule: str) -> str:
    """Cut what is said of a rule out of the HTML."""
    found = re.search(rf'<li class="bd-find[^"]*" id="x-fix-{rule}".*?</li>', markup, re.DOTALL)
    assert found
    return found[0]


def told(markup: str) -> list[str]:
    """List what the facts of a row are of."""
    return re.findall(r'<p class="bd-fact[^"]*" data-of="([^"]+)">', markup)


def test_what_unfolds_is_in_order() -> None:
    markup = row(render(), 5)
    assert markup.index('<dl class="bd-pieces">') < markup.index("bd-fact")
    assert told(markup) == ["이미지", "캐시", "이 줄을 고치면", "용어"]
    assert '<dt data-w="2">go build -o /app .</dt><dd>' in markup
    assert '<dt class="bd-part" data-w="3">-o /app</dt><dd>' in markup
    assert '<span data-w="2">go build <span data-w="3">' in markup
    assert markup.count('data-w="5"') == 3


def test_what_is_empty_is_left_out() -> None:
    assert told(row(render(), 10)) == ["이미지", "캐시"]
    assert "<details" not in row(render(), 1)


def test_a_check_is_mended_line_by_line() -> None:
    assert '<a href="#x-fix-exposeprotocasing" class="bd-flag">빌드 검사</a>' in row(render(), 14)
    markup = finding(render(), "exposeprotocasing")
    assert 'data-of="빌드 검사" data-at="14행">프로토콜을 대문자로 썼습니다.</summary>' in markup
    assert re.search(r'<a href="#x-expose[^"]*" class="bd-from">14행</a><pre class="bd-diff">', markup)
    assert '<a href="https://docs.docker.com/reference/build-checks/expose-proto-casing/">' in markup
    assert '<q lang="en">Defined protocol &#x27;80/TCP&#x27;' in markup
    assert '<del><span class="bd-sr">뺄 줄: </span>EXPOSE 80/TCP\n</del>' in markup
    assert '<ins><span class="bd-sr">넣을 줄: </span>EXPOSE 80/tcp\n</ins>' in markup


def test_a_practice_tells_what_speaks_against_it() -> None:
    assert '<a href="#x-fix-unpinnedbase" class="bd-flag">고칠 점</a>' in row(render(), 12)
    markup = finding(render(), "unpinnedbase")
    assert "따져 볼 점</span> 버전을 고정하면" in markup
    assert '<pre class="bd-diff"' not in markup


def test_the_authors_note_stands_above_the_sentence() -> None:
    markup = row(render(), 4)
    assert markup.index('<span class="bd-by">소스보다 먼저 복사합니다.') < markup.index(
        "go.mod</code> 파일을"
    )
    assert '<span class="c"># 소스보다 먼저 복사합니다.</span>' in markup


def test_what_a_change_rebuilds_is_written_for_the_script() -> None:
    assert 'data-re="4 5" data-may="13 9 10"' in row(render(), 4)
    assert 'data-re=""' in row(render(), 14)
    assert "data-re" not in row(render(), 15).replace('data-re=""', "")


def test_advice_can_be_left_out() -> None:
    markup = render(has_advice=False)
    assert "bd-find" not in markup
    assert "bd-flag" not in markup
    assert "이 줄을 고치면" in row(markup, 14)


def test_brief_is_a_sentence_for_each_line() -> None:
    markup = render(is_brief=True)
    assert "bd-more" not in markup.split("bd-image")[0]
    assert "data-w=" not in markup
    assert "data-re=" not in markup
    assert "bd-pick-question" not in markup
    assert "bd-reply" not in markup
    assert "bd-find" not in markup
    assert "bd-changes" not in markup
    assert "bd-say" in row(markup, 5)
    assert Page(markup).source == Page(render()).source


def test_some_lines_with_their_numbers_and_layers() -> None:
    markup = render(((6, 6), (9, 13)))
    assert re.findall(r'<li class="bd-row[^"]*"[^>]* value="(\d+)"', markup) == ["5", "9", "10", "12", "13"]
    gaps = re.findall(r'<li class="bd-gap" data-search-exclude>([^<]+)</li>', markup)
    assert gaps == ["앞의 4줄 생략", "2줄 생략", "뒤의 2줄 생략"]
    assert ">L1<" in row(markup, 13)
    assert "bd-image" not in markup
    assert "bd-bar" not in markup
    assert "bd-tools" in markup
    page = Page(markup)
    assert page.targets <= set(page.ids)


def test_every_link_leads_somewhere() -> None:
    page = Page(render())
    assert page.excluded == []
    assert page.targets <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_history_of_several_lines_and_of_the_base() -> None:
    breakdown = sample()
    entry = HistoryRow(created_by="RUN a\n\nb", is_empty_layer=False, row=None, number=None)
    image = replace(breakdown.image, history=(*breakdown.image.history, entry))
    markup = render_explained(replace(breakdown, image=image), root_id="x")
    assert "    RUN a<br>    <br>    b\n" in markup
    assert '<a href="#x-copy-from-build-app">L1</a>  COPY' in markup


def test_an_empty_image_has_no_stack() -> None:
    markup = render_breakdown(analyze("FROM scratch\nENV a=b\n"), root_id="x")
    assert "bd-stack" not in markup
    assert "bd-history" in markup
    assert "bd-history" not in render_breakdown(analyze("FROM scratch\n"), root_id="x")


def test_triggers_have_keys_of_their_own() -> None:
    source = "FROM a AS base\nONBUILD RUN b\nONBUILD RUN c\nFROM base\n"
    keys = re.findall(r' data-line="(\d[^"]*)"', render_breakdown(analyze(source), root_id="x"))
    assert keys == ["1", "2", "3", "4", "4-1", "4-2"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("COPY  a b", "COPY a b"),
        ("가나다 라마바", "가나다 …"),
        ("abcdefghijkl", "abcdefghi…"),
        ("ab cdefghijkl", "ab cdefgh…"),
        ("a bc d", "a bc d"),
    ],
)
def test_cut(text: str, expected: str) -> None:
    assert cut(text, 10) == expected


def test_what_is_left_out_is_told_below_its_own_stage() -> None:
    source = "FROM a AS one\nRUN b\nRUN c\nFROM d AS two\nRUN e\nRUN f\nFROM g\nRUN h\nRUN i\n"

    def outline(*ranges: tuple[int, int]) -> list[str]:
        options = RenderOptions(ranges=ranges)
        markup = render_breakdown(analyze(source), root_id="x", options=options)
        found = re.findall(
            r'<span class="bd-stage"[^>]*><b[^>]*>([^<]*)|bd-gap"[^>]*>([^<]*)|value="(\d)"', markup
        )
        return ["".join(one) for one in found]

    assert outline((1, 2), (5, 5)) == [
        "1",
        "one 스테이지",
        "2",
        "1줄 생략",
        "1줄 생략",
        "5",
        "two 스테이지",
        "뒤의 4줄 생략",
    ]
    assert outline((2, 2), (7, 7)) == [
        "앞의 1줄 생략",
        "2",
        "one 스테이지",
        "4줄 생략",
        "7",
        "최종 이미지",
        "뒤의 2줄 생략",
    ]
    assert outline((4, 4)) == ["앞의 3줄 생략", "4", "two 스테이지", "뒤의 5줄 생략"]
    assert outline((99, 99)) == []


def test_an_option_is_not_broken_behind_its_dashes() -> None:
    assert render_code("a --bc=d e -- --f") == (
        '<code>a <span class="bd-whole">--bc=d</span> e -- <span class="bd-whole">--f</span></code>'
    )
    longer = f"--{'x' * 23}"
    assert render_code(longer) == f"<code>{longer}</code>"


def test_a_file_is_another_only_beside_one_that_is_named() -> None:
    copied = "FROM a\nCOPY . .\n"
    assert ">어느 파일이든</dt>" in render_breakdown(analyze(copied), root_id="x")
    named = render_breakdown(analyze(f"{copied}COPY b c\n"), root_id="x")
    assert ">그 밖의 파일</dt>" in named


def test_the_last_stage_is_built_without_the_option() -> None:
    markup = render_breakdown(analyze("FROM a AS b\nFROM b\n", target="b"), root_id="x")
    assert re.search(r"<summary><code>.*--target.*</code> 옵션 없이 빌드하면</summary>", markup)
    assert "마지막 스테이지</code>" not in markup


def test_a_new_base_image_is_asked_about_as_well() -> None:
    markup = render_breakdown(analyze("FROM a AS b\nRUN c\nFROM a\nCOPY --from=b d e\n"), root_id="x")
    assert (
        '<dt data-kind="base" data-asked="a 이미지가 새로 나오면" data-re="2 4"><code>a</code></dt>'
        "<dd>2, 4행을 다시 빌드합니다.</dd>"
    ) in markup
    alone = render_breakdown(analyze("FROM scratch\nCOPY a b\n"), root_id="x")
    assert 'data-kind="base"' not in alone
    nothing = render_breakdown(analyze("FROM a\n"), root_id="x")
    assert "<dd>다시 빌드하는 레이어가 없습니다.</dd>" in nothing


def test_the_legend_is_brought_along_once() -> None:
    first = render()
    assert first.count('<ul class="bd-legend" id="x-legend" popover="auto"') == 1
    assert 'popovertarget="x-legend"' in first
    later = render_explained(sample(), root_id="y", legend="x-legend")
    assert "bd-legend" not in later
    assert 'popovertarget="x-legend"' in later


def test_a_stage_of_a_long_file_can_be_folded() -> None:
    source = "FROM a AS b\n" + "RUN c\n" * 60 + "FROM d\nCOPY --from=b e f\n"
    markup = render_breakdown(analyze(source), root_id="x")
    assert re.findall(
        r'<details class="bd-more bd-fold" open><summary[^>]*><span class="bd-stage" id="([^"]+)"', markup
    ) == [
        "x-s0",
        "x-s1",
    ]
    assert '<span class="bd-at">1–61행</span>' in markup
    assert "bd-fold" not in render()


def test_the_same_advice_is_told_once_with_all_its_lines() -> None:
    source = "FROM a:1\nRUN apt-get update\nENV b=c\nRUN apt-get update\n"
    markup = render_breakdown(analyze(source), root_id="x")
    assert markup.count('id="x-fix-') == len(set(re.findall(r'id="(x-fix-[^"]+)"', markup)))
    assert re.search(
        r'id="x-fix-[^"]+"><details class="bd-more"><summary data-of="[^"]+" data-at="2행 · 4행">', markup
    )
    part = render_breakdown(analyze(source), root_id="x", options=RenderOptions(ranges=((4, 4),)))
    assert 'data-at="4행">' in part
    assert 'data-at="2행 · 4행">' not in part


def measured(**fields: object) -> Measured:
    base = MeasuredBase(reference="debian", digest="sha256:0", byte_count=75_000_000)
    layers = (MeasuredLayer(line=13, byte_count=25_000_000),)
    plain = {"date": "2026-11-20", "base": "debian", "bases": (base,), "layers": layers, "builds": {}}
    return make_record(**{**plain, **fields})


def test_sizes_are_bars_in_true_proportion() -> None:
    markup = render_explained(sample(), root_id="x", measured=measured())
    assert (
        '<span class="bd-size" data-search-exclude>25MB<i class="bd-meter" style="--w:25.00%"></i></span>'
        in row(markup, 13)
    )
    assert (
        '<span class="bd-size" data-search-exclude>75MB<i class="bd-meter" style="--w:75.00%"></i></span>'
        in row(markup, 12)
    )
    assert "bd-size" not in row(markup, 14)
    assert "bd-size" not in row(markup, 5)
    assert 'data-at="100MB">만들어지는 이미지' in markup
    assert "잰 날과 곳: 2026-11-20, Docker Engine 28.5.2, linux/amd64" in markup
    assert markup.count('<span>25MB</span><i class="bd-meter" style="--w:25.00%"></i>') == 1
    assert "측정하지 않음" not in markup


def test_what_was_not_measured_is_said_to_be_so() -> None:
    markup = render()
    assert "· 측정하지 않음</p>" in markup
    assert "bd-size" not in markup
    assert "bd-meter" not in markup
    stand_in = MeasuredBase(reference="debian", digest="sha256:0", byte_count=1, stand_in="busybox")
    other = render_explained(sample(), root_id="x", measured=measured(bases=(stand_in,)))
    # Of the base image nothing is known: the bars are those of what the file adds.
    assert (
        '<span class="bd-size" data-search-exclude>25MB<i class="bd-meter" style="--w:100.00%"></i></span>'
        in row(other, 13)
    )
    assert "bd-size" not in row(other, 12)
    assert "베이스에 25MB 추가" in other
