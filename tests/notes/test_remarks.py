"""What only the blog that a note comes from would have replaced: it is told, once a note, and shown."""

from __future__ import annotations

import pytest

from dockerlayers_site.notes.rewrite import Rewritten, rewrite_note
from dockerlayers_site.pages.messages import tell
from dockerlayers_site.pages.page_file import page_file
from dockerlayers_site.texts import load_site_texts


def rewrite(text: str) -> Rewritten:
    return rewrite_note(text.split("\n"), keep=lambda html: html, page=page_file("note.md", text))


@pytest.mark.parametrize(
    "written", ["[toc]", "[TOC]", "[[toc]]", "[[TOC]]", "${toc}", "@[toc](목차)", "@[TOC]"]
)
def test_a_table_of_contents_is_told(written: str) -> None:
    rewritten = rewrite(f"# 글\n\n{written}\n\n본문\n\n{written}\n")
    assert [(one.line, one.text) for one in rewritten.remarks] == [
        (3, f"{written} stands for a table of contents, which this site shows beside each page")
    ]
    assert "본문" in rewritten.lines
    (told,) = tell(rewritten.remarks, load_site_texts())
    assert told.words.startswith(f"{written} ")
    assert not told.words.isascii()


@pytest.mark.parametrize(
    "written",
    ["[toc]을 씁니다.", "`[toc]`", "[toc](a.md)", "[토크]", "> `[toc]`", "```\n[toc]\n```", "    [toc]"],
)
def test_what_is_no_table_of_contents_is_none(written: str) -> None:
    assert not rewrite(f"글\n\n{written}\n").remarks


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("{% include x.html %}", 1, "{% include x.html %}"),
        ("글\n\n{%- if a -%} 글 {%- endif -%}", 3, "{%- if a -%}"),
        ("글\n이어서 {{ site.url }}/a", 2, "{{ site.url }}"),
        ('- 항목\n\n  {{< figure src="a.png" >}}', 3, '{{< figure src="a.png" >}}'),
        ("> {{% notice tip %}}\n> 글", 1, "{{% notice tip %}}"),
        ("{% raw %}\n\n{{ a }}\n\n{% endraw %}", 1, "{% raw %}"),
    ],
)
def test_a_template_is_told_with_its_line_and_once(text: str, line: int, code: str) -> None:
    (remark,) = rewrite(text).remarks
    assert (remark.line, remark.text) == (
        line,
        f"{code} is a template of Liquid or Hugo, and is shown as text",
    )
    (told,) = tell([remark], load_site_texts())
    assert told.words == f"{code} 부분은 Liquid나 Hugo의 템플릿이어서 글자 그대로 보입니다."


@pytest.mark.parametrize(
    "text",
    [
        "`{{ a }}`를 씁니다.",
        "```yaml\na: {{ b }}\n```",
        "    {% include x %}",
        "{ % a % }",
        "{{}}",
        "${{ 이름 }",
        "{#id}",
        "docker ps --format '{{.Names}}'",
    ],
)
def test_what_is_no_template_is_none(text: str) -> None:
    assert not rewrite(text).remarks


def test_each_kind_is_told() -> None:
    remarks = rewrite("[toc]\n\n{% a %}\n\n```bash\nFROM alpine:3.22\nRUN apk add curl\n```\n").remarks
    assert [one.line for one in remarks] == [1, 3, 5]
