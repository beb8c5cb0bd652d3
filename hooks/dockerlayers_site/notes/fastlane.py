"""Read the usual blocks fast: one look at the begin of a line tells which rules can match there.

markdown-it asks every rule at every line, which takes most of its time. What is not plain here is left to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote, fence, heading, hr, list_block

from dockerlayers.patterns import lazy_pattern

_Rule = Callable[[StateBlock, int, int, bool], bool]

_MARKED: Mapping[str, tuple[_Rule, ...]] = {
    **dict.fromkeys("-*", (hr, list_block)),
    **dict.fromkeys("+0123456789", (list_block,)),
    **dict.fromkeys("`~", (fence,)),
    "#": (heading,),
    ">": (blockquote,),
}
# A line that begins so may be more than text, or may change what the line above it is.
_MAYBE_MORE = lazy_pattern(
    r"""[-+*](?:[ \t]|$) | [-=]+[ \t]*$ | (?:\*[ \t]*){3,}$ | (?:_[ \t]*){3,}$ | [|:-][-:|\ \t]*$
      | \#{1,6}(?:[ \t]|$) | ``` | ~~~ | [><] | \d{1,9}[.)](?:[ \t]|$)
      | \[\^ | \[[^\]\n]*\]: | \[[^\]\n]*$ | :[ ]{3} | !!! | \?\?\? | === | \$\$
    """,
    re.VERBOSE | re.MULTILINE,
)
# What surely ends a paragraph, if it is not indented.
_SURE_END = lazy_pattern(r"[-+*][ \t]+[^\s*_-]|1[.)][ \t]+\S|\#{1,6}[ \t]|>|```[\w#.+-]*$", re.MULTILINE)
_RULE_OF_TABLE = lazy_pattern(r"[|:-]")


def use_fast_lane(parser: MarkdownIt) -> None:
    """Put the rule before all others."""
    parser.block.ruler.before("call", "fast", _fast)


def _fast(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if silent or state.sCount[start] - state.blkIndent > 3:
        return False
    begin = state.bMarks[start] + state.tShift[start]
    if not _MAYBE_MORE.match(state.src, begin):
        return _read_text(state, start)
    if _is_above_rule(state, start, end):
        return False
    return any(rule(state, start, end, False) for rule in _MARKED.get(state.src[begin], ()))


def _is_above_rule(state: StateBlock, start: int, end: int) -> bool:
    """Say whether the next line may make a table of this one."""
    if start + 1 >= end:
        return False
    return bool(_RULE_OF_TABLE.match(state.src, state.bMarks[start + 1] + state.tShift[start + 1]))


def _read_text(state: StateBlock, start: int) -> bool:
    """Read a paragraph, if it is sure where it ends."""
    line = start + 1
    while line < state.lineMax:
        begin = state.bMarks[line] + state.tShift[line]
        if begin >= state.eMarks[line]:
            break
        if state.sCount[line] - state.blkIndent <= 3 and _MAYBE_MORE.match(state.src, begin):
            if state.sCount[line] < 0 or (
                state.listIndent >= 0 and state.sCount[line] - state.listIndent >= 4
            ):
                return False
            if not _SURE_END.match(state.src, begin):
                return False
            break
        line += 1
    _push_paragraph(state, start, line)
    return True


def _push_paragraph(state: StateBlock, start: int, line: int) -> None:
    token = state.push("paragraph_open", "p", 1)
    token.map = [start, line]
    inline = state.push("inline", "", 0)
    inline.content = state.getLines(start, line, state.blkIndent, False).strip()
    inline.map, inline.children = [start, line], []
    state.push("paragraph_close", "p", -1)
    state.line = line
