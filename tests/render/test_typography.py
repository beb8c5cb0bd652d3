"""Where lines may break: joiners before particles, and places in long code words. `·` stands for a joiner."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockerlayers.typography.codes import LONG, SHORT
from dockerlayers.typography.page import JOINER, set_type


def _set(html: str) -> str:
    return set_type(html).replace(JOINER, "·")


@pytest.mark.parametrize(
    "text",
    [
        "도커(Docker)·는 이미지[3]·를 {하나}·만",
        "<code>FROM</code>·은 <kbd>Ctrl</kbd>·과",
        "<strong>굵은 말</strong>·은 <em>강</em>·조하다",
        '<a href="x" title="a > b(c)는">링크</a>·를 따라',
        "「이름」·과 «말»·과 “말”·과 ‘말’·과 (말)·",
        '"말"·은 &quot;말&quot;·은 &#x27;말&#x27;·은 "<code>x</code>"·는',
        "<b><i>x</i></b>·의 <b><code>x</code></b>·의 <sup><a>1</a></sup>·은",
        "50%·는 C#·은 C++·로 3℃·까지 말…·이",
        "/tmp/·는 1-·은 x=·를 &lt;name&gt;·은",
    ],
)
def test_a_word_is_joined_with_its_particle(text: str) -> None:
    if text.endswith("·"):
        text = text.removesuffix("·")
    assert _set(text.replace("·", "")) == text


@pytest.mark.parametrize(
    "text",
    [
        "도커 (Docker) 는, 말. 다음 말 「이름」 과",
        '"한글" (한글) [한글] ("한글") “한글”',
        "읽기/쓰기 빌드/실행하기 /tmp/여러파일",
        "<p>글</p>글 <li>글</li>글 <code>x</code> 글 <br>글",
        "<span>글 </span>글",
        '<h2><span id="x"></span>글 <a href="x"><img></a>글</h2>',
        "</a>",
        "a < b는",
        "별*표* 1/시작? 왜?나 &lt;b&gt;굵게&lt;/b&gt;",
        "English (text) only",
    ],
)
def test_nothing_is_set_elsewhere(text: str) -> None:
    assert _set(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "<pre>(a)는 <b>x</b>는</pre>",
        "<pre class=x><code>(a)는</code>는</pre>",
        "<code>(a)는</code>",
        "<script>x = '(a)는'</script>",
        "<STYLE>/* (a)는 */</STYLE>",
        "<head><title>(a)는</title></head>",
        "<textarea>(a)는</textarea><select><option>(a)는</select>",
        "<svg><text>(a)는</text></svg><math><mtext>(a)는</mtext></math>",
        '<span class="arithmatex">(a)는</span><div class="arithmatex">(a)는</div>',
        "<!-- (a)는 --><!doctype html><template>(a)는</template>",
        '<img alt="(a)는" title=\'"(a)는>\' data-x="<b>(a)는">',
        "<a title=(a)는>",
    ],
)
def test_what_is_no_running_text_stays(text: str) -> None:
    assert _set(text) == text


@pytest.mark.parametrize(
    "start",
    ["<pre>", "<code>", "<!--", '<a title="', "<a title='", "<script>", '<span class="arithmatex">', "<"],
)
def test_what_is_not_closed_goes_on_to_the_end(start: str) -> None:
    text = f"{start}(a)는 <p>(b)는"
    assert _set(text) == (text if len(start) > 1 else "<(a)·는 <p>(b)·는")


@pytest.mark.parametrize(
    ("code", "pieces"),
    [
        ("docker compose up", "docker compose up"),
        ("x" * SHORT, "x" * SHORT),
        ("&lt;&lt;&lt;&lt;&lt;&lt;&lt;", "&lt;&lt;&lt;&lt;&lt;&lt;&lt;"),
        ("docker run --rm -it ubuntu bash", "docker run <span>--rm</span> <span>-it</span> ubuntu bash"),
        ("docker --cpuset-cpus=0,1 x", "docker <span>--cpuset-cpus=0,</span><wbr>1 x"),
        (
            "--mount=type=cache,target=/root/.cache/pip",
            "<span>--mount=type=cache,</span><wbr>target=/root/.cache/pip",
        ),
        ("docker-compose.override.yml", "<span>docker-compose.override.yml</span>"),
        (
            "deploy/docker-compose.yml,deploy/app.yml",
            "deploy/<wbr><span>docker-compose.yml,</span><wbr>deploy/<wbr>app.yml",
        ),
        ("org.opencontainers.image.authors=x", "org.opencontainers.image.<wbr>authors=x"),
        ("a&lt;b &amp;&amp; c-d | grep -v e", "a&lt;b &amp;&amp; <span>c-d</span> | grep <span>-v</span> e"),
        ("x-" * 20, "x-" * 20),
        ("https://계정.github.io/notes/", "<span>https://계정.github.io/</span><wbr>notes/"),
        ("<i>docker</i> build <b>--target x</b>", "<i>docker</i> build <b>--target x</b>"),
        (
            "/bin/sh -c <b>--bind=0,1</b> --name=x",
            "/<wbr>bin/<wbr>sh <span>-c</span> <b>--bind=0,1</b> <span>--name=x</span>",
        ),
        ("a-b <!-- > --> c-d <br> e-f-g-h-i-j", "<span>a-b</span> <!-- > --> c-d <br> e-f-g-h-i-j"),
    ],
)
def test_a_long_code_word_breaks_where_a_reader_would_cut_it(code: str, pieces: str) -> None:
    mark = f" {LONG}" if len(unescape(re.sub("<[^>]*>", "", code))) > SHORT else ""
    assert set_type(f"<code>{code}</code>") == f"<code{mark}>{pieces}</code>"


_PIECES = st.lists(
    st.sampled_from(
        [
            *(
                "가",
                "는",
                "도커",
                " ",
                "a",
                "x-y",
                ")",
                "(",
                '"',
                "'",
                "%",
                "/",
                "<",
                ">",
                "&quot;",
                "&",
                JOINER,
            ),
            *("<b>", "</b>", "<code>", "</code>", "<pre>", "</pre>", "<p>", "</p>", "</a>", "<!--", "-->"),
            *('<a href="(가)는">', "<svg>", "</svg>", "--mount=type=cache,target=/root/.cache/go-build,id=x"),
        ]
    )
).map("".join)


@given(_PIECES)
def test_the_text_stays_and_a_second_time_changes_nothing(html: str) -> None:
    once = set_type(html)
    assert set_type(once) == once
    added = re.compile(f"{JOINER}| {LONG}|<wbr>|</?span>")
    written = unescape(added.sub("", html))
    assert unescape(added.sub("", once)) == written


@pytest.mark.parametrize(
    "start", ["<a '", "<pre>", "<code>", "<!--", "&quot;가", "<", "<b", '<b>"', "</b>가", "</b>", '</b>"']
)
@pytest.mark.parametrize("end", ["", "가"], ids=["", "before a word"])
def test_many_of_one_kind_are_read_in_one_go(start: str, end: str) -> None:
    """Were each read to the end of the page, this would take minutes."""
    assert set_type(start * 50_000 + end)
