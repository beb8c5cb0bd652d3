"""Blocks of HTML that follow each other: a browser shows what is in the line of them as one text.

A paragraph of its own around each would part pictures that stand beside each other on GitHub.
"""

from __future__ import annotations

from markdown.util import BLOCK_LEVEL_ELEMENTS
from markdown_it.token import Token

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.notes.angles import is_spacer, is_tag

_NAME = lazy_pattern(r"</?([A-Za-z][A-Za-z0-9-]*)")


def join_html(tokens: list[Token], index: int) -> tuple[str, int]:
    """Return a block of HTML with those behind it that go on in its line, and the index behind them."""
    html = tokens[index].content.strip("\n").lstrip()
    parts, index = [html], index + 1
    if not is_spacer(html) and is_tag(html):
        while index < len(tokens) and _goes_on(tokens[index]):
            parts.append(tokens[index].content.strip("\n"))
            index += 1
    return "\n".join(parts), index


def _goes_on(token: Token) -> bool:
    html = token.content.strip()
    if token.type != "html_block" or is_spacer(html) or not is_tag(html):
        return False
    name = _NAME.match(html)
    return html.startswith("<!--") or (name is not None and name[1].lower() not in BLOCK_LEVEL_ELEMENTS)
