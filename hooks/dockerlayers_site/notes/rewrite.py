"""Rewrite a note's blocks for Python-Markdown, along the tree that a CommonMark parser finds in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from dockerlayers_site.notes.asides import add_asides
from dockerlayers_site.notes.containers import Containers
from dockerlayers_site.notes.fastlane import use_fast_lane
from dockerlayers_site.notes.formulas import Formulas, report_unread
from dockerlayers_site.notes.inline import InlineWriter, Keep
from dockerlayers_site.notes.lists import join_lists
from dockerlayers_site.notes.math import use_math_blocks
from dockerlayers_site.notes.parser import DEEP, NoteParser
from dockerlayers_site.notes.rules import add_rules
from dockerlayers_site.pages.origins import Origins
from dockerlayers_site.pages.page_file import PageFile
from dockerlayers_site.pages.problem import Problem
from dockerlayers_site.texts import SiteTexts, load_site_texts

_REFUSED = "this part repeats marks too often to be read as Markdown; it is shown as it is written"
# Two levels a list, one a quote: Python-Markdown, which calls itself for each, ends behind some more.
_DEEPEST = 100


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


class _Writer(Containers):
    """Write a whole note."""

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


def _reference(label: str, reference: dict[str, Any]) -> str:
    title = f' "{reference["title"]}"' if reference["title"] else ""
    address = reference["href"].replace(" ", "%20")
    return f"[{label}]: <{address}>{title}"


_PARSER = make_block_parser()
