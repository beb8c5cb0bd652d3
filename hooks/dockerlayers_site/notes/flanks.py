"""Emphasis and strike-through as GitHub has them, save where it fails in Korean.

CommonMark does not close `**도커(Docker)**는`, as a letter follows the marks and a bracket precedes them.
Here a CJK letter beside the marks counts as a blank does: https://github.com/tats-u/markdown-cjk-friendly.
"""

from __future__ import annotations

from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

from dockerlayers.patterns import lazy_pattern

_CJK = lazy_pattern("[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]")

_SENTENCE_ENDS = tuple(".!?)]:…。”’」』")
_WILDCARD_BEHIND = lazy_pattern(r"\.[A-Za-z0-9]+(?!\w*\*)")
_WILDCARD_BEFORE = lazy_pattern(r"/$|[A-Za-z0-9]\.$")


@dataclass(frozen=True, kw_only=True)
class _Flank:
    """What stands on one side of a run of marks."""

    is_blank: bool
    is_punctuation: bool
    is_cjk: bool

    @property
    def is_edge(self) -> bool:
        """Say whether a word may end here."""
        return self.is_blank or self.is_punctuation or self.is_cjk


def use_flanks(parser: MarkdownIt) -> None:
    """Put the rules for emphasis and strike-through into a parser."""
    parser.inline.ruler.at("emphasis", _emphasis)
    parser.inline.ruler.at("strikethrough", _strike)


def _flank(character: str) -> _Flank:
    code = ord(character)
    is_cjk = bool(_CJK.match(character))
    return _Flank(
        is_blank=isWhiteSpace(code),
        is_punctuation=not is_cjk and (isMdAsciiPunct(code) or isPunctChar(character)),
        is_cjk=is_cjk,
    )


def _sides(state: StateInline) -> tuple[int, _Flank, _Flank]:
    """Return the length of the run of marks at the state's place, and what is before and behind it."""
    start, mark = state.pos, state.src[state.pos]
    end = start
    while end < state.posMax and state.src[end] == mark:
        end += 1
    before = state.src[start - 1] if start else " "
    behind = state.src[end] if end < state.posMax else " "
    return end - start, _flank(before), _flank(behind)


def _opens(before: _Flank, behind: _Flank) -> bool:
    return not behind.is_blank and (not behind.is_punctuation or before.is_edge)


def _emphasis(state: StateInline, silent: bool) -> bool:
    mark = state.src[state.pos]
    if silent or mark not in "_*":
        return False
    length, before, behind = _sides(state)
    opens, closes = _opens(before, behind), _opens(behind, before)
    if length == 1 and behind.is_punctuation and before.is_cjk:
        # A lone star is more often a wildcard: `'문자*'`.
        opens = False
    if length == 1 and mark == "*" and _is_wildcard(state.src, state.pos):
        opens = closes = False
    if length == 2 and mark == "*" and state.src[state.pos - 1 : state.pos] in _SENTENCE_ENDS:
        # `**설명.**Docker는`: CommonMark takes no end before a letter behind a full stop.
        closes = closes or (bool(state.pos) and not behind.is_blank)
    if mark == "_":
        opens, closes = (
            opens and (not closes or before.is_punctuation),
            closes and (not opens or behind.is_punctuation),
        )
    for _ in range(length):
        _push(state, mark, length, opens, closes)
    state.pos += length
    return True


def _is_wildcard(text: str, place: int) -> bool:
    """Say whether a star is one of file names: `*.json`, `src/*`, `app.*`."""
    return bool(
        _WILDCARD_BEHIND.match(text, place + 1) or _WILDCARD_BEFORE.search(text[max(place - 2, 0) : place])
    )


def _strike(state: StateInline, silent: bool) -> bool:
    if silent or state.src[state.pos] != "~":
        return False
    length, before, behind = _sides(state)
    opens, closes = _opens(before, behind), _opens(behind, before)
    if length > 2:
        opens = closes = False
    _push(state, "~" * length, 0, opens, closes)
    state.pos += length
    return True


def _push(state: StateInline, text: str, length: int, opens: bool, closes: bool) -> None:
    token = state.push("text", "", 0)
    token.content = text
    state.delimiters.append(
        Delimiter(
            marker=ord(text[0]),
            length=length,
            token=len(state.tokens) - 1,
            end=-1,
            open=opens,
            close=closes,
        )
    )
