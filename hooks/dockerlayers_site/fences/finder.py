"""Superfences with eyes: it keeps each Dockerfile's block as it stands in the page.

Superfences finds the fences, in lists, tabs and quotes too. But it tells a formatter neither the line nor an
option such as `build-arg`, takes a header that it cannot read for plain code, and swallows exceptions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from markdown import Markdown
from markdown.util import HTML_PLACEHOLDER
from pymdownx.superfences import (
    SuperFencesBlockPreprocessor,
    SuperFencesCodeExtension,
    SuperFencesRawBlockPreprocessor,
)

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.fences.places import Block, move_block
from dockerlayers_site.fences.sessions import SESSION_TAGS, mark_session
from dockerlayers_site.pages.origins import find_origins

PREPROCESSOR, RAW_PREPROCESSOR = "fenced_code_block", "fenced_raw_block"
DOCKERFILE_TAGS = ("dockerfile", "containerfile", "docker")
TAGS = (*DOCKERFILE_TAGS, *SESSION_TAGS)
"""The languages whose headers are read here."""
# Nothing but a Dockerfile has these.
_SURE_TAGS = DOCKERFILE_TAGS[:2]
_BROKEN_HEADER = lazy_pattern(
    r"[> \t]*(?:`{3,}|~{3,})[ \t]*\{?[ \t]*\.?(?:dockerfile|containerfile)\b", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True)
class Pending:
    """A block that is in the page as the placeholder number `key`, until the page is parsed."""

    key: int
    block: Block
    content: str
    plain: Mapping[str, Any] = field(default_factory=dict)


class RawFences(SuperFencesRawBlockPreprocessor):  # type: ignore[misc]
    """Keep fences while tabs and blanks are made even, so that each has as many lines as it had."""

    def __init__(self, md: Markdown, superfences: SuperFencesCodeExtension) -> None:
        super().__init__(md)
        self.config = vars(md.preprocessors[RAW_PREPROCESSOR])["config"]
        self.extension = superfences

    def _store(self, source: str, code: str, start: int, end: int) -> None:
        """Put no line into an empty fence: where each line comes from is known by its number."""
        super()._store(source if self.code else "", code, start, end)


class BlockFinder(SuperFencesBlockPreprocessor):  # type: ignore[misc]
    """Find fenced blocks as superfences does, and know where each begins and ends."""

    def __init__(self, md: Markdown, superfences: SuperFencesCodeExtension, pending: list[Pending]) -> None:
        super().__init__(md)
        self.config = vars(md.preprocessors[PREPROCESSOR])["config"]
        self.extension = superfences
        self.pending = pending
        self.clear_place()

    def clear_place(self) -> None:
        """Forget where the block began."""
        self.start: int | None = None
        self.is_closing = False

    def search_nested(self, lines: list[str]) -> list[str]:
        """Keep the page as it is searched."""
        self.lines = tuple(lines)
        return list(super().search_nested(lines))

    def eval_fence(self, ws: str, content: str, start: int, end: int) -> None:
        """Keep where the block began."""
        self.start = start
        super().eval_fence(ws, content, start, end)

    def eval_quoted(self, ws: str, content: str, quote_level: int, start: int, end: int) -> None:
        """Keep where the block began, in a quote."""
        self.start = start
        super().eval_quoted(ws, content, quote_level, start, end)

    def process_nested_block(self, ws: str, content: str, start: int, end: int) -> None:
        """Know a block that is finished from one that is given up."""
        self.is_closing = True
        super().process_nested_block(ws, content, start, end)

    def handle_unrecognized(self, m: re.Match[str]) -> bool:
        """Take a header that begins like ours for ours, so that its error is reported."""
        if not m.group("lang") and _BROKEN_HEADER.match(m.string):
            self.lang = _SURE_TAGS[0]
        return bool(super().handle_unrecognized(m))

    def clear(self) -> None:
        """Begin anew: after a block, or where superfences gives one up because it is not closed."""
        if getattr(self, "fence", None) and not self.is_closing:
            self.keep_unclosed()
        super().clear()
        self.clear_place()

    def reassemble(self, lines: list[str]) -> list[str]:
        """Give up the block that is open at the end of the page."""
        if self.fence:
            self.clear()
        self.keep_missed(lines)
        return list(super().reassemble(lines))

    def keep_unclosed(self) -> None:
        """Keep an unclosed block, up to where superfences gave it up, so that it is shown with its error."""
        if self.start is None or str(self.lang).lower() not in _SURE_TAGS:
            return
        while self.code and not self.code[-1].strip("> \t"):
            self.code.pop()
        self.keep(self.block(is_closed=False), self.rebuild_block(self.code), {})
        self.last = ""
        self._store("\n".join(self.code), "", self.start, self.start + 1 + len(self.code))

    def keep_missed(self, lines: list[str]) -> None:
        """Keep the headers that superfences passed over.

        The line at which it gives up an unclosed block is not looked at again, though it may open the next.
        """
        read = {index for _, start, end in self.stack for index in range(start, end)}
        for index, line in enumerate(lines):
            if index not in read and _BROKEN_HEADER.match(line):
                self.keep_header(line, index)
        self.stack.sort(key=itemgetter(1))
        self.pending.sort(key=lambda one: one.block.start)

    def keep_header(self, line: str, index: int) -> None:
        """Keep a block of which only the header is known."""
        self.lang, self.start, self.ws = _SURE_TAGS[0], index, self.parse_whitespace(line)
        self.code: list[str] = []
        self.first, self.last = str(line), ""
        self.keep(self.block(is_closed=False), "", {})
        self._store("", "", index, index + 1)

    def highlight(self, *, language: str = "", **more: Any) -> str:
        """Highlight code, and mark a session: of one, the commands alone are copied."""
        more["classes"] = [*mark_session(language), *(more.get("classes") or ())]
        return str(super().highlight(language=language, **more))

    def block(self, *, is_closed: bool = True) -> Block:
        """Return the block that ends here."""
        start = self.start or 0
        end = start + 1 + len(self.code) + is_closed
        block = Block(
            tag=str(self.lang).lower(),
            lines=self.lines,
            start=start,
            end=end,
            width=self.ws_virtual_len,
            is_closed=is_closed,
        )
        origins = find_origins(self.md)
        return move_block(block, origins) if origins else block

    def keep(self, block: Block, content: str, plain: Mapping[str, Any]) -> None:
        """Keep a block under the number that its placeholder is about to get."""
        key = self.md.htmlStash.html_counter
        self.pending.append(Pending(key=key, block=block, content=content, plain=plain))

    def is_shown(self, key: int) -> bool:
        """Say whether a block is still one: superfences restores the text of those inside indented code."""
        placeholder = (HTML_PLACEHOLDER % key)[1:-1]
        return self.disabled_indented or self.extension.stash.get(placeholder) is not None
