"""Write the blocks of a note that hold no others."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.fences.content import is_certainly_dockerfile
from dockerlayers_site.fences.templates import is_template
from dockerlayers_site.notes.angles import is_spacer, is_tag
from dockerlayers_site.notes.diagrams import TAG as DIAGRAM
from dockerlayers_site.notes.diagrams import check_diagram, write_diagram
from dockerlayers_site.notes.fence_header import write_header
from dockerlayers_site.notes.html_blocks import join_html
from dockerlayers_site.notes.inline import InlineWriter, Keep
from dockerlayers_site.notes.lines import Lines
from dockerlayers_site.notes.remarks import Remarks, explain_unclosed, find_blanks
from dockerlayers_site.notes.tables import write_table
from dockerlayers_site.pages.page_file import PageFile
from dockerlayers_site.pages.problem import Problem

_TOO_WIDE = "this table has far more cells than are written; it is shown as it is written"
_LEADING = lazy_pattern(r"\n[ \t]+")
_OTHER_TAGS = frozenset(("bash", "sh", "shell", "zsh", "console", "text", "txt", "plaintext", "yaml", "yml"))
_FENCE_RUN = lazy_pattern(r"`{3,}")


class Leaves(Lines):
    """Write one block a method, which is named as its token is; each returns the index behind it."""

    def __init__(
        self, source: Sequence[str], inline: InlineWriter, keep: Keep, page: PageFile, *, has_diagrams: bool
    ) -> None:
        super().__init__(source, keep)
        self.inline = inline
        self.page = page
        self.has_diagrams = has_diagrams
        self.problems: list[Problem] = []
        self.remarks = Remarks(page)

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
        self.code(longer_fence(content), "", content, range(begin - 1, begin + content.count("\n") + 2))
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

    def table_open(self, tokens: list[Token], index: int) -> int:
        """Write a table."""
        begin = (tokens[index].map or [0])[0]
        self.gap("table", begin)
        rows, index = write_table(tokens, index, self.source, self.inline)
        for row, origin in rows:
            self.line(row, origin)
        return index

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
        self.code(longer_fence(content), "text", content, range(begin - 1, begin + content.count("\n") + 2))
        level = tokens[index].level
        while tokens[index].level != level or tokens[index].nesting > 0:
            index += 1
        return index + 1


def longer_fence(content: str) -> str:
    """Return a mark of a fence that nothing in a text ends."""
    return "`" * (max(map(len, _FENCE_RUN.findall(content)), default=2) + 1)
