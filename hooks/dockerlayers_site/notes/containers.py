"""Write the blocks of a note that hold others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from markdown_it.token import Token

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.notes.asides import find_kind
from dockerlayers_site.notes.callouts import find_callout, write_callout
from dockerlayers_site.notes.inline import InlineWriter, Keep
from dockerlayers_site.notes.leaves import Leaves
from dockerlayers_site.notes.lists import is_behind_text, is_tight_list
from dockerlayers_site.pages.guard import report_mistake
from dockerlayers_site.pages.page_file import PageFile
from dockerlayers_site.texts import SiteTexts

_TOO_DEEP = "lists and quotes stand too deep in one another here; this part is shown as it is written"
_INDENT = "    "
_BLANK_LINE = lazy_pattern(r"[ \t>]*")


class Containers(Leaves):
    """Write all blocks of a container, each by the method that is named as its token is."""

    def __init__(
        self,
        texts: SiteTexts,
        source: Sequence[str],
        inline: InlineWriter,
        keep: Keep,
        page: PageFile,
        *,
        has_diagrams: bool,
    ) -> None:
        super().__init__(source, inline, keep, page, has_diagrams=has_diagrams)
        self.texts = texts
        # The lines at which the parser gave up: what stands behind them, in the same block, it does not tell.
        self.deep: list[int] = []
        self.labels: Counter[str] = Counter()
        # Whether the last item has no empty line in it.
        self.is_dense = True

    def blocks(self, tokens: list[Token], start: int) -> int:
        """Write blocks up to the end of their container, and return its index."""
        index = start
        while index < len(tokens) and tokens[index].nesting >= 0:
            write = self.nested if tokens[index].level else self.whole
            index = write(tokens, index)
        return index

    def nested(self, tokens: list[Token], index: int) -> int:
        """Write a block, and return the index behind it."""
        write: Callable[[list[Token], int], int] = getattr(self, tokens[index].type)
        return write(tokens, index)

    def whole(self, tokens: list[Token], index: int) -> int:
        """Write a block that stands in no other; what cannot be written so, as its author did."""
        begin, end = tokens[index].map or [0, 0]
        deep = next((line for line in self.deep if begin <= line < end), None)
        if deep is not None:
            hint = "indent less, or write the innermost part as a section of its own"
            self.problems.append(self.page.report(_TOO_DEEP, self.page.locate(deep + 1), hint=hint))
            return self.as_written(tokens, index)
        size, before = len(self.lines), self.before
        try:
            return self.nested(tokens, index)
        except Exception as error:  # noqa: BLE001 - a page must not be lost to a mistake of ours
            self.problems.append(report_mistake(error, self.page, self.page.locate(begin + 1)))
            del self.lines[size:], self.origins[size:]
            self.before, self.prefix, self.first = before, "", None
            return self.as_written(tokens, index)

    def container(
        self, tokens: list[Token], start: int, prefix: str, first: str | None, *, is_tight: bool = False
    ) -> int:
        """Write the blocks of a container behind a prefix, and return the index behind its end."""
        kept, self.prefix = self.prefix, self.prefix + prefix
        was_tight, self.is_tight = self.is_tight, is_tight
        if first is not None:
            self.first = (kept if self.first is None else self.first) + first
        self.before = ""
        index = self.blocks(tokens, start)
        if self.first is not None:
            # Python-Markdown knows no empty item.
            self.separator((tokens[start - 1].map or [0])[0])
        self.prefix, self.is_tight = kept, was_tight
        return index + 1

    def bullet_list_open(self, tokens: list[Token], index: int) -> int:
        """Write a list."""
        return self.items(tokens, index, lambda _: "-   ")

    def ordered_list_open(self, tokens: list[Token], index: int) -> int:
        """Write a list with numbers, from its own first one."""
        start = int(tokens[index].attrs.get("start", 1))
        return self.items(tokens, index, lambda number: f"{start + number}.".ljust(3) + " ")

    def items(self, tokens: list[Token], index: int, mark: Callable[[int], str]) -> int:
        """Write the items of a list, close together if they are so in the note."""
        begin = (tokens[index].map or [0])[0]
        is_tight = is_tight_list(tokens, index)
        level = tokens[index].level
        is_close = self.before in ("paragraph", "html") and is_behind_text(tokens, index, self.is_tight)
        self.gap("list", begin, is_close=is_close and is_tight)
        index, number = index + 1, 0
        while tokens[index].type == "list_item_open":
            item = tokens[index]
            if number and (not is_tight or not self.is_dense):
                self.line("", (item.map or [0])[0])
            size = len(self.lines)
            index = self.container(tokens, index + 1, _INDENT, mark(number), is_tight=is_tight)
            self.is_dense = not any(_BLANK_LINE.fullmatch(line) for line in self.lines[size:])
            number += 1
        assert tokens[index].level == level
        self.before = "list"
        return index + 1

    def blockquote_open(self, tokens: list[Token], index: int) -> int:
        """Write a quote, or an alert."""
        begin = (tokens[index].map or [0])[0]
        is_text = tokens[index + 1].type == "paragraph_open"
        alert = find_callout(tokens[index + 2].content) if is_text else None
        if alert:
            return self.alert(tokens, index, alert)
        self.gap("blockquote", begin)
        index = self.container(tokens, index + 1, "> ", "> ")
        self.before = "blockquote"
        return index

    def alert(self, tokens: list[Token], index: int, alert: re.Match[str]) -> int:
        """Write an alert as an admonition."""
        begin = (tokens[index].map or [0])[0]
        self.gap("call", begin)
        title = self.inline.write(alert["title"].strip(), is_line=True).replace('"', "&quot;")
        self.line(write_callout(alert, title, self.texts), begin)
        text = tokens[index + 2]
        text.content = text.content[alert.end() :]
        tokens[index + 1].map = [begin + 1, begin + 1]
        return self.body(tokens, index + 1)

    def call_open(self, tokens: list[Token], index: int) -> int:
        """Write an admonition, a folded one or a tab."""
        begin = (tokens[index].map or [0])[0]
        # Tabs that follow each other are one set.
        self.gap("call", begin)
        self.line(tokens[index].content, begin)
        return self.body(tokens, index + 1)

    def aside_open(self, tokens: list[Token], index: int) -> int:
        """Write a callout of Notion's as an admonition without a title: it has none."""
        begin = (tokens[index].map or [0])[0]
        self.gap("call", begin)
        self.line(f'!!! {find_kind(tokens[index].content)} ""', begin)
        return self.body(tokens, index + 1)

    def body(self, tokens: list[Token], index: int) -> int:
        """Write an indented body."""
        self.line("", self.origins[-1])
        index = self.container(tokens, index, _INDENT, None)
        self.before = "call"
        return index

    def footnote_open(self, tokens: list[Token], index: int) -> int:
        """Write a footnote."""
        self.gap("footnote", (tokens[index].map or [0])[0])
        label = tokens[index].info
        # Of two with one label Python-Markdown would show the last alone.
        self.labels[label] += 1
        mark = f"[^{label}]: " if self.labels[label] == 1 else f"[^{label}-{self.labels[label]}]: "
        index = self.container(tokens, index + 1, _INDENT, mark)
        self.before = "footnote"
        return index

    def definition_open(self, tokens: list[Token], index: int) -> int:
        """Write what a term means, close to the term if it is so in the note."""
        begin = (tokens[index].map or [0])[0]
        is_close = bool(begin) and not _BLANK_LINE.fullmatch(self.source[begin - 1])
        self.gap("paragraph", begin, is_close=is_close)
        index = self.container(tokens, index + 1, _INDENT, ":   ")
        self.before = "definition"
        return index
