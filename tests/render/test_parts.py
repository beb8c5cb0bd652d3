"""The parts of a breakdown, of annotations written by hand."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from dockerlayers.analysis import analyze
from dockerlayers.explain.annotations import HistoryRow
from dockerlayers.explain.breakdown import explain
from dockerlayers.render.html import RenderOptions, render_breakdown, render_explained
from dockerlayers.render.labels import render_code
from dockerlayers.render.stack import cut
from tests.render.reading import Page
from tests.render.samples import sample


def render(ranges: tuple[tuple[int, int], ...] | None = None, **options: bool) -> str:
    return render_explained(sample(), root_id="x", options=RenderOptions(ranges=ranges, **options))


def row(markup: str, line: int) -> str:
    """Cut the row of a line out of the HTML."""
    found = re.search(rf'<li class="bd-row"[^>]* value="{line}".*?</li>', markup, re.DOTALL)
    assert found
    return found[0]


def test_what_unfolds_is_in_order() -> None:
    markup = row(render(), 5)
    told = re.findall(r"<dt>([^<]+)</dt>", markup)
    assert told == ["명령 풀이", "이미지", "캐시", "이 줄을 바꾸면", "용어"]
    assert re.search(r'<div data-w="2"><dt><code>go build -o /app .</code></dt> <dd>', markup)
    assert re.search(r'<div class="bd-part" data-w="3"><dt><code>-o /app</code></dt>', markup)
    assert '<span data-w="2">go build <span data-w="3">' in markup
    assert markup.count('data-w="5"') == 3


def test_what_is_empty_is_left_out() -> None:
    assert re.findall(r"<dt>([^<]+)</dt>", row(render(), 10)) == ["명령 풀이", "이미지", "캐시"]
    assert "<details" not in row(render(), 1)


def test_a_check_is_mended_line_by_line() -> None:
    markup = row(render(), 14)
    assert '<span class="bd-flag">빌드 검사</span>' in markup
    assert '<a href="https://docs.docker.com/reference/build-checks/expose-proto-casing/">' in markup
    assert '<q lang="en">Defined protocol &#x27;80/TCP&#x27;' in markup
    assert '<del><span class="bd-sr">뺄 줄: </span>EXPOSE 80/TCP\n</del>' in markup
    assert '<ins><span class="bd-sr">넣을 줄: </span>EXPOSE 80/tcp\n</ins>' in markup


def test_a_practice_tells_what_speaks_against_it() -> None:
    markup = row(render(), 12)
    assert '<span class="bd-flag">고칠 점</span>' in markup
    assert "따져 볼 점</span> 버전을 고정하면" in markup
    assert '<pre class="bd-diff"' not in markup


def test_the_authors_note_stands_above_the_sentence() -> None:
    markup = row(render(), 4)
    assert markup.index('<p class="bd-by">소스보다 먼저 복사합니다.') < markup.index("go.mod</code> 파일을")
    assert '<span class="c"># 소스보다 먼저 복사합니다.</span>' in markup


def test_what_a_change_rebuilds_is_written_for_the_script() -> None:
    assert 'data-re="4 5" data-may="13 9 10"' in row(render(), 4)
    assert 'data-re=""' in row(render(), 14)
    assert "data-re" not in row(render(), 15).replace('data-re=""', "")


def test_advice_can_be_left_out() -> None:
    markup = render(has_advice=False)
    assert "bd-mend" not in markup
    assert "bd-flag" not in markup
    assert "이 줄을 바꾸면" in row(markup, 14)


def test_brief_is_a_sentence_for_each_line() -> None:
    markup = render(is_brief=True)
    assert "bd-more" not in markup.split("bd-image")[0]
    assert "data-w=" not in markup
    assert "data-re=" not in markup
    assert "bd-pick-file" not in markup
    assert "bd-say" in row(markup, 5)
    assert Page(markup).source == Page(render()).source


def test_some_lines_with_their_numbers_and_layers() -> None:
    markup = render(((6, 6), (9, 13)))
    assert re.findall(r'<li class="bd-row"[^>]* value="(\d+)"', markup) == ["5", "9", "10", "12", "13"]
    gaps = re.findall(r'<li class="bd-gap" data-search-exclude>([^<]+)</li>', markup)
    assert gaps == ["앞의 4줄 생략", "2줄 생략", "뒤의 2줄 생략"]
    assert ">L1<" in row(markup, 13)
    assert "bd-image" not in markup
    assert "bd-stages" not in markup
    assert "bd-bar" not in markup
    page = Page(markup)
    assert page.targets <= set(page.ids)


def test_every_link_leads_somewhere() -> None:
    page = Page(render())
    assert page.excluded == []
    assert page.targets <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_links_are_outside_of_drawings() -> None:
    for drawing in re.findall(r"<svg.*?</svg>", render(), re.DOTALL):
        assert "<a" not in drawing
        assert 'aria-hidden="true"' in drawing


def test_history_of_several_lines_and_of_the_base() -> None:
    breakdown = sample()
    entry = HistoryRow(created_by="RUN a\n\nb", is_empty_layer=False, row=None, number=None)
    image = replace(breakdown.image, history=(*breakdown.image.history, entry))
    markup = render_explained(replace(breakdown, image=image), root_id="x")
    assert "<tr><td></td><td><code><span>RUN a</span><span></span><span>b</span></code></td></tr>" in markup


def test_very_many_layers_are_a_list_without_a_drawing() -> None:
    source = "FROM a\n" + "RUN b\n" * 45
    markup = render_breakdown(analyze(source), root_id="x")
    assert "bd-fig--many" in markup
    assert "<svg" not in markup
    assert markup.count("data-for") > 45
    assert "<svg" in render_breakdown(analyze("FROM a\n" + "RUN b\n" * 20), root_id="x")


def test_very_many_stages_have_no_map() -> None:
    source = "".join(f"FROM a AS s{number}\n" for number in range(30))
    assert "bd-stages" not in render_breakdown(analyze(source), root_id="x")


def test_an_empty_image_has_no_stack() -> None:
    markup = render_breakdown(analyze("FROM scratch\nENV a=b\n"), root_id="x")
    assert "bd-fig" not in markup
    assert "bd-history" in markup
    assert "bd-history" not in render_breakdown(analyze("FROM scratch\n"), root_id="x")


def test_triggers_have_keys_of_their_own() -> None:
    source = "FROM a AS base\nONBUILD RUN b\nONBUILD RUN c\nFROM base\n"
    keys = re.findall(r'data-line="([^"]+)"', render_breakdown(analyze(source), root_id="x"))
    assert keys == ["1", "2", "3", "4", "4-1", "4-2"]


def test_names_in_the_map_are_those_of_the_stages() -> None:
    breakdown = explain(analyze("FROM a AS b\nFROM b\nRUN --mount=type=bind,from=b c\n"))
    markup = render_explained(breakdown, root_id="x", title="견본")
    assert '<span class="bd-sr">b 스테이지에서 가져옴: </span><code>FROM b</code>' in markup
    assert "RUN --mount" in markup
    assert 'aria-label="스테이지, 견본"' in markup


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
        found = re.findall(r'<p class="bd-stage"[^>]*><b>([^<]*)|bd-gap"[^>]*>([^<]*)|value="(\d)"', markup)
        return ["".join(one) for one in found]

    assert outline((1, 2), (5, 5)) == [
        "one 스테이지",
        "1",
        "2",
        "1줄 생략",
        "two 스테이지",
        "1줄 생략",
        "5",
        "뒤의 4줄 생략",
    ]
    assert outline((2, 2), (7, 7)) == [
        "one 스테이지",
        "앞의 1줄 생략",
        "2",
        "4줄 생략",
        "이름 없는 스테이지",
        "7",
        "뒤의 2줄 생략",
    ]
    assert outline((4, 4)) == ["two 스테이지", "앞의 3줄 생략", "4", "뒤의 5줄 생략"]
    assert outline((99, 99)) == []


def test_an_option_is_not_broken_behind_its_dashes() -> None:
    assert render_code("a --bc=d e -- --f") == (
        '<code>a <span class="bd-whole">--bc=d</span> e -- <span class="bd-whole">--f</span></code>'
    )
    longer = f"--{'x' * 23}"
    assert render_code(longer) == f"<code>{longer}</code>"


def test_a_file_is_another_only_beside_one_that_is_named() -> None:
    copied = "FROM a\nCOPY . .\n"
    assert "<dt>어느 파일이든</dt>" in render_breakdown(analyze(copied), root_id="x")
    named = render_breakdown(analyze(f"{copied}COPY b c\n"), root_id="x")
    assert "<dt>그 밖의 파일</dt>" in named


def test_the_last_stage_is_built_without_the_option() -> None:
    markup = render_breakdown(analyze("FROM a AS b\nFROM b\n", target="b"), root_id="x")
    assert re.search(r"<summary><span><code>.*--target.*</code> 옵션 없이 빌드하면</span></summary>", markup)
    assert "마지막 스테이지</code>" not in markup
