"""Rewrite a note's blocks for Python-Markdown, along the tree that a CommonMark parser finds in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from dockerlayers_site.fences.content import is_certainly_dockerfile
from dockerlayers_site.fences.templates import is_template
from dockerlayers_site.notes.angles import is_spacer, is_tag
from dockerlayers_site.notes.asides import add_asides, find_kind
from dockerlayers_site.notes.callouts import find_callout, write_callout
from dockerlayers_site.notes.diagrams import TAG as DIAGRAM
from dockerlayers_site.notes.diagrams import check_diagram, write_diagram
from dockerlayers_site.notes.fastlane import use_fast_lane
from dockerlayers_site.notes.fence_header import write_header
from dockerlayers_site.notes.formulas import Formulas, report_unread
from dockerlayers_site.notes.html_blocks import join_html
from dockerlayers_site.notes.inline import InlineWriter, Keep
from dockerlayers_site.notes.lists import is_behind_text, is_tight_list, join_lists
from dockerlayers_site.notes.math import use_math_blocks
from dockerlayers_site.notes.parser import DEEP, NoteParser
from dockerlayers_site.notes.remarks import Remarks, explain_unclosed, find_blanks
from dockerlayers_site.notes.rules import add_rules
from dockerlayers_site.notes.tables import write_table
from dockerlayers_site.pages.guard import report_mistake
from dockerlayers_site.pages.origins import Origins
from dockerlayers_site.pages.page_file import PageFile
from dockerlayers_site.pages.problem import Problem
from dockerlayers_site.texts import SiteTexts, load_site_texts

_REFUSED = "this part repeats marks too often to be read as Markdown; it is shown as it is written"
_TOO_DEEP = "lists and quotes stand too deep in one another here; this part is shown as it is written"
_TOO_WIDE = "this table has far more cells than are written; it is shown as it is written"
# Two levels a list, one a quote: Python-Markdown, which calls itself for each, ends behind some more.
_DEEPEST = 100
_SEPARATOR = "<!-- -->"
_INDENT = "    "
_LISTS = ("bullet_list_open", "ordered_list_open")
_LEADING = re.compile(r"\n[ \t]+")
_BLANK_LINE = re.compile(r"[ \t>]*")
_OTHER_TAGS = frozenset(("bash", "sh", "shell", "zsh", "console", "text", "txt", "plaintext", "yaml", "yml"))
_FENCE_RUN = re.compile(r"`{3,}")


@dataclass(frozen=True, kw_only=True)
class Rewritten:
    """A note for Python-Markdown, where its lines come from, and what is wrong in it.

    `remarks` are what its author may want to know, each kind once: nothing is wrong.
    """

    lines: tuple[str, ...]
    origins: Origins
    problems: tuple[Problem, ...]
    remarks: tuple[Problem, ...] = ()


def make_block_parser() -> MarkdownIt:
    """Make a parser of blocks that leaves their text alone."""
    parser = NoteParser("commonmark", {"maxNesting": _DEEPEST}).enable("table")
    parser.core.ruler.disable(["inline", "text_join"])
    add_rules(parser)
    use_math_blocks(parser)
    add_asides(parser)
    use_fast_lane(parser)
    join_lists(parser)
    return parser


def rewrite_note(
    lines: Sequence[str],
    *,
    keep: Keep,
    page: PageFile,
    texts: SiteTexts | None = None,
    has_diagrams: bool = True,
) -> Rewritten:
    """Rewrite a note, which stands in the file of a page.

    `keep` puts HTML aside and returns what stands for it in Python-Markdown; `texts` name the alerts. Without
    diagrams, their fences are plain ones.
    """
    env: dict[str, Any] = {DEEP: []}
    texts = texts or load_site_texts()
    tokens = _PARSER.parse("\n".join(lines), env)
    inline = InlineWriter(keep, env, Formulas(texts.word("formula")))
    return _Writer(texts, lines, inline, keep, page, has_diagrams=has_diagrams).write(tokens, env)


class _Writer:
    """Write blocks one behind the other; `prefix` is what stands before each line."""

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
        self.texts = texts
        self.has_diagrams = has_diagrams
        self.source = source
        self.inline = inline
        self.keep = keep
        self.page = page
        self.lines: list[str] = []
        self.origins: list[int] = []
        self.problems: list[Problem] = []
        self.remarks = Remarks(page)
        self.prefix = ""
        # What stands before the first line of a container, if that is not written yet.
        self.first: str | None = None
        # The type of the block before, "" at the begin of a container.
        self.before = ""
        # The lines at which the parser gave up: what stands behind them, in the same block, it does not tell.
        self.deep: list[int] = []
        self.labels: Counter[str] = Counter()
        # Whether the last item has no empty line in it.
        self.is_dense = True
        # Whether what is written stands right in an item of a tight list.
        self.is_tight = False

    def write(self, tokens: list[Token], env: dict[str, Any]) -> Rewritten:
        """Write the whole note, and at its end what its links refer to."""
        self.deep = env[DEEP]
        self.blocks(tokens, 0)
        self.problems += map(self.refuse, self.inline.refused)
        self.problems += report_unread(self.inline.formulas.unread, self.source, self.page)
        for label, reference in env.get("references", {}).items():
            self.gap("reference", reference["map"][0])
            self.line(_reference(label, reference), reference["map"][0])
        origins = Origins(lines=tuple(self.source), indexes=tuple(self.origins))
        return Rewritten(
            lines=tuple(self.lines),
            origins=origins,
            problems=tuple(self.problems),
            remarks=tuple(self.remarks.found.values()),
        )

    def refuse(self, text: str) -> Problem:
        """Tell of a text that is shown as it is."""
        begin = text.split("\n", 1)[0][:40]
        line = next((number for number, one in enumerate(self.source, 1) if begin in one), 1)
        hint = "write less of it in one paragraph, or put it into a code block"
        return self.page.report(_REFUSED, self.page.locate(line, begin), hint=hint)

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

    def wide_table(self, tokens: list[Token], index: int) -> int:
        """Write a table that is too wide as its author did."""
        hint = "write fewer columns, and all cells of each row"
        place = self.page.locate((tokens[index].map or [0])[0] + 1)
        self.problems.append(self.page.report(_TOO_WIDE, place, hint=hint))
        return self.as_written(tokens, index)

    def as_written(self, tokens: list[Token], index: int) -> int:
        """Write a block as code, and return the index behind it."""
        begin, end = tokens[index].map or [0, 0]
        content = "\n".join(self.source[begin:end]).rstrip("\n")
        self.gap("code", begin)
        self.code(_longer_fence(content), "text", content, range(begin - 1, begin + content.count("\n") + 2))
        level = tokens[index].level
        while tokens[index].level != level or tokens[index].nesting > 0:
            index += 1
        return index + 1

    def line(self, text: str, origin: int) -> None:
        """Write one line."""
        prefix, self.first = (self.prefix if self.first is None else self.first), None
        self.lines.append((prefix + text) if text else prefix.rstrip())
        self.origins.append(origin)

    def gap(self, kind: str, origin: int, *, is_close: bool = False) -> None:
        """Part a block from the one before: by an empty line, if it may not be `is_close`."""
        if self.first is not None and kind != "paragraph":
            # Python-Markdown begins an item with text alone.
            self.line(self.keep(_SEPARATOR), origin)
            self.before = "text"
        if self.before and not is_close:
            self.line("", origin)
        if self.before == kind and kind in ("bullet_list", "ordered_list", "list", "blockquote"):
            self.line(self.keep(_SEPARATOR), origin)
            self.line("", origin)
        self.before = kind

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
            self.line(self.keep(_SEPARATOR), (tokens[start - 1].map or [0])[0])
        self.prefix, self.is_tight = kept, was_tight
        return index + 1

    def paragraph_open(self, tokens: list[Token], index: int) -> int:
        """Write a paragraph, unless it only makes room."""
        begin = (tokens[index].map or [0])[0]
        content = tokens[index + 1].content
        if is_spacer(content):
            return index + 3
        self.problems += find_blanks(content, begin, self.page)
        self.remarks.add_foreign(content, begin)
        lines = self.inline.write(_LEADING.sub("\n", content)).split("\n")
        self.gap("paragraph", begin, is_close=self.is_tight and self.before == "html")
        for number, line in enumerate(lines):
            self.line(line, begin + number)
        return index + 3

    def heading_open(self, tokens: list[Token], index: int) -> int:
        """Write a heading, in one line."""
        begin = (tokens[index].map or [0])[0]
        self.gap("heading", begin)
        text = self.inline.write(tokens[index + 1].content, is_line=True).replace("\n", " ")
        shield = "" if not text.endswith("#") else " #"
        self.line(f"{'#' * int(tokens[index].tag[1])} {text}{shield}".rstrip(), begin)
        return index + 3

    def hr(self, tokens: list[Token], index: int) -> int:
        """Write a rule."""
        begin = (tokens[index].map or [0])[0]
        self.gap("hr", begin)
        self.line("* * *", begin)
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

    def verbatim(self, tokens: list[Token], index: int) -> int:
        """Write lines that are for Python-Markdown as they are."""
        begin = (tokens[index].map or [0])[0]
        self.gap("html", begin)
        for number, line in enumerate(tokens[index].content.rstrip("\n").split("\n")):
            self.line(line, begin + number)
        return index + 1

    def html_block(self, tokens: list[Token], index: int) -> int:
        """Keep HTML aside, with what goes on in it; without the line breaks that only make room."""
        begin = (tokens[index].map or [0])[0]
        html, index = join_html(tokens, index)
        if is_spacer(html):
            return index
        self.gap("html", begin, is_close=self.is_tight and self.before in ("paragraph", "html"))
        if is_tag(html):
            self.line(self.keep(html), begin)
        else:
            for number, line in enumerate(self.inline.write(_LEADING.sub("\n", html)).split("\n")):
                self.line(line, begin + number)
        return index

    def code_block(self, tokens: list[Token], index: int) -> int:
        """Write indented code as fenced code, which may stand anywhere."""
        token = tokens[index]
        begin = (token.map or [0])[0]
        self.gap("code", begin)
        content = token.content.rstrip("\n")
        self.remarks.add_dockerfile(content, begin, "indented, and so without a tag")
        self.code(_longer_fence(content), "", content, range(begin - 1, begin + content.count("\n") + 2))
        return index + 1

    def math_block(self, tokens: list[Token], index: int) -> int:
        """Write a formula that has its lines for itself."""
        token = tokens[index]
        begin = (token.map or [0])[0]
        self.gap("html", begin)
        is_fence = token.type == "fence"
        source = token.content.rstrip("\n")
        written, line = (source, begin + 2) if is_fence else (token.markup, begin + 1)
        self.line(self.keep(self.inline.formulas.write_block(source, written, line)), begin)
        return index + 1

    def diagram(self, content: str, begin: int) -> None:
        """Write the source of a diagram, which a script draws."""
        wrong = check_diagram(content)
        if wrong:
            inner = content[: content.find(wrong.word)].count("\n")
            place = self.page.locate(begin + 2 + inner, wrong.word)
            self.problems.append(self.page.report(wrong.text, place, hint=wrong.hint))
        self.line(self.keep(write_diagram(content)), begin)

    def fence(self, tokens: list[Token], index: int) -> int:
        """Write fenced code."""
        token = tokens[index]
        begin, end = token.map or [0, 0]
        info = token.info.strip()
        if info == "math" and token.content.strip():
            return self.math_block(tokens, index)
        self.gap("fence", begin)
        content = token.content.removesuffix("\n")
        size = content.count("\n") + 1 if token.content else 0
        if not self.is_closed(token, end):
            self.problems.append(explain_unclosed(token, begin, self.page))
        if info.partition(" ")[0].lower() == DIAGRAM and self.has_diagrams and content.strip():
            self.diagram(content, begin)
            return index + 1
        header = write_header(info)
        if not info and is_certainly_dockerfile(content) and not is_template(content):
            header = "dockerfile"
        elif header.lower() in _OTHER_TAGS:
            self.remarks.add_dockerfile(content, begin, f"tagged {info}")
        self.code(token.markup, header, content if size else None, range(begin, begin + size + 2))
        return index + 1

    def is_closed(self, token: Token, end: int) -> bool:
        """Say whether a fence ends by its own mark."""
        begin = (token.map or [0])[0]
        last = self.source[min(end, len(self.source)) - 1].strip(" \t>")
        return end - begin > 1 and set(last) == {token.markup[0]} and len(last) >= len(token.markup)

    def code(self, mark: str, header: str, content: str | None, origins: range) -> None:
        """Write code between two marks.

        Superfences puts an empty line where there is none: without one here, all lines below count wrong.
        """
        last = len(self.source) - 1
        self.line(mark + header, max(origins[0], 0))
        for line, origin in zip((content or "").split("\n"), origins[1:], strict=False):
            self.line(line, min(origin, last))
        self.line(mark, min(origins[-1], last))

    def table_open(self, tokens: list[Token], index: int) -> int:
        """Write a table."""
        begin = (tokens[index].map or [0])[0]
        self.gap("table", begin)
        rows, index = write_table(tokens, index, self.source, self.inline)
        for row, origin in rows:
            self.line(row, origin)
        return index


def _longer_fence(content: str) -> str:
    """Return a mark of a fence that nothing in a text ends."""
    return "`" * (max(map(len, _FENCE_RUN.findall(content)), default=2) + 1)


def _reference(label: str, reference: dict[str, Any]) -> str:
    title = f' "{reference["title"]}"' if reference["title"] else ""
    address = reference["href"].replace(" ", "%20")
    return f"[{label}]: <{address}>{title}"


_PARSER = make_block_parser()
