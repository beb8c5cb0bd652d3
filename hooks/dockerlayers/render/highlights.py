"""Which stretches of an instruction have which colour: the short class names that Pygments uses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from dockerlayers.explain.annotations import Annotation
from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.nodes import Form, Instruction, Word

KEYWORD, FLAG, STRING, NUMBER, OPERATOR, PUNCTUATION, COMMENT = "k", "nt", "s", "m", "o", "p", "c"

# what follows a quote that is not closed is looked at once, not again from each quote in it
_STRING = (
    r"""(?P<s>"(?=(?P<closed>(?:\\.|[^"\\])*))(?P=closed)"|'[^']*')"""
    r"""|(?P<open>"(?=(?P<rest>(?:\\.|[^"\\])*))(?P=rest)\\?\Z)"""
)
_EXEC = lazy_pattern(rf"{_STRING}|(?P<p>[\[\],])")
_SHELL = lazy_pattern(
    _STRING
    + r"""|(?P<o><<-?\s*["']?\w+["']?|&&|\|\||;;|[|;&])"""
    + r"""|(?P<nt>(?<!\S)--?[A-Za-z][\w-]*(?:=[^\s"';&|]*)?)"""
)
_WORDS = lazy_pattern(rf"{_STRING}|(?P<o><<-?\s*[\"']?\w+[\"']?)")
_PORTS = lazy_pattern(r"(?P<m>(?<![\w$-])\d+)")
_SHELL_INSTRUCTIONS = ("RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK")
_FLAG_PART = lazy_pattern(r"[^,]+,*|,+")


class Highlight(NamedTuple):
    """A stretch of one physical line, in columns from 0, its class, and the instruction that it names."""

    line: int
    start: int
    end: int
    name: str
    about: str = ""


make_highlight: Callable[[tuple[int, int, int, str, str]], Highlight] = partial(tuple.__new__, Highlight)
"""Make a Highlight of its fields at once: half the time of its constructor, and a file has hundreds."""


def highlight_row(row: Annotation, lines: tuple[str, ...], escape: str) -> list[Highlight]:
    """Highlight all lines of a row, in order: comments, and an instruction below them."""
    end = row.line if row.instruction else row.end_line + 1
    highlights = [
        make_highlight((number, 0, len(lines[number - 1]), COMMENT, ""))
        for number in range(row.first_line, end)
    ]
    return (
        [*highlights, *highlight_instruction(row.instruction, lines, escape)]
        if row.instruction
        else highlights
    )


def highlight_instruction(instruction: Instruction, lines: tuple[str, ...], escape: str) -> list[Highlight]:
    """Highlight all lines of an instruction, in order."""
    stretches = instruction.keyword.origin.stretches
    first, last = instruction.line, instruction.end_line
    highlights = [
        make_highlight((line, column - 1, end_column - 1, name, about))
        for start, end, name, about in _logical_highlights(instruction)
        for line, column, end_column in stretches(start, end)
        if first <= line <= last and end_column - 1 <= len(lines[line - 1])
    ]
    highlights += _continuations(instruction, lines, escape)
    return sorted(highlights)


def _logical_highlights(instruction: Instruction) -> Iterator[tuple[int, int, str, str]]:
    """Highlight the logical line, in its own offsets."""
    yield instruction.keyword.start, instruction.keyword.end, KEYWORD, instruction.name
    for flag in instruction.flags:
        for match in _FLAG_PART.finditer(flag.word.origin.text, flag.word.start, flag.word.end):
            yield match.start(), match.end(), FLAG, ""
    if instruction.trigger:
        yield from _logical_highlights(instruction.trigger)
        return
    arguments = instruction.arguments
    start = arguments.start
    for word in _keywords(instruction):
        yield word.start, word.end, KEYWORD, ""
        start = word.end if word is instruction.words[0] else start
    for match in _pattern(instruction).finditer(arguments.origin.text, start, arguments.end):
        name = str(match.lastgroup)
        if name != "open":
            yield *match.span(), name, ""


def _keywords(instruction: Instruction) -> Iterator[Word]:
    """Yield the words of an instruction that are its own: AS, and HEALTHCHECK's CMD or NONE."""
    words = instruction.words
    if instruction.name == "FROM" and len(words) > 1:
        yield words[1]
    if instruction.name == "HEALTHCHECK" and words:
        yield words[0]


def _pattern(instruction: Instruction) -> re.Pattern[str]:
    if instruction.name == "EXPOSE":
        return _PORTS
    if instruction.form is Form.EXEC:
        return _EXEC
    return _SHELL if instruction.name in _SHELL_INSTRUCTIONS else _WORDS


def _continuations(instruction: Instruction, lines: tuple[str, ...], escape: str) -> Iterator[Highlight]:
    """Highlight the escapes at line ends, comments between them, and the line that ends a heredoc."""
    if instruction.line == instruction.end_line and escape not in lines[instruction.line - 1]:
        return  # as most are
    last = instruction.heredocs[0].first_line - 1 if instruction.heredocs else instruction.end_line
    pieces = instruction.keyword.origin.pieces
    offsets = [*(offset for offset, _, _ in pieces[1:]), len(instruction.original)]
    ends = {
        line: column - 1 + end - offset for (offset, line, column), end in zip(pieces, offsets, strict=True)
    }
    for number in range(instruction.line, min(last, len(lines)) + 1):
        text = lines[number - 1]
        if number not in ends:
            yield make_highlight((number, 0, len(text), COMMENT, ""))
        elif text[ends[number] :].strip() == escape:
            yield make_highlight((number, ends[number], ends[number] + 1, OPERATOR, ""))
    for heredoc in instruction.heredocs:
        yield make_highlight((heredoc.last_line, 0, len(lines[heredoc.last_line - 1]), OPERATOR, ""))
