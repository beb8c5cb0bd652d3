"""Rewrite a note's blocks for Python-Markdown, along the tree that a CommonMark parser finds in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from dockerlayers_site.fences.content import is_certainly_dockerfile
from dockerlayers_site.fences.templates import is_template
from dockerlayers_site.notes.angles import is_spacer, is_tag
from dockerlayers_site.notes.fastlane import use_fast_lane
from dockerlayers_site.notes.inline import InlineWriter, Keep
from dockerlayers_site.notes.parser import NoteParser
from dockerlayers_site.notes.rules import add_rules
from dockerlayers_site.notes.tables import write_table
from dockerlayers_site.pages.origins import Origins
from dockerlayers_site.pages.page_file import PageFile
from dockerlayers_site.pages.problem import Problem
from dockerlayers_site.texts import SiteTexts, load_site_texts

_REFUSED = "this part repeats marks too often to be read as Markdown; it is shown as it is written"
_SEPARATOR = "<!-- -->"
_INDENT = "    "
_LISTS = ("bullet_list_open", "ordered_list_open")
_BLANK_PATH = re.compile(r"\]\((?P<path>(?!\w+:)[^\s<>\"'()][^<>\"'()]* [^<>\"'()]*\.\w{1,5})\)")
_LEADING = re.compile(r"\n[ \t]+")
_BLANK_LINE = re.compile(r"[ \t>]*")
_ALERT = re.compile(r"\[!(?P<kind>[A-Za-z][\w-]*)\](?P<fold>[+-]?)[ \t]*(?P<title>[^\n]*)(?:\n|$)")
_ALERTS = {
    "note": "note",
    "tip": "tip",
    "important": "info",
    "warning": "warning",
    "caution": "danger",
}
# Obsidian's, by its own help: https://help.obsidian.md/callouts
_CALLOUTS = {
    **_ALERTS,
    **dict.fromkeys(("abstract", "summary", "tldr"), "abstract"),
    **dict.fromkeys(("info", "todo"), "info"),
    "hint": "tip",
    **dict.fromkeys(("success", "check", "done"), "success"),
    **dict.fromkeys(("question", "help", "faq"), "question"),
    "attention": "warning",
    **dict.fromkeys(("failure", "fail", "missing"), "failure"),
    **dict.fromkeys(("danger", "error"), "danger"),
    "bug": "bug",
    "example": "example",
    **dict.fromkeys(("quote", "cite"), "quote"),
}
_FOLDS = {"": "!!!", "+": "???+", "-": "???"}
_TOC = re.compile(r"\[\[?toc\]?\]|\$\{toc\}|@\[toc\].*", re.IGNORECASE)
_LIQUID = re.compile(r"\{%-?\s*\w.*?%\}|\{\{[<%]?\s*\w.*?\}\}")
_FENCE_RUN = re.compile(r"`{3,}")
_LANGUAGE = re.compile(r"[\w#.+-]*", re.ASCII)
_OWN_TAGS = frozenset({"dockerfile", "containerfile", "docker"})
_OTHER_TAGS = frozenset(("bash", "sh", "shell", "zsh", "console", "text", "txt", "plaintext", "yaml", "yml"))
_OPTIONS = re.compile(
    r"""^\{[ ]*[.#][^{}]*\}$ | ^\{[ ]*\.?(?:dockerfile|containerfile|docker)\b
      | \b(?:title|hl_lines|linenums|linenums_style|anchor_linenums)=
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W\d]")


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
    # What lies deeper is left out of the page: two levels a list, so 48 lists in one another are whole.
    parser = NoteParser("commonmark", {"maxNesting": 100}).enable("table")
    parser.core.ruler.disable(["inline", "text_join"])
    add_rules(parser)
    use_fast_lane(parser)
    return parser


def rewrite_note(
    lines: Sequence[str], *, keep: Keep, page: PageFile, texts: SiteTexts | None = None
) -> Rewritten:
    """Rewrite a note, which stands in the file of a page.

    `keep` puts HTML aside and returns what stands for it in Python-Markdown; `texts` name the alerts.
    """
    env: dict[str, Any] = {}
    tokens = _PARSER.parse("\n".join(lines), env)
    return _Writer(texts or load_site_texts(), lines, InlineWriter(keep, env), keep, page).write(tokens, env)


class _Writer:
    """Write blocks one behind the other; `prefix` is what stands before each line."""

    def __init__(
        self, texts: SiteTexts, source: Sequence[str], inline: InlineWriter, keep: Keep, page: PageFile
    ) -> None:
        self.texts = texts
        self.source = source
        self.inline = inline
        self.keep = keep
        self.page = page
        self.lines: list[str] = []
        self.origins: list[int] = []
        self.problems: list[Problem] = []
        self.remarks: dict[str, Problem] = {}
        self.prefix = ""
        # What stands before the first line of a container, if that is not written yet.
        self.first: str | None = None
        # The type of the block before, "" at the begin of a container.
        self.before = ""
        self.labels: Counter[str] = Counter()
        # Whether the last item has no empty line in it.
        self.is_dense = True

    def write(self, tokens: list[Token], env: dict[str, Any]) -> Rewritten:
        """Write the whole note, and at its end what its links refer to."""
        self.blocks(tokens, 0)
        self.problems += map(self.refuse, self.inline.refused)
        for label, reference in env.get("references", {}).items():
            self.gap("reference", reference["map"][0])
            self.line(_reference(label, reference), reference["map"][0])
        origins = Origins(lines=tuple(self.source), indexes=tuple(self.origins))
        return Rewritten(
            lines=tuple(self.lines),
            origins=origins,
            problems=tuple(self.problems),
            remarks=tuple(self.remarks.values()),
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
            token = tokens[index]
            write: Callable[[list[Token], int], int] = getattr(self, token.type)
            index = write(tokens, index)
        return index

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

    def container(self, tokens: list[Token], start: int, prefix: str, first: str | None) -> int:
        """Write the blocks of a container behind a prefix, and return the index behind its end."""
        kept, self.prefix = self.prefix, self.prefix + prefix
        if first is not None:
            self.first = (kept if self.first is None else self.first) + first
        self.before = ""
        index = self.blocks(tokens, start)
        if self.first is not None:
            # Python-Markdown knows no empty item.
            self.line(self.keep(_SEPARATOR), (tokens[start - 1].map or [0])[0])
        self.prefix = kept
        return index + 1

    def paragraph_open(self, tokens: list[Token], index: int) -> int:
        """Write a paragraph, unless it only makes room."""
        begin = (tokens[index].map or [0])[0]
        content = tokens[index + 1].content
        if is_spacer(content):
            return index + 3
        self.problems += _find_blanks(content, begin, self.page)
        self.remark_foreign(content, begin)
        lines = self.inline.write(_LEADING.sub("\n", content)).split("\n")
        self.gap("paragraph", begin)
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
        is_tight = _is_tight(tokens, index)
        level = tokens[index].level
        self.gap("list", begin, is_close=self.before == "paragraph" and _is_item(tokens, index) and is_tight)
        index, number = index + 1, 0
        while tokens[index].type == "list_item_open":
            item = tokens[index]
            if number and (not is_tight or not self.is_dense):
                self.line("", (item.map or [0])[0])
            size = len(self.lines)
            index = self.container(tokens, index + 1, _INDENT, mark(number))
            self.is_dense = not any(_BLANK_LINE.fullmatch(line) for line in self.lines[size:])
            number += 1
        assert tokens[index].level == level
        self.before = "list"
        return index + 1

    def blockquote_open(self, tokens: list[Token], index: int) -> int:
        """Write a quote, or an alert."""
        begin = (tokens[index].map or [0])[0]
        alert = _find_alert(tokens, index)
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
        kind = alert["kind"].lower()
        named = self.texts.word(kind) if kind in _ALERTS else kind.capitalize()
        written = self.inline.write(alert["title"].strip(), is_line=True).replace('"', "&quot;")
        self.line(f'{_FOLDS[alert["fold"]]} {_CALLOUTS[kind]} "{written or named}"', begin)
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
        """Keep HTML aside; without the line breaks that only make room."""
        begin, html = (tokens[index].map or [0])[0], tokens[index].content.strip("\n")
        if is_spacer(html):
            return index + 1
        self.gap("html", begin)
        if is_tag(html.lstrip()):
            self.line(self.keep(html), begin)
        else:
            for number, line in enumerate(self.inline.write(_LEADING.sub("\n", html)).split("\n")):
                self.line(line, begin + number)
        return index + 1

    def code_block(self, tokens: list[Token], index: int) -> int:
        """Write indented code as fenced code, which may stand anywhere."""
        token = tokens[index]
        begin = (token.map or [0])[0]
        self.gap("code", begin)
        content = token.content.rstrip("\n")
        longest = max(map(len, _FENCE_RUN.findall(content)), default=2)
        self.remark_dockerfile(content, begin, "indented, and so without a tag")
        self.code("`" * (longest + 1), "", content, range(begin - 1, begin + content.count("\n") + 2))
        return index + 1

    def fence(self, tokens: list[Token], index: int) -> int:
        """Write fenced code."""
        token = tokens[index]
        begin, end = token.map or [0, 0]
        self.gap("fence", begin)
        info = token.info.strip()
        content = token.content.removesuffix("\n")
        size = content.count("\n") + 1 if token.content else 0
        if not self.is_closed(token, end):
            self.problems.append(_unclosed(token, begin, self.page))
        header = _header(info)
        if not info and is_certainly_dockerfile(content) and not is_template(content):
            header = "dockerfile"
        elif header.lower() in _OTHER_TAGS:
            self.remark_dockerfile(content, begin, f"tagged {info}")
        self.code(token.markup, header, content if size else None, range(begin, begin + size + 2))
        return index + 1

    def remark_foreign(self, content: str, begin: int) -> None:
        """Tell, once for a note, what only the blog that it comes from would have replaced."""
        found = _LIQUID.search(content) if "{" in content and "`" not in content else None
        if found and "liquid" not in self.remarks:
            line = begin + content.count("\n", 0, found.start()) + 1
            hint = "write Markdown in its place"
            text = f"{found[0]} is a template of Liquid or Hugo, and is shown as text"
            self.remarks["liquid"] = self.page.report(text, self.page.locate(line, found[0]), hint=hint)
        if "toc" not in self.remarks and _TOC.fullmatch(content.strip()):
            text = f"{content.strip()} stands for a table of contents, which this site shows beside each page"
            place = self.page.locate(begin + 1)
            self.remarks["toc"] = self.page.report(text, place, hint="remove the line")

    def remark_dockerfile(self, content: str, begin: int, how: str) -> None:
        """Tell, once for a note, that code is a Dockerfile though it does not say so."""
        if "dockerfile" not in self.remarks and is_certainly_dockerfile(content) and not is_template(content):
            hint = "put it into a fence tagged dockerfile, and it is explained line by line"
            text = f"this Dockerfile is {how}"
            self.remarks["dockerfile"] = self.page.report(text, self.page.locate(begin + 1), hint=hint)

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


def _header(info: str) -> str:
    """Return what stands behind the marks of a fence, as superfences reads it.

    GitHub hides what follows the language; here it is the title, which is what most authors write there.
    """
    name = _LANGUAGE.match(info)
    assert name
    rest = info[name.end() :].strip(" :,{}")
    if name[0].lower() in _OWN_TAGS or _OPTIONS.search(info):
        return info
    if not _WORDS.search(rest):
        return name[0]
    title = rest.replace('"', "'")
    return f'{name[0] or "text"} title="{title}"'


def _find_blanks(content: str, begin: int, page: PageFile) -> Iterator[Problem]:
    """Find the paths with blanks, which are shown as text."""
    for number, line in enumerate(content.split("\n"), begin + 1):
        found = _BLANK_PATH.search(line) if "](" in line and "`" not in line else None
        if found:
            path = found["path"]
            text = f"a path with blanks, {path}, makes no link, nor does it on GitHub"
            yield page.report(text, page.locate(number, path), hint=f"write it as <{path}>")


def _unclosed(token: Token, begin: int, page: PageFile) -> Problem:
    hint = f"end it with {token.markup} in a line of its own"
    return page.report("the fence is never closed", page.locate(begin + 1, token.markup), hint=hint)


def _is_item(tokens: list[Token], index: int) -> bool:
    """Say whether a list is the second block of an item, behind its text."""
    before = [token.type for token in tokens[max(index - 4, 0) : index]]
    return before == ["list_item_open", "paragraph_open", "inline", "paragraph_close"]


def _is_tight(tokens: list[Token], index: int) -> bool:
    """Say whether a list is tight: then the parser hides its paragraphs."""
    level = tokens[index].level + 2
    for token in tokens[index + 1 :]:
        if token.level < level - 1:
            return True
        if token.level == level and token.type == "paragraph_open":
            return token.hidden
    return True


def _find_alert(tokens: list[Token], index: int) -> re.Match[str] | None:
    if tokens[index + 1].type != "paragraph_open":
        return None
    found = _ALERT.match(tokens[index + 2].content)
    if not found or found["kind"].lower() not in _CALLOUTS:
        return None
    # GitHub's own, in capitals, have no title: with more in the line it shows a quote.
    is_quote = found["kind"].isupper() and found["title"].strip() and not found["fold"]
    return None if is_quote else found


def _reference(label: str, reference: dict[str, Any]) -> str:
    title = f' "{reference["title"]}"' if reference["title"] else ""
    address = reference["href"].replace(" ", "%20")
    return f"[{label}]: <{address}>{title}"


_PARSER = make_block_parser()
