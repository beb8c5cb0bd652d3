"""Callouts as Notion exports them: `<aside>`, an emoji, and Markdown."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from dockerlayers.patterns import lazy_pattern

_TAG = lazy_pattern(r"<(?P<end>/?)aside(?:\s[^<>]*)?>[ \t]*", re.IGNORECASE)
_FENCE = lazy_pattern(r"[ \t>]*(?P<mark>`{3,}|~{3,})")
# By the emoji at the begin, Notion's own choice of it: what it would most likely say.
_KINDS = {
    "💡": "tip",
    "✅": "success",
    "❓": "question",
    "⚠": "warning",
    "🚧": "warning",
    "❗": "danger",
    "🚫": "danger",
    "🔥": "danger",
    "🐛": "bug",
    "📖": "info",
    "ℹ": "info",
}


def add_asides(parser: MarkdownIt) -> None:
    """Teach a parser to read them as blocks with Markdown in them."""
    parser.block.ruler.before("table", "aside", _aside, {"alt": ["paragraph", "blockquote", "list"]})


def find_kind(text: str) -> str:
    """Return which admonition a callout is, by how it begins."""
    return next((kind for emoji, kind in _KINDS.items() if text.startswith(emoji)), "note")


def _aside(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    begin = state.bMarks[start] + state.tShift[start]
    if state.src[begin : begin + 1] != "<" or state.is_code_block(start):
        return False
    if "asides" not in state.env:
        state.env["asides"] = dict(_pair_tags(state.src))
    pair = state.env["asides"].get(begin)
    if pair is None:
        return False
    opening, closing = pair
    last = bisect_right(state.bMarks, closing.start()) - 1
    # Behind the tag that ends it, nothing stands in the line.
    if last >= end or closing.end() < state.eMarks[last] or state.sCount[last] < state.blkIndent:
        return False
    if silent:
        return True
    token = state.push("aside_open", "aside", 1)
    token.map = [start, last + 1]
    token.content = state.src[opening.end() : closing.start()].lstrip()
    _read_between(state, start, opening.end(), last, closing.start())
    state.push("aside_close", "aside", -1)
    state.line = last + 1
    return True


def _pair_tags(text: str) -> Iterator[tuple[int, tuple[re.Match[str], re.Match[str]]]]:
    """Yield the tags that belong together, by where the first one is; those in code are left out."""
    opened: list[re.Match[str]] = []
    fence, place = "", 0
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if mark and (not fence or mark["mark"].startswith(fence)):
            fence = "" if fence else mark["mark"]
        elif not fence and "aside" in line.lower():
            for tag in _TAG.finditer(text, place, place + len(line)):
                if not tag["end"]:
                    opened.append(tag)
                elif opened:
                    opening = opened.pop()
                    yield opening.start(), (opening, tag)
        place += len(line) + 1


def _read_between(state: StateBlock, start: int, begin: int, last: int, stop: int) -> None:
    """Read the lines between two tags, which may have text beside them."""
    kept = state.bMarks[start], state.tShift[start], state.sCount[start], state.eMarks[last], state.lineMax
    kept_type, state.parentType = state.parentType, "root"
    state.bMarks[start], state.tShift[start], state.sCount[start] = begin, 0, state.blkIndent
    state.eMarks[last] = stop
    state.lineMax = last + 1
    state.md.block.tokenize(state, start, last + 1)
    state.bMarks[start], state.tShift[start], state.sCount[start], state.eMarks[last], state.lineMax = kept
    state.parentType = kept_type
