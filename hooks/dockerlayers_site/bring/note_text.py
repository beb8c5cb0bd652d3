"""What a note says of itself: its encoding, front matter, title and first paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from markdown_it import MarkdownIt

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.notes.angles import is_tag
from dockerlayers_site.notes.front_matter import read_front_matter

_CODE = lazy_pattern(r"^[ \t]*(?P<mark>`{3,}|~{3,}).*?^[ \t]*(?P=mark)", re.MULTILINE | re.DOTALL)
_HEADING = lazy_pattern(
    r"^ {0,3}#{1,6}[ \t]+(?P<text>.+?)[ \t]*#*[ \t]*$|^(?P<lined>\S.*)\n=+[ \t]*$", re.MULTILINE
)
_HANGUL = lazy_pattern(r"[\uac00-\ud7a3]")
_DATE = lazy_pattern(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")
_LETTER = lazy_pattern(r"[^\r\n]")
_TICKS = lazy_pattern(r"`+")
_PARAGRAPHS = lazy_pattern(r"(\n[ \t]*\r?\n)")
_LONGEST = 140
_INLINE = MarkdownIt("commonmark").enable("strikethrough")


def decode_note(data: bytes) -> tuple[str, str] | None:
    """Return the text of a note and its encoding; None where it is neither UTF-8, UTF-16 nor Korean CP949."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decode(data, "utf-16")
    if found := _decode(data, "utf-8-sig"):
        return found
    korean = _decode(data, "cp949")
    return korean if korean and _HANGUL.search(korean[0]) else None


def _decode(data: bytes, encoding: str) -> tuple[str, str] | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\x00" in text else (text, encoding)


@dataclass(frozen=True, kw_only=True)
class Matter:
    """The front matter of a note; `end` is where the note itself begins."""

    values: Mapping[str, Any]
    end: int

    @property
    def title(self) -> str | None:
        """The title, if it is said."""
        title = self.values.get("title")
        return " ".join(str(title).split()) or None if isinstance(title, (str, int, float)) else None

    @property
    def weight(self) -> float | None:
        """The place among others, as Hugo and others count it."""
        keys = ("weight", "nav_order", "sidebar_position", "order")
        found = (self.values.get(key) for key in keys)
        return next((float(one) for one in found if isinstance(one, (int, float)) and one), None)

    @property
    def date(self) -> str | None:
        """The day, as one text that sorts."""
        value = self.values.get("date") or self.values.get("created")
        if isinstance(value, (date, datetime)):
            return value.isoformat()[:19]
        said = str(value or "")
        found = _DATE.match(said)
        return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}{said[found.end() :]}" if found else None

    @property
    def is_draft(self) -> bool:
        """Say whether the author has not published it."""
        return self.values.get("draft") is True or self.values.get("published") is False


def read_matter(text: str) -> Matter:
    """Read front matter; none of it is empty."""
    values, end = read_front_matter(text) or ({}, 0)
    return Matter(values=values, end=end)


def blank_code(text: str) -> str:
    """Return a text of the same length in which code is blank."""
    return _blank_spans(_CODE.sub(_blank, text))


def _blank(match: re.Match[str]) -> str:
    return _LETTER.sub(" ", match[0])


def _blank_spans(text: str) -> str:
    """Blank code between backticks: as many close it as have opened it, in the same paragraph."""
    return "".join(map(_blank_spans_of, _PARAGRAPHS.split(text)))


def _blank_spans_of(paragraph: str) -> str:
    runs = [*_TICKS.finditer(paragraph)]
    # The next run of the same length, found from the end on: each is looked at once.
    closing: dict[int, re.Match[str]] = {}
    following: dict[int, re.Match[str] | None] = {}
    for run in reversed(runs):
        following[run.start()] = closing.get(len(run[0]))
        closing[len(run[0])] = run
    pieces: list[str] = []
    position = 0
    for run in runs:
        end = following[run.start()]
        if end and run.start() >= position:
            pieces += [
                paragraph[position : run.start()],
                _LETTER.sub(" ", paragraph[run.start() : end.end()]),
            ]
            position = end.end()
    return "".join((*pieces, paragraph[position:]))


def find_title(text: str) -> str | None:
    """Return the title in the front matter, or the text of the first heading."""
    matter = read_matter(text)
    heading = _HEADING.search(_CODE.sub("", text[matter.end :]).replace("\r\n", "\n"))
    return matter.title or (plain_text(heading["text"] or heading["lined"]) or None if heading else None)


def find_description(text: str) -> str:
    """Return the first plain paragraph, in one line and not too long."""
    body = _CODE.sub("", text[read_matter(text).end :]).replace("\r\n", "\n")
    for block in re.split(r"\n[ \t]*\n", _HEADING.sub("", body)):
        plain = plain_text(block)
        if plain and not block.lstrip().startswith(("-", "*", "+", ">", "|", "<", "#", "!", "1.", "[[", ":")):
            return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1].rstrip() + "…"
    return ""


def plain_text(markdown: str) -> str:
    """Return what a reader sees of inline Markdown; words between angle brackets that are no tag are seen."""
    return " ".join("".join(_seen(markdown)).split())


def _seen(markdown: str) -> Iterator[str]:
    for token in _INLINE.parseInline(markdown.strip())[0].children or ():
        if token.type in ("text", "code_inline"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield " "
        elif token.type == "html_inline" and not is_tag(token.content):
            yield token.content


def with_front_matter(text: str, title: str) -> str:
    """Give a note without front matter a title and a description."""
    if read_matter(text).end or text.startswith("---"):
        return text
    values = {"title": title, "description": find_description(text)}
    lines = [f"{key}: {quote_yaml(value)}" for key, value in values.items() if value]
    end = "\r\n" if "\r\n" in text else "\n"
    return end.join(["---", *lines, "---", "", text])


def quote_yaml(text: str) -> str:
    """Write a text as one of YAML."""
    return "'" + text.replace("'", "''") + "'"
