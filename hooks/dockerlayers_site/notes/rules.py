"""What MkDocs adds to Markdown, as rules of markdown-it: blocks whose body is indented by four columns.

A CommonMark parser would take such a body for code or for a lazy line of the paragraph before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.common.html_re import HTML_OPEN_CLOSE_TAG_STR
from markdown_it.rules_block import StateBlock

from dockerlayers.patterns import lazy_pattern

_INDENT = 4
_CALL = lazy_pattern(
    r"""!!!\ ?[\w-]+(?:\ +[\w-]+)*(?:\ +".*")?\ *
      | \?{3}\+?\ ?(?:[\w-]+(?:\ +[\w-]+)*)?(?:\ +".*")?\ *
      | ={3}(?:\+|!|\+!|!\+)?\ +".*"\ *
    """,
    re.VERBOSE,
)
_FOOTNOTE = lazy_pattern(r"\[\^(?P<label>[^\]\s]+)\]:[ \t]*")
# With fewer blanks it is what GitHub shows: a line that begins with a colon.
_DEFINITION = lazy_pattern(r":[ ]{3,}(?=\S)")
_MARKED_HTML = lazy_pattern(r"<(?P<tag>[a-z][a-z0-9-]*)\b[^<>]*\smarkdown(?:=[^<>]*)?\s*>", re.IGNORECASE)
_LONE_TAG = lazy_pattern(HTML_OPEN_CLOSE_TAG_STR + r"\s*$")
_TABLE_RULE = lazy_pattern(r"[ \t]*[|:-][-:|\ \t]*")
# No screen shows more columns; and a table of which most cells are not written takes seconds.
_MOST_COLUMNS, _FEW_CELLS, _MOST_CELLS_A_MARK = 200, 1_000, 2
_ENDS = ["paragraph", "reference", "blockquote", "list"]

_Rule = Callable[[StateBlock, int, int, bool], bool]


def add_rules(parser: MarkdownIt) -> None:
    """Teach a parser the blocks of MkDocs."""
    rules: dict[str, _Rule] = {
        "call": _call,
        "footnote": _marked("footnote", _FOOTNOTE),
        "definition": _marked("definition", _DEFINITION),
        "marked_html": _marked_html,
        "wide_table": _wide_table,
        "lone_tag": _lone_tag,
    }
    for name, rule in rules.items():
        parser.block.ruler.before("table", name, rule, {"alt": _ENDS})


def _line(state: StateBlock, line: int) -> tuple[int, int]:
    return state.bMarks[line] + state.tShift[line], state.eMarks[line]


def _call(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read an admonition, a folded one or a tab: its header, then its indented body."""
    begin, stop = _line(state, start)
    if state.src[begin : begin + 3] not in ("!!!", "???", "===") or state.is_code_block(start):
        return False
    if not _CALL.fullmatch(state.src, begin, stop):
        return False
    if silent:
        return True
    token = state.push("call_open", "", 1)
    token.content = state.src[begin:stop].rstrip()
    last = _find_body_end(state, start, end)
    token.map = [start, last]
    _read_body(state, start + 1, last)
    state.push("call_close", "", -1)
    state.line = last
    return True


def _find_body_end(state: StateBlock, start: int, end: int) -> int:
    """Return the line behind the last one that is indented under the line `start`."""
    last = line = start + 1
    while line < end:
        if not state.isEmpty(line):
            if state.sCount[line] < state.blkIndent + _INDENT:
                break
            last = line + 1
        line += 1
    return last


def _read_body(state: StateBlock, start: int, end: int) -> None:
    kept = state.blkIndent, state.lineMax, state.parentType
    state.blkIndent, state.lineMax, state.parentType = state.blkIndent + _INDENT, end, "root"
    state.md.block.tokenize(state, start, end)
    state.blkIndent, state.lineMax, state.parentType = kept


