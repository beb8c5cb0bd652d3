"""A parser that keeps addresses as their author wrote them."""

from __future__ import annotations

from typing import Any

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import StateBlock

DEEP = "too deep"
"""In the environment of a parse: the lines of blocks that stand too deep in others."""


class _NoteBlocks(ParserBlock):
    """Tell where blocks stand so deep in one another that the rest is passed over."""

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803
        """Read blocks; markdown-it itself leaves out what is too deep, without a word."""
        if state.level >= state.md.options.maxNesting and state.skipEmptyLines(startLine) < endLine:
            state.env.setdefault(DEEP, []).append(startLine)
        super().tokenize(state, startLine, endLine)


class NoteParser(MarkdownIt):
    """Read CommonMark, and leave addresses to those who come after."""

    def __init__(self, *settings: Any) -> None:
        super().__init__()
        self.block = _NoteBlocks()
        self.configure(*settings)

    def validateLink(self, url: str) -> bool:  # noqa: N802
        """Take any address for one."""
        del url
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        """Encode nothing."""
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        """Decode nothing."""
        return link
