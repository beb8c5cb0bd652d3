"""Here-documents: which words of a line announce one, and its body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dockerlayers.errors import DockerfileError
from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.expansion import Lexer

_WORD = lazy_pattern(r"(\d*)<<(-?)[\t\n\f\r ]*([^<]*)", re.ASCII)
_LINE = Lexer(raw_quotes=True, raw_escapes=True, skip_unset=True)
_NAME = Lexer(skip_unset=True)
_RAW_NAME = Lexer(raw_quotes=True, skip_unset=True)


class HeredocMark(NamedTuple):
    """The `<<NAME` that announces a heredoc; `expand` is False when any part of the name is quoted."""

    name: str
    expand: bool
    chomp: bool
    file_descriptor: int


def find_heredocs(text: str) -> Iterator[HeredocMark]:
    """Yield the heredocs that a logical line announces, in order."""
    try:
        words = _LINE.split(text, {}).words
    except DockerfileError:
        return
    for word in words:
        mark = parse_heredoc_mark(word)
        if mark:
            yield mark


def parse_heredoc_mark(word: str) -> HeredocMark | None:
    """Parse `[fd]<<[-]NAME`; return None for any other word."""
    match = _WORD.fullmatch(word) if "<<" in word else None
    if not match or not match[3]:
        return None
    try:
        names = _NAME.split(match[3], {}).words
    except DockerfileError:
        return None
    if len(names) != 1:
        return None
    raw = _RAW_NAME.split(match[3], {}).words[0]
    return HeredocMark(
        names[0], _count_quotes(names[0]) == _count_quotes(raw), bool(match[2]), _descriptor(match[1])
    )


def _descriptor(digits: str) -> int:
    """Read the number before `<<`; what does not fit is the largest, as in Go."""
    return min(int(digits[-20:] or 0), 2**64 - 1) if len(digits.lstrip("0")) <= 20 else 2**64 - 1


def _count_quotes(text: str) -> int:
    return text.count("'") + text.count('"')
