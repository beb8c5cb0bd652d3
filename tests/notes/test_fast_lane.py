"""The fast lane reads what markdown-it's own rules would read, only faster."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from dockerlayers_site.notes.fastlane import use_fast_lane
from dockerlayers_site.notes.rules import add_rules

_PIECES = (
    *(
        "- ",
        "-",
        "* ",
        "*",
        "+ ",
        "1. ",
        "2) ",
        "10. ",
        "> ",
        ">",
        "# ",
        "#글",
        "    ",
        "  ",
        "\t",
        "\n",
        "\n",
        "\n\n",
    ),
    *(
        "---",
        "===",
        "- - -",
        "***",
        "_",
        "```",
        "```sh\n",
        "~~~",
        "|a|b|",
        "|-|-|",
        "-|-",
        "a|b",
        ":-",
        "가",
        "가 나 ",
    ),
    *(
        "[a]: b",
        "[a",
        "[^1]: ",
        "![a]",
        "<div>",
        "</div>",
        "<b>",
        "!!! note",
        "??? tip",
        ":   ",
        "**굵게**",
        "\\",
    ),
)


def _parser(*, is_fast: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.disable(["inline", "text_join"])
    add_rules(parser)
    if is_fast:
        use_fast_lane(parser)
    return parser


_FAST, _SLOW = _parser(is_fast=True), _parser(is_fast=False)


@given(st.lists(st.sampled_from(_PIECES), max_size=16).map("".join))
@example("- 가\n나\n  - 다\n\n라 | 마\n-- | --\n")
@settings(max_examples=600)
def test_both_find_the_same_blocks(text: str) -> None:
    fast, slow = _FAST.parse(text, {}), _SLOW.parse(text, {})
    assert [token.as_dict() for token in fast] == [token.as_dict() for token in slow]
