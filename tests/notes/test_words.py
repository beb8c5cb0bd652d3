"""Whatever an author writes, every word of it is on the page, and the file stays as it is."""

from __future__ import annotations

import re
from functools import cache
from html import unescape

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from dockerlayers_site.notes.extension import GitHubNotes
from dockerlayers_site.notes.rewrite import rewrite_note
from dockerlayers_site.pages.page_file import page_file
from tests.notes.pages import ROOT

_PIECES = (
    *(
        "- ",
        "* ",
        "+ ",
        "1. ",
        "7) ",
        "> ",
        "# ",
        "#",
        "    ",
        "  ",
        "\t",
        "\n",
        "\n",
        "\n\n",
        "---",
        "===",
        "- [ ] ",
    ),
    *(
        "```",
        "~~~",
        "`",
        "``",
        "**",
        "*",
        "_",
        "~",
        "~~",
        "|",
        "| - |",
        "\n|-|-|\n",
        "!!! note\n",
        '=== "탭"\n',
    ),
    *(
        "??? tip\n",
        "[^1]: ",
        "[^1]",
        "[",
        "]",
        "](",
        ")",
        "![",
        "<",
        ">",
        "<div>",
        "</div>",
        "<b>",
        "<br>",
        "&",
        "&amp;",
    ),
    *(
        "{",
        "}",
        "{ .x }",
        ":   ",
        ":",
        "\\",
        "://",
        "www.",
        "@",
        "> [!NOTE]\n",
        "<details>\n",
        "<이름>",
        "<container-id>",
    ),
)
_WORDS = st.integers(0, 99).map("낱말{:02}끝".format)
_NOTES = st.lists(st.one_of(st.sampled_from(_PIECES), _WORDS), max_size=25).map("".join)


def _words(text: str) -> list[str]:
    return sorted(set(re.findall(r"낱말\d\d끝", text)))


@cache
def _config() -> MkDocsConfig:
    return load_config(str(ROOT / "mkdocs.yml"), hooks=[])


def _convert(text: str) -> str:
    config = _config()
    return Markdown(
        extensions=[*config.markdown_extensions, GitHubNotes()], extension_configs=config.mdx_configs
    ).convert(text)


@given(_NOTES)
@example("| 낱말01끝 |\n|-|\n| 낱말02끝 | 낱말03끝 |\n")
@example("1. 낱말01끝\n- 낱말02끝\n```\n낱말03끝")
@example('=== "낱말01끝"\n\n        낱말02끝\n')
@example("- " * 40 + "낱말01끝\n")
@example("> 1. " * 20 + "낱말01끝\n")
@example("- " * 60 + "낱말01끝\n\n낱말02끝")
@example("".join(f"{'  ' * depth}- 낱말{depth % 100:02}끝\n" for depth in range(150)))
@example(">" * 300 + "낱말01끝\n")
@example("[^1]: " + "> - " * 40 + "낱말01끝\n")
@settings(max_examples=150)
def test_every_word_is_on_the_page(text: str) -> None:
    assert _words(text) == _words(unescape(_convert(text)))


@given(_NOTES)
@settings(max_examples=300)
def test_every_line_comes_from_the_note(text: str) -> None:
    lines = text.split("\n")
    rewritten = rewrite_note(lines, keep=str, page=page_file("x.md", text))
    assert rewritten.origins.lines == tuple(lines)
    assert len(rewritten.lines) == len(rewritten.origins.indexes)
    assert all(0 <= index < len(lines) for index in rewritten.origins.indexes)
    assert all(lines[problem.line - 1] == problem.excerpt for problem in rewritten.problems)
