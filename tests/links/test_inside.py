"""Links within the site: each that leads nowhere is told once, with its line; all others pass."""

from __future__ import annotations

import pytest

from dockerlayers_site.links.addresses import Address
from dockerlayers_site.links.inside import find_target
from tests.links.history import History

GOOD = """\
# 처음 {#top-of-all}

## 컨테이너 이야기

[한글](#컨테이너-이야기) [인코딩](#%EC%BB%A8%ED%85%8C%EC%9D%B4%EB%84%88-%EC%9D%B4%EC%95%BC%EA%B8%B0)
[글](guide.md#설치) [글](guide.md#%EC%84%A4%EC%B9%98) [위](#) [밖](https://example.invalid/#x)

<a href="#top-of-all">HTML</a> <a href="guide.md#설치">HTML</a> <a id="named"></a> [이름](#named)

```dockerfile {title="예제" #web}
FROM alpine:3.22
```

[줄](#web-from-alpine)
"""
GUIDE = "# 안내\n\n## 설치\n\n[처음](index.md#named)\n"


def test_links_that_lead_somewhere_pass(history: History) -> None:
    history.begin(index=GOOD, guide=GUIDE)


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("[x](#없는-자리)", "15:5", "the link #없는-자리 leads to no place on this page"),
        ("[x](#%EC%97%86%EB%8A%94)", "15:5", "the link #없는 leads to no place on this page"),
        ("[x](guide.md#nothing)", "15:13", "the link guide/#nothing leads to no place on guide/"),
        ("[x](guide.md#설치) [x](#설치)", "15:22", "the link #설치 leads to no place on this page"),
        ("[x](#named) [x](guide.md#named)", "15:25", "the link guide/#named leads to no place on guide/"),
        ('<a href="#nothing">x</a>', "15:10", "the link #nothing leads to no place on this page"),
        (
            '<p>\n<a href="guide.md#설치하기">x</a>\n</p>',
            "16:18",
            "the link guide/#설치하기 leads to no place on guide/",
        ),
    ],
)
def test_a_link_that_leads_nowhere_is_told_once(
    history: History, text: str, place: str, message: str
) -> None:
    history.begin(index=GOOD, guide=GUIDE)
    lines = GOOD.splitlines()[:14]
    history.write(index="\n".join(lines) + f"\n{text}\n")
    built = history.build()
    assert built.status != 0
    about_links = [line for line in built.warnings if "the link" in line]
    assert len(about_links) == 1
    assert f"docs/index.md:{place}: {message}" in about_links[0]


@pytest.mark.parametrize(
    ("address", "page", "target"),
    [
        ("../b/#x", "a/", Address("b/", "x")),
        ("#x", "a/", Address("a/", "x")),
        ("..", "a/", Address("")),
        ("../..", "a/b/", Address("")),
        ("../a.png", "a/", Address("a.png")),
        ("b", "a/", Address("a/b")),
        ("./", "", Address("")),
        ("%EA%B0%80/", "", Address("가/")),
        ("/x", "a/", None),
        ("mailto:a@b.c", "a/", None),
        ("//host/x", "a/", None),
        ("http://[", "a/", None),
    ],
)
def test_an_address_on_a_page_means(address: str, page: str, target: Address | None) -> None:
    assert find_target(address, page) == target


def test_an_id_of_two_headings_is_told_at_the_second(history: History) -> None:
    history.begin(index="# 처음\n")
    history.write(
        index="# 처음\n\n## 하나 {#one}\n\n```\n{#one}\n```\n\n## 둘 { .x #one }\n\n## 셋 {#one-more}\n"
    )
    built = history.build()
    assert [line.partition("docs/")[2] for line in built.warnings] == [
        "index.md:9:11: the id one is given twice on this page"
    ]


def test_an_id_of_two_headings_is_told_even_where_it_is_not_found(history: History) -> None:
    history.begin(index="# 처음\n")
    history.write(index="# 처음\n\n하나 {#one}\n---\n\n둘 {#one}\n---\n")
    built = history.build()
    assert [line.partition("docs/")[2] for line in built.warnings] == [
        "index.md:1:1: the id one is given twice on this page"
    ]