def _marked(name: str, marker: re.Pattern[str]) -> _Rule:
    """Make a rule for a block that begins behind a marker, such as `[^1]: `, and goes on indented."""

    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        begin, stop = _line(state, start)
        if state.src[begin : begin + 1] not in ("[", ":") or state.is_code_block(start):
            return False
        match = marker.match(state.src, begin, stop)
        # None stands in another: Python-Markdown would lose it.
        is_inside = state.env.get("marked") and state.sCount[start] >= state.blkIndent
        if not match or is_inside:
            return False
        if silent:
            return True
        token = state.push(f"{name}_open", "", 1)
        token.info = match.groupdict().get("label", "")
        state.env["marked"] = True
        _read_behind(state, start, end, match.end())
        state.env["marked"] = False
        token.map = [start, state.line]
        state.push(f"{name}_close", "", -1)
        return True

    return rule


def _read_behind(state: StateBlock, start: int, end: int, begin: int) -> None:
    """Read a block whose first line begins at a place in the line, as the rule for lists does."""
    kept = (
        state.bMarks[start], state.tShift[start], state.sCount[start], state.blkIndent, state.parentType
    )  # fmt: skip
    state.blkIndent += _INDENT
    state.bMarks[start], state.tShift[start], state.sCount[start] = begin, 0, state.blkIndent
    state.parentType = "root"
    state.md.block.tokenize(state, start, end)
    (
        state.bMarks[start], state.tShift[start], state.sCount[start], state.blkIndent, state.parentType
    ) = kept  # fmt: skip
    state.line = max(state.line, start + 1)


def _marked_html(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read an HTML element with the attribute `markdown`, up to its end: it is for Python-Markdown."""
    begin, stop = _line(state, start)
    if state.src[begin : begin + 1] != "<" or state.is_code_block(start):
        return False
    match = _MARKED_HTML.match(state.src, begin, stop)
    if not match:
        return False
    if silent:
        return True
    last = _find_closing_tag(state, match["tag"], start, end)
    token = state.push("verbatim", "", 0)
    token.content = state.getLines(start, last, state.blkIndent, False)
    token.map = [start, last]
    state.line = last
    return True


def _find_closing_tag(state: StateBlock, tag: str, start: int, end: int) -> int:
    tags = re.compile(rf"<(/?){tag}\b[^<>]*>", re.IGNORECASE)
    depth = 0
    for line in range(start, end):
        if not state.isEmpty(line) and state.sCount[line] < state.blkIndent:
            return line
        for found in tags.finditer(state.src, state.bMarks[line], state.eMarks[line]):
            depth += -1 if found[1] else 1
        if depth <= 0:
            return line + 1
    return end


def _wide_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Leave a table alone that nobody wrote for readers."""
    if silent or start + 2 > end or state.is_code_block(start):
        return False
    begin, stop = _line(state, start + 1)
    bars = state.src.count("|", begin, stop)
    if bars < 2 or not _TABLE_RULE.fullmatch(state.src, begin, stop):
        return False
    last = start + 1
    while last < end and not state.isEmpty(last) and state.sCount[last] >= state.blkIndent:
        last += 1
    written = state.src.count("|", state.bMarks[start], state.eMarks[last - 1]) + last - start
    cells = (bars - 1) * (last - start)
    if bars <= _MOST_COLUMNS and (cells <= _FEW_CELLS or cells <= _MOST_CELLS_A_MARK * written):
        return False
    token = state.push("wide_table", "", 0)
    token.map = [start, last]
    state.line = last
    return True


def _lone_tag(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """End a table, a quote or an item at a line that is a tag: only in a paragraph it is a part of it.

    As in cmark, where such a line begins HTML in all else; markdown-it takes it for a lazy line.
    """
    del end
    is_inside = state.parentType in ("paragraph", "reference") and state.sCount[start] >= state.blkIndent
    if not silent or is_inside or state.is_code_block(start):
        return False
    begin, stop = _line(state, start)
    return state.src[begin : begin + 1] == "<" and bool(_LONE_TAG.match(state.src[begin:stop]))
