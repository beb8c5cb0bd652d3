"""Parse the line that opens a fence: its tag, and options with their columns."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.nodes import Span
from dockerlayers_site.fences.errors import FenceError

# A fence may begin behind the marker of a list's item.
_OPENING = lazy_pattern(
    r"[> \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+[> \t]*)*(?P<fence>`{3,}|~{3,})[ \t]*(?:\.?(?P<tag>[\w#.+-]+))?"
)
_TOKEN = lazy_pattern(
    r"""(?P<mark>[#.])(?P<mark_value>[\w:-]+)
    | (?P<name>[A-Za-z][\w-]*)
      (?:(?P<equals>=)(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'{}]+))?)?
    """,
    re.VERBOSE,
)
_BLANKS = lazy_pattern(r"[ \t]*")


@dataclass(frozen=True, kw_only=True)
class HeaderOption:
    """One option; `value` is None for a bare word. The spans are those of the name and of the value."""

    name: str
    value: str | None
    name_span: Span
    value_span: Span


@dataclass(frozen=True, kw_only=True)
class Header:
    """The parsed header; `tag` is in lower case. Without an id, its span is that of the tag."""

    tag: str
    tag_span: Span
    id: str | None
    id_span: Span
    classes: tuple[str, ...]
    options: tuple[HeaderOption, ...]

    def find_option(self, name: str) -> HeaderOption | None:
        """Return the option of that name, or None."""
        return next((option for option in self.options if option.name == name), None)


def parse_header(text: str) -> Header:
    """Parse a fence's first line, as it stands in the page; raise FenceError where it cannot be read.

    header  = prefix , fence , [ tag ] , ( { token } | "{" , { token } , "}" )
    token   = "#" , id | "." , class | name , [ "=" , value ]
    value   = '"' , text , '"' | "'" , text , "'" | word
    """
    opening = _OPENING.match(text)
    if not opening:
        raise FenceError("this line opens no fence", span=point(1))
    end = len(text.rstrip())
    start = _skip_blanks(text, opening.end())
    if start < end and start == opening.end() and opening["tag"]:
        hint = f"put a blank behind the tag {opening['tag']!r}"
        raise FenceError(f"unexpected {text[start]!r} behind the tag", span=point(start + 1), hint=hint)
    if start < end and text[start] == "{":
        end = _find_closing_brace(text, start, end)
        start += 1
    tokens = _split_tokens(text, start, end)
    return _build_header(opening, tokens)


def point(column: int, end: int | None = None) -> Span:
    """Return a span in a header, from a column to one that is exclusive."""
    return Span(1, column, 1, end or column + 1)


def _find_closing_brace(text: str, start: int, end: int) -> int:
    if text[end - 1] == "}":
        return end - 1
    hint = "close it with } at the end of the line"
    raise FenceError("the brace is never closed", span=point(start + 1), hint=hint)


def _split_tokens(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Split options at blanks."""
    tokens: list[re.Match[str]] = []
    start = _skip_blanks(text, start)
    while start < end:
        token = _TOKEN.match(text, start, end)
        if not token:
            raise FenceError(f"unexpected {text[start]!r} in the header of the fence", span=point(start + 1))
        _check_token(text, token, end)
        tokens.append(token)
        start = _skip_blanks(text, token.end())
    return tokens


def _check_token(text: str, token: re.Match[str], end: int) -> None:
    stop = token.end()
    following = text[stop:end][:1]
    if token["equals"] and _value_group(token) is None:
        if following in ("'", '"'):
            hint = f"close it with {following}"
            raise FenceError(f"the value of {token['name']} is never closed", span=point(stop + 1), hint=hint)
        span = point(token.start() + 1, stop + 1)
        raise FenceError(f"{token['name']} has no value", span=span, hint='write it as name="value"')
    if following and following not in " \t":
        hint = "put a blank between two options"
        raise FenceError(f"unexpected {following!r} behind an option", span=point(stop + 1), hint=hint)


def _build_header(opening: re.Match[str], tokens: list[re.Match[str]]) -> Header:
    tag, tag_span = opening["tag"] or "", point(opening.start("tag") + 1, opening.end("tag") + 1)
    ids = [token for token in tokens if token["mark"] == "#"]
    marks = [token for token in tokens if token["mark"] == "."]
    if not tag and marks:
        first = marks.pop(0)
        tag, tag_span = first["mark_value"], point(first.start() + 1, first.end() + 1)
    return Header(
        tag=tag.lower(),
        tag_span=tag_span,
        id=ids[-1]["mark_value"] if ids else None,
        id_span=point(ids[-1].start() + 1, ids[-1].end() + 1) if ids else tag_span,
        classes=tuple(mark["mark_value"] for mark in marks),
        options=tuple(_build_option(token) for token in tokens if token["name"]),
    )


def _build_option(token: re.Match[str]) -> HeaderOption:
    group = _value_group(token)
    name_span = point(token.start("name") + 1, token.end("name") + 1)
    return HeaderOption(
        name=token["name"],
        value=token[group] if group else None,
        name_span=name_span,
        value_span=point(token.start(group) + 1, token.end(group) + 1) if group else name_span,
    )


def _value_group(token: re.Match[str]) -> str | None:
    return next((group for group in ("double", "single", "bare") if token[group] is not None), None)


def _skip_blanks(text: str, start: int) -> int:
    blanks = _BLANKS.match(text, start)
    return blanks.end() if blanks else start
