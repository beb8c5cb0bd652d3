"""Lists, as CommonMark has them: what is one list, and whether its items stand close together."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from dockerlayers.patterns import lazy_pattern

_OPEN = ("bullet_list_open", "ordered_list_open")
_CLOSE = ("bullet_list_close", "ordered_list_close")
_EMPTY_ITEM = ["list_item_open", "list_item_close"]
# Between items, also in quotes.
_BLANK_LINE = lazy_pattern(r"[ \t>]*")
_PARAGRAPH = ["paragraph_open", "inline", "paragraph_close"]
# What Python-Markdown takes for the text of an item.
_TEXT = (*_PARAGRAPH, "html_block")


def join_lists(parser: MarkdownIt) -> None:
    """Let a list go on behind an empty item and several blank lines, where markdown-it ends it."""
    parser.core.ruler.after("block", "join_lists", _join)


def _join(state: StateCore) -> None:
    source = state.src.split("\n")
    joined: list[Token] = []
    opened: list[int] = []
    closed: dict[int, int] = {}
    loose: set[int] = set()
    for token in state.tokens:
        if token.type in _OPEN and _continues(joined, token, source):
            # The close of the list before goes, and the one of this list stands for both.
            joined.pop()
            opened.append(closed[token.level])
            loose.add(opened[-1])
            continue
        if token.type in _OPEN:
            opened.append(len(joined))
        joined.append(token)
        if token.type in _CLOSE:
            closed[token.level] = opened.pop()
    for begin in loose:
        _loosen(joined, begin)
    state.tokens = joined


def _continues(before: list[Token], token: Token, source: list[str]) -> bool:
    """Say whether a list goes on with the one before, whose last item is empty."""
    if not before or before[-1].type != token.type.replace("open", "close"):
        return False
    is_same = before[-1].level == token.level and before[-1].markup == token.markup
    if not is_same or [one.type for one in before[-3:-1]] != _EMPTY_ITEM:
        return False
    begin, end = (before[-3].map or [0])[0] + 1, (token.map or [0])[0]
    return all(_BLANK_LINE.fullmatch(line) for line in source[begin:end])


def _loosen(tokens: list[Token], begin: int) -> None:
    level = tokens[begin].level
    for at in range(begin + 1, len(tokens)):
        token = tokens[at]
        if token.level <= level:
            return
        if token.level == level + 2 and token.type.startswith("paragraph"):
            token.hidden = False


def is_behind_text(tokens: list[Token], index: int, is_in_tight: bool) -> bool:
    """Say whether one text alone stands before a list in an item, which may be one of a tight list."""
    level, at = tokens[index].level, index - 1
    while at >= 0 and tokens[at].level >= level and tokens[at].type in _TEXT:
        at -= 1
    if at < 0 or tokens[at].type != "list_item_open":
        return False
    return is_in_tight or [one.type for one in tokens[at + 1 : index]] == _PARAGRAPH


def is_tight_list(tokens: list[Token], index: int) -> bool:
    """Say whether a list is tight: then the parser hides its paragraphs."""
    level = tokens[index].level + 2
    for at in range(index + 1, len(tokens)):
        token = tokens[at]
        if token.level < level - 1:
            return True
        if token.level == level and token.type == "paragraph_open":
            return token.hidden
    return True
