"""Read the prose of a page as it is spoken: without markup, each character with its column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

CODE = "\ue000"
"""What stands for a code word: it has a sound, but no spelling."""

_FENCE = re.compile(r"^[>\s]*(?:[-*+]\s+|\d+[.)]\s+)?(?P<marks>`{3,}|~{3,})")
_PREFIX = re.compile(
    r"[>\s]*(?:(?P<heading>#{1,6})\s+|(?P<item>[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?|(?P<table>\|))?"
)
_NOTICE = re.compile(r"[>\s]*(?:!!!|\?\?\?\+?|===)(?:[\s\w-]*)(?:\"(?P<title>.*)\")?")
_DESCRIPTION = re.compile(r"description:\s*")
_NO_PROSE = re.compile(
    r"(?P<ticks>`+)(?P<code>.+?)(?P=ticks)"
    r"|\]\((?:<[^>]*>|[^()]*(?:\([^()]*\)[^()]*)*)\)|\]\[[^\]]*\]|!?\[(?!\^)|\[\^[^\]]*\]:?|\]"
    r"|https?://[^\s)]+|<[^>]*>|\{[ ]*[#.:][^}]*\}|\*+|~~|\\(?=[\\`*_|#-])"
    r"|(?P<aside>(?<=\S)\([^()]*\)(?=[\uac00-\ud7a3]))"
)
# A picture with what it shows, HTML, a formula, and what is no sentence for its class.
_PIECE = re.compile(r"[>\s]*(?:!\[|<|\$\$|\\|.*\{ ?\.[\w -]+\})")
_KINDS = ("heading", "item", "table")


@dataclass(frozen=True, kw_only=True)
class ProseLine:
    """A line of prose. `columns` has the column, from 1, of each character of `text`; `codes` the code words.

    `kind` is `text`, `item`, `heading`, `table`, `title` or `meta`. A line that `goes_on` is followed by more
    of its paragraph.
    """

    number: int
    kind: str
    text: str
    columns: tuple[int, ...]
    codes: tuple[str, ...]
    goes_on: bool = False

    def column(self, place: int) -> int:
        """Return the column of a place in the text."""
        return (
            self.columns[place]
            if place < len(self.columns)
            else (self.columns[-1] + 1 if self.columns else 1)
        )


def read_prose(text: str) -> Iterator[ProseLine]:
    """Yield the lines of prose of a page, without code, addresses and markup."""
    lines = text.split("\n")
    begin = _end_of_matter(lines)
    for number, line in enumerate(lines[:begin], 1):
        if (found := _DESCRIPTION.match(line)) is not None:
            yield _speak(number, "meta", line, found.end())
    closing: str | None = None
    for number, line in enumerate(lines[begin:], begin + 1):
        fence = _FENCE.match(line)
        if closing is not None:
            if fence and fence["marks"].startswith(closing) and not line[fence.end() :].strip():
                closing = None
        elif fence:
            closing = fence["marks"]
        elif line.strip():
            following = lines[number] if number < len(lines) else ""
            yield _read_line(number, line, following)


def _end_of_matter(lines: list[str]) -> int:
    if lines[0].rstrip() != "---":
        return 0
    return next((number + 1 for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)


def _read_line(number: int, line: str, following: str) -> ProseLine:
    notice = _NOTICE.match(line)
    if notice:
        begin = notice.start("title") if notice["title"] else len(line)
        return _speak(number, "title", line[: notice.end("title")] if notice["title"] else line, begin)
    prefix = _PREFIX.match(line)
    kind = next((kind for kind in _KINDS if prefix and prefix[kind]), "text")
    if _PIECE.match(line):
        kind = "title"
    begin = prefix.end() if prefix else 0
    spoken = _speak(number, kind, line, begin)
    after = _PREFIX.match(following)
    is_more = bool(following.strip()) and not (
        after and (after["heading"] or after["item"] or after["table"])
    )
    is_more = is_more and not _FENCE.match(following) and not _NOTICE.match(following)
    goes_on = kind in ("text", "item") and is_more
    return ProseLine(**{**vars(spoken), "goes_on": goes_on})


def _speak(number: int, kind: str, line: str, begin: int) -> ProseLine:
    """Leave out what is not spoken."""
    text: list[str] = []
    columns: list[int] = []
    codes: list[str] = []
    place = begin
    for found in _NO_PROSE.finditer(line, begin):
        text += line[place : found.start()]
        columns += range(place + 1, found.start() + 1)
        if found["code"]:
            text.append(CODE)
            columns.append(found.start() + 1)
            codes.append(found["code"].strip())
        place = found.end()
    text += line[place:]
    columns += range(place + 1, len(line) + 1)
    return ProseLine(number=number, kind=kind, text="".join(text), columns=tuple(columns), codes=tuple(codes))
