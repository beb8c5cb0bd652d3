"""Write the text of a block so that Python-Markdown reads it as GitHub does.

Most text is the same for both and stays as it is. The rest is parsed, and written anew: what Python-Markdown
would take for markup as character references, what it would not see as HTML that is kept aside.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from markdown.util import code_escape
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

from dockerlayers.elements import Markup, element, join
from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.notes.angles import is_spacer, is_tag
from dockerlayers_site.notes.flanks import use_flanks
from dockerlayers_site.notes.formulas import Formulas
from dockerlayers_site.notes.math import use_math_text
from dockerlayers_site.notes.parser import NoteParser
from dockerlayers_site.notes.vault import use_vault

Keep = Callable[[str], str]

# What both read alike: plain spans of code, plain emphasis, plain links and pictures.
_ALIKE = lazy_pattern(
    r"""(?<![`\\])`(?!\#!|:::)[^`\n\\|<{]+`(?![`{])
      | (?<![*\w\\])\*\*[\w\uac00-\ud7a3](?:[^*_`\[\]<>&\\~{|!:@\n]*[\w\uac00-\ud7a3])?\*\*(?![*{])
      | (?<!\\)!?\[[^\[\]`*_\\<>!~&{|:@\n]*\]\([^\s()<>\\"'`{|]+\)(?!\{)
      | &\ |!(?!\[)|(?<=\w)_(?=\w)|^\[[\ xX]\](?=\ )
    """,
    re.VERBOSE | re.MULTILINE,
)
_SPECIAL = lazy_pattern(
    r"[\\`*_~\[\]<&{!@|$]|==|\w:[a-z+-][\w+-]*:|://|mailto:|xmpp:|www\.|^[#:>=+-]|^\d+\.", re.MULTILINE
)
# What would begin a block of Python-Markdown inside of a paragraph.
_BLOCK_START = lazy_pattern(
    r"^(?P<mark>[#>|:=!?+-]|\d+\.)(?=[\s#>|:=!?.-]|$)|^(?P<heading>\#)|^(?P<link>\[)(?=[^\[\]]*\]:)",
    re.MULTILINE,
)
_MARKS = lazy_pattern(r"[\\`*~<_]|(?<=\w):(?=[a-z+-][\w+-]*:)|&(?=#?\w+;)|\{|\](?=[(\[])|!$")
_ATTRIBUTE = r"(?:[#.][\w:-]+|[\w:-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s}\"']+))"
_ATTRIBUTES = lazy_pattern(rf"\{{:?[ ]*{_ATTRIBUTE}(?:[ ]+{_ATTRIBUTE})*[ ]*\}}")
_MARKED_SPAN = lazy_pattern(r"[*_`~]" + _ATTRIBUTES.pattern)
# What GitHub's parser reads in another way than markdown-it, with the code around which neither looks.
_ODD = lazy_pattern(
    r"""(?P<code>(?<!`)(?P<ticks>`+)[^`](?s:.*?)(?<!`)(?P=ticks)(?!`))
      | (?<![\w$\\])\$(?!\s)[^$`\n]+\$(?![\w$])
      | (?P<note>\[\^[^\[\]\n]*\\[^\[\]\n]*\](?!\())
      | (?P<tag></?[A-Za-z][^<>\n]*>|<[a-z]+:[^<>\s]*>|\[[^\[\]\n]*\]\([^()\n]*\))
      | (?<![\w<("'\[])(?P<address>(?:H[Tt]|hT)[Tt][Pp][Ss]?://[^\s<>]*[\w/])
      | (?<=[^\sA-Za-z0-9*_~(<\[\]/=]|\u00a0)(?P<bare>https?://[a-z0-9][^\s<>]*)
      | (?<!\S)(?P<name>["'(]?(?!(?:src|href)=)[\w:.-]+==?)(?P<set>https?://[a-z0-9][^\s<>]*)
      | (?<![A-Za-z<\[="'])(?P<ftp>ftp://[a-z0-9][^\s<>]*)
      | (?<=[:·"'\u00a0])(?P<mail>[a-z0-9._+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z0-9]*[a-z])(?![\w@-])
      | (?P<version>(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[\w-]*[0-9])(?![\w@-])
    """,
    re.VERBOSE,
)
_NO_ADDRESS = lazy_pattern(r"https?://\W", re.IGNORECASE)
# Python-Markdown takes seconds for thousands of brackets that close nothing, markdown-it for other marks.
_ANY_MARK = lazy_pattern(r"[\[\]*_`<>{}&\\~!|:$=^\"#@]")
_SHORT, _MOST_BRACKETS, _MOST_MARKS = 600, 250, 800
_IN_LABEL = {ord("["): "&#91;", ord("]"): "&#93;"}
_IN_CELL = {ord("|"): "&#124;"}


def make_inline_parser() -> MarkdownIt:
    """Make a parser for the text of blocks."""
    parser = NoteParser("commonmark", {"strikethrough_single_tilde": True}).enable("strikethrough")
    parser.use(gfm_autolink_plugin)
    use_flanks(parser)
    use_vault(parser)
    use_math_text(parser)
    return parser


class InlineWriter:
    """Write texts of one note; `keep` puts HTML aside and returns what stands for it."""

    def __init__(self, keep: Keep, env: dict[str, Any], formulas: Formulas) -> None:
        self.parser = _PARSER
        self.keep = keep
        self.env = env
        self.formulas = formulas
        # Texts that are shown as they are: to read them would take seconds.
        self.refused: list[str] = []

    def write(self, text: str, *, in_cell: bool = False, is_line: bool = False) -> str:
        """Write a text; in a cell of a table, or another `is_line`, it is one line."""
        if not _SPECIAL.search(_ALIKE.sub("", text)):
            return text if not in_cell else text.translate(_IN_CELL)
        if is_hostile(text):
            self.refused.append(text)
            return self.keep(element("span", text.replace("\n", " ")))
        tokens: list[Token] = []
        text = _ODD.sub(_straighten, text)
        self.parser.inline.parse(text, self.parser, self.env, tokens)
        result = _Text(
            self.keep,
            _trim_breaks(tokens),
            self.formulas,
            in_line=in_cell or is_line,
            is_title=is_line,
            is_marked=bool(_MARKED_SPAN.search(text)),
        ).write()
        if in_cell:
            return result.translate(_IN_CELL)
        if is_line:
            return result
        return _BLOCK_START.sub(_guard, result)


def is_hostile(text: str) -> bool:
    """Say whether a text repeats marks so often that no one wrote it for readers."""
    if len(text) < _SHORT:
        return False
    marks = len(_ANY_MARK.findall(text))
    return text.count("[") > _MOST_BRACKETS or (marks > _MOST_MARKS and marks * 5 > len(text))


def _straighten(match: re.Match[str]) -> str:
    """Write what begins like the reference of a footnote without escapes, and HTTP:// as a link.

    `react@18.0.0` is no address of mail: the last letter of one is a letter.
    """
    if match["note"]:
        return match[0].replace("\\", "\\\\")
    if match["version"]:
        return match[0].replace("@", "&#64;")
    if match["set"]:
        address, rest = _trim_address(match["set"])
        return f"{match['name']}<{address}>{rest}"
    if match["bare"] or match["ftp"]:
        address, rest = _trim_address(match[0])
        return f"<{address}>{rest}"
    return f"<{match[0]}>" if match["address"] or match["mail"] else match[0]


def _trim_address(text: str) -> tuple[str, str]:
    """Part an address from the marks behind it, as GitHub does: no closing bracket without its opening."""
    end = len(text)
    while end and (
        text[end - 1] in "?!.,:;*_~'\""
        or (text[end - 1] == ")" and text.count(")", 0, end) > text.count("(", 0, end))
    ):
        end -= 1
    return text[:end], text[end:]


def _guard(match: re.Match[str]) -> str:
    text = match[0]
    return f"{text[:-1]}&#{ord(text[-1])};"


def _trim_breaks(tokens: list[Token]) -> list[Token]:
    """Drop the line breaks at both ends, which only make room."""
    start, end = 0, len(tokens)
    while start < end and _is_room(tokens[start]):
        start += 1
    while start < end and _is_room(tokens[end - 1]):
        end -= 1
    return tokens[start:end]


def _is_room(token: Token) -> bool:
    if token.type in ("softbreak", "hardbreak"):
        return True
    return (
        token.type == "html_inline" and is_spacer(token.content)
    ) or (token.type in ("text", "text_special") and is_spacer(token.content or " "))  # fmt: skip


class _Text:
    """Write the tokens of one text."""

    def __init__(
        self,
        keep: Keep,
        tokens: list[Token],
        formulas: Formulas,
        *,
        in_line: bool,
        is_title: bool,
        is_marked: bool,
    ) -> None:
        self.keep = keep
        self.tokens = tokens
        self.formulas = formulas
        self.in_line = in_line
        self.is_title = is_title
        self.is_marked = is_marked
        self.depth = 0
        # How the links that are open end.
        self.ends: list[str] = []

    def write(self) -> str:
        """Write them."""
        return "".join(self.pieces())

    def pieces(self) -> Iterator[str]:
        """Write one token after the other."""
        tokens = iter(_join_texts(self.tokens))
        for token in tokens:
            if token.type == "link_open" and token.info == "auto":
                yield self.autolink(token, next(tokens))
                next(tokens)
            else:
                yield getattr(self, token.type, self.text)(token)

    def text(self, token: Token) -> str:
        """Write plain text."""
        content = token.content
        found = _MARKS.sub(_escape, content) if _MARKS.search(content) else content
        return found.translate(_IN_LABEL) if self.depth else found

    def softbreak(self, token: Token) -> str:
        """Write the end of a line."""
        del token
        return " " if self.in_line else "\n"

    def hardbreak(self, token: Token) -> str:
        """Write the end of a line that is kept."""
        del token
        return self.keep("<br>") if self.in_line else "  \n"

    def code_inline(self, token: Token) -> str:
        """Write a span of code."""
        content = token.content
        if self.is_marked:
            return f"{token.markup}{content}{token.markup}"
        return self.keep(element("code", Markup(code_escape(content))))

    def math_inline(self, token: Token) -> str:
        """Write a formula."""
        return self.keep(self.formulas.write_in_text(token.content, token.markup, is_title=self.is_title))

    def html_inline(self, token: Token) -> str:
        """Write a tag."""
        content = token.content
        if is_tag(content):
            return self.keep(content)
        return self.text_of(content)

    def text_of(self, content: str) -> str:
        """Write characters as they are."""
        return _MARKS.sub(_escape, content).replace("\n", " ")

    def strong_open(self, token: Token) -> str:
        """Write the begin of strong text."""
        return token.markup if self.is_marked else self.keep("<strong>")

    def strong_close(self, token: Token) -> str:
        """Write the end of strong text."""
        return token.markup if self.is_marked else self.keep("</strong>")

    def em_open(self, token: Token) -> str:
        """Write the begin of emphasis."""
        return token.markup if self.is_marked else self.keep("<em>")

    def em_close(self, token: Token) -> str:
        """Write the end of emphasis."""
        return token.markup if self.is_marked else self.keep("</em>")

    def s_open(self, token: Token) -> str:
        """Write the begin of text that is struck through."""
        del token
        return "~~" if self.is_marked else self.keep("<del>")

    def s_close(self, token: Token) -> str:
        """Write the end of text that is struck through."""
        del token
        return "~~" if self.is_marked else self.keep("</del>")

    def mark_open(self, token: Token) -> str:
        """Write the begin of highlighted text."""
        del token
        return self.keep(Markup("<mark>"))

    def mark_close(self, token: Token) -> str:
        """Write the end of highlighted text."""
        del token
        return self.keep(Markup("</mark>"))

    def autolink(self, token: Token, text: Token) -> str:
        """Write a link that is its own text."""
        address = str(token.attrs["href"])
        if _NO_ADDRESS.match(address):
            return self.text_of(text.content)
        # The address is the author's: what is no Markup is looked at.
        return self.keep(str(element("a", Markup(code_escape(text.content)), href=address)))

    def link_open(self, token: Token) -> str:
        """Write the begin of a link, and keep its end for later."""
        self.depth += 1
        self.ends.append(_destination(token, "href"))
        return "["

    def link_close(self, token: Token) -> str:
        """Write the end of a link."""
        del token
        self.depth -= 1
        return self.ends.pop()

    def image(self, token: Token) -> str:
        """Write a picture."""
        alt = "".join(_alt_texts(token.children or []))
        return f"![{code_escape(alt).translate(_IN_LABEL)}{_destination(token, 'src')}"


def _alt_texts(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "softbreak":
            yield " "
        elif token.type == "image":
            yield from _alt_texts(token.children or [])
        elif token.type != "html_inline":
            yield token.content


def _join_texts(tokens: list[Token]) -> Iterator[Token]:
    """Join neighbouring texts, so that what only looks like markup is seen whole."""
    text: Token | None = None
    for token in tokens:
        if token.type in ("text", "text_special"):
            if text:
                text.content += token.content
            else:
                text = token
                text.type = "text"
            continue
        if text:
            yield text
            text = None
        yield token
    if text:
        yield text


def _destination(token: Token, name: str) -> str:
    address = str(token.attrs[name]).replace("<", "%3C").replace(">", "%3E").replace("\n", "%0A")
    title = token.attrs.get("title")
    shown = f' "{join((str(title),))}"'.replace("\n", " ") if title else ""
    return f"](<{address}>{shown})"


def _escape(match: re.Match[str]) -> str:
    text, start = match.string, match.start()
    character = match[0]
    if character == "_" and _is_in_word(text, start):
        return character
    if character == "{" and _ATTRIBUTES.match(text, start):
        return character
    return f"&#{ord(character)};"


def _is_in_word(text: str, start: int) -> bool:
    return 0 < start < len(text) - 1 and text[start - 1].isalnum() and text[start + 1].isalnum()


_PARSER = make_inline_parser()
