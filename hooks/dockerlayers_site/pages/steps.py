"""Take HTML apart into steps, once for all who read it.

What is written strictly, as Markdown and our own elements are, is read by one pattern, in a fraction of the
time that Python's parser takes; a page with anything else is left to that parser, which gives the same steps.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from functools import lru_cache
from html import unescape

from dockerlayers.elements import VOID_ELEMENTS
from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.pages.tolerant import BEGIN, BOTH, END, NONE, TEXT, Token, TolerantParser


class StepKind(Enum):
    """What happens in a step."""

    ENTER = "enter"
    LEAVE = "leave"
    TEXT = "text"


Step = tuple[StepKind, str, str | bool, int, int, int]
"""A kind, the tag or the text, and what it says more: attributes as they are written, whether an element is
left by its own end. Then how many elements are around, and where it begins and ends in the HTML. A bare
tuple: a page has ten thousand."""
_Tag = tuple[str, str, str, int]
"""A form, the name of a tag, attributes as they are written, and how long all of it is."""

_COMMENT = r"<!--(?!-?>)(?:(?!--)[^<])*-->"
# Tags and comments, and what may be one: whether it is written strictly is asked of each alone.
_PIECES = lazy_pattern(rf'({_COMMENT}|<[^"<>]*(?:"[^"<]*"[^"<>]*)*>)')
_ATTRIBUTES = r'(?:\s+[a-zA-Z_:][\w.:-]*(?:="[^"<]*")?)*'
_STRICT = lazy_pattern(
    rf"""<(?:
      (?P<name>[a-zA-Z][a-zA-Z0-9:-]*) (?P<attributes>{_ATTRIBUTES})
      \s*(?P<both>/?)>
    | /(?P<end>[a-zA-Z][a-zA-Z0-9:-]*)\s*>
    ) | {_COMMENT}""",
    re.VERBOSE | re.ASCII,
)
_WRITTEN = lazy_pattern(rf"{_ATTRIBUTES}\s*/?", re.ASCII)
_ATTRIBUTE = lazy_pattern(r'([a-zA-Z_:][\w.:-]*)(?:="([^"]*)")?', re.ASCII)
_LAST = (NONE, "", "", 0)
# What stands in these is read in another way.
_RAW = frozenset(
    "iframe noembed noframes noscript plaintext script style textarea title xmp".split()  # noqa: SIM905
)


# A page is read by several, one right behind the other.
@lru_cache(maxsize=2)
def take_steps(html: str) -> tuple[Step, ...]:
    """Return the steps through HTML."""
    try:
        return tuple(_step_strictly(html))
    except ValueError:
        return tuple(_balance(TolerantParser.read(html)))


@lru_cache(maxsize=1024)
def read_attributes(written: str) -> Mapping[str, str]:
    """Return the attributes of a tag by their names, the first of two with one name, without references."""
    if "&" in written or not _is_strict(written):
        return TolerantParser.read_attributes(written)
    found = [(name.lower(), value) for name, value in _ATTRIBUTE.findall(written)]
    return dict(reversed(found))


@lru_cache(maxsize=1024)
def read_pairs(written: str) -> tuple[tuple[str, str | None], ...]:
    """Return the attributes of a tag as Python's parser hands them on: in order, without a value None."""
    if "&" in written or not _is_strict(written):
        return TolerantParser.read_pairs(written)
    return tuple((found[1].lower(), found[2]) for found in _ATTRIBUTE.finditer(written))


def list_elements(html: str) -> set[tuple[str, str]]:
    """Return the elements in HTML, each by its tag and its attributes as they are written."""
    try:
        tags = [tag for _, tag in _read_pieces(html)]
    except ValueError:
        return {(words, str(more)) for kind, words, more, *_ in take_steps(html) if kind is StepKind.ENTER}
    return {(name, attributes) for form, name, attributes, _ in tags if form in (BEGIN, BOTH)}


def _is_strict(written: str) -> bool:
    return bool(_WRITTEN.fullmatch(written))


def _step_strictly(html: str) -> list[Step]:
    """Do what `_balance` does with what is written strictly, in one loop: most of a page is."""
    enter, leave, text = StepKind.ENTER, StepKind.LEAVE, StepKind.TEXT
    steps: list[Step] = []
    around: list[str] = []
    add, depth, end = steps.append, 0, 0
    for words, tag in _read_pieces(html):
        if words:
            begin, end = end, end + len(words)
            add((text, unescape(words) if "&" in words else words, "", depth, begin, end))
        form, name, attributes, length = tag
        begin, end = end, end + length
        if form == BEGIN and name not in VOID_ELEMENTS:
            add((enter, name, attributes, depth, begin, end))
            around.append(name)
            depth += 1
        elif form == END and around and around[-1] == name:
            depth -= 1
            add((leave, around.pop(), True, depth, begin, end))
        elif form == END and name in around:
            # Something is not left by its own end, which is rare.
            return [*_balance(_read_strictly(html))]
        elif form in (BEGIN, BOTH):
            add((enter, name, attributes, depth, begin, end))
            add((leave, name, True, depth, begin, end))
    return steps


def _read_strictly(html: str) -> Iterator[Token]:
    """Yield tags and texts; raise ValueError for what is not written strictly."""
    end = 0
    for text, (form, name, attributes, length) in _read_pieces(html):
        if text:
            begin, end = end, end + len(text)
            yield TEXT, unescape(text) if "&" in text else text, "", begin, end
        begin, end = end, end + length
        if form != NONE:
            yield form, name, attributes, begin, end


def _read_pieces(html: str) -> Iterator[tuple[str, _Tag]]:
    """Return texts, each with the tag behind it: form, name, attributes and length."""
    pieces = _PIECES.split(html)
    tags = pieces[1::2]
    # A comment may hold no other one.
    if html.count("<") != len(tags):
        raise ValueError(html)
    return zip(pieces[::2], [*map(_read_tag, tags), _LAST], strict=True)


# Most tags of a page are written as others are: to know one is faster than to read it.
@lru_cache(maxsize=2048)
def _read_tag(tag: str) -> _Tag:
    """Return form, name and attributes of a tag, and its length; raise ValueError as `_read_strictly`."""
    found = _STRICT.fullmatch(tag)
    if not found:
        raise ValueError(tag)
    name, attributes, both, ended = found.groups()
    if ended:
        return END, ended.lower(), "", len(tag)
    if not name:
        return NONE, "", "", len(tag)
    if name.lower() in _RAW:
        raise ValueError(tag)
    return BOTH if both else BEGIN, name.lower(), attributes, len(tag)


def _balance(tokens: Iterable[Token]) -> Iterator[Step]:
    """Yield steps in which each element is left before what it stands in.

    An end tag ends what is still open in its element, too; one without a start tag is passed over. What is
    open at the end of the page is not left.
    """
    enter, leave, text = StepKind.ENTER, StepKind.LEAVE, StepKind.TEXT
    around: list[str] = []
    for form, name, attributes, begin, end in tokens:
        if form == TEXT:
            yield text, name, "", len(around), begin, end
        elif form != END:
            yield enter, name, attributes, len(around), begin, end
            if form == BOTH or name in VOID_ELEMENTS:
                yield leave, name, True, len(around), begin, end
            else:
                around.append(name)
        elif name in around:
            left = ""
            while left != name:
                left = around.pop()
                yield leave, left, left == name, len(around), begin, end
