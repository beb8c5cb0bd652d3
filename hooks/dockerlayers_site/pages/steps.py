"""Take HTML apart into steps, once for all who read it.

What is written strictly, as Markdown and our own elements are, is read by one pattern, in a fraction of the
time that Python's parser takes; a page with anything else is left to that parser, which gives the same steps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser
from itertools import accumulate

from dockerlayers.elements import VOID_ELEMENTS
from dockerlayers.patterns import lazy_pattern


class StepKind(Enum):
    """What happens in a step."""

    ENTER = "enter"
    LEAVE = "leave"
    TEXT = "text"


Step = tuple[StepKind, str, str | bool, int, int, int]
"""A kind, the tag or the text, and what it says more: attributes as they are written, whether an element is
left by its own end. Then how many elements are around, and where it begins and ends in the HTML. A bare
tuple: a page has ten thousand."""
_Token = tuple[str, str, str, int, int]
"""A form, the name of a tag or the text, attributes as they are written, where it begins and ends."""

_BEGIN, _END, _BOTH, _TEXT = "<", "</", "</>", ""
_STRICT = lazy_pattern(
    r"""<(?:
      (?P<name>[a-zA-Z][a-zA-Z0-9:-]*) (?P<attributes>(?:\s+[a-zA-Z_:][\w.:-]*(?:="[^"<]*")?)*)
      \s*(?P<both>/?)>
    | /(?P<end>[a-zA-Z][a-zA-Z0-9:-]*)\s*>
    | !--(?!-?>)(?:(?!--)[^<])*-->
    )""",
    re.VERBOSE | re.ASCII,
)
_ATTRIBUTE = lazy_pattern(r'([a-zA-Z_:][\w.:-]*)(?:="([^"]*)")?', re.ASCII)
# What stands in these is read in another way.
_RAW = frozenset(
    "iframe noembed noframes noscript plaintext script style textarea title xmp".split()  # noqa: SIM905
)


# A page is read by several, one right behind the other.
@lru_cache(maxsize=4)
def take_steps(html: str) -> tuple[Step, ...]:
    """Return the steps through HTML."""
    try:
        tokens = list(_read_strictly(html))
    except ValueError:
        tokens = _TolerantParser.read(html)
    return tuple(_balance(tokens))


@lru_cache(maxsize=4096)
def read_attributes(written: str) -> Mapping[str, str]:
    """Return the attributes of a tag by their names, the first of two with one name, without references."""
    if "&" in written or not _is_strict(written):
        return _TolerantParser.read_attributes(written)
    found = [(name.lower(), value) for name, value in _ATTRIBUTE.findall(written)]
    return dict(reversed(found))


@lru_cache(maxsize=4096)
def read_pairs(written: str) -> tuple[tuple[str, str | None], ...]:
    """Return the attributes of a tag as Python's parser hands them on: in order, without a value None."""
    if "&" in written or not _is_strict(written):
        return _TolerantParser.read_pairs(written)
    return tuple((found[1].lower(), found[2]) for found in _ATTRIBUTE.finditer(written))


def feed(parser: HTMLParser, html: str) -> None:
    """Hand HTML to the handlers of a parser, in a fraction of the time where it is written strictly."""
    try:
        tokens = list(_read_strictly(html))
    except ValueError:
        HTMLParser.feed(parser, html)
        return
    for form, name, attributes, _, _ in tokens:
        if form == _TEXT:
            parser.handle_data(name)
        elif form == _END:
            parser.handle_endtag(name)
        elif form == _BEGIN:
            parser.handle_starttag(name, list(read_pairs(attributes)))
        else:
            parser.handle_startendtag(name, list(read_pairs(attributes)))


def _as_tag(attributes: str) -> str:
    return "".join([_BEGIN, "a", attributes, ">"])


def _is_strict(written: str) -> bool:
    return bool(_STRICT.fullmatch(_as_tag(written)))


def _read_strictly(html: str) -> Iterator[_Token]:
    """Yield tags and texts; raise ValueError for what is not written strictly."""
    last = 0
    for found in _STRICT.finditer(html):
        begin, end = found.span()
        if begin > last:
            yield _text(html, last, begin)
        last = end
        name, attributes, both, ended = found.groups()
        if name is not None:
            name = name.lower()
            if name in _RAW:
                raise ValueError(name)
            yield _BOTH if both else _BEGIN, name, attributes, begin, end
        elif ended is not None:
            yield _END, ended.lower(), "", begin, end
    if last < len(html):
        yield _text(html, last, len(html))


def _text(html: str, begin: int, end: int) -> _Token:
    text = html[begin:end]
    if "<" in text:
        raise ValueError(text)
    return _TEXT, unescape(text) if "&" in text else text, "", begin, end


def _balance(tokens: list[_Token]) -> Iterator[Step]:
    """Yield steps in which each element is left before what it stands in.

    An end tag ends what is still open in its element, too; one without a start tag is passed over. What is
    open at the end of the page is not left.
    """
    enter, leave, text = StepKind.ENTER, StepKind.LEAVE, StepKind.TEXT
    around: list[str] = []
    for form, name, attributes, begin, end in tokens:
        if form == _TEXT:
            yield text, name, "", len(around), begin, end
        elif form != _END:
            yield enter, name, attributes, len(around), begin, end
            if form == _BOTH or name in VOID_ELEMENTS:
                yield leave, name, True, len(around), begin, end
            else:
                around.append(name)
        elif name in around:
            left = ""
            while left != name:
                left = around.pop()
                yield leave, left, left == name, len(around), begin, end


class _TolerantParser(HTMLParser):
    """Take apart what is not written strictly."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.html = html
        self.tokens: list[_Token] = []
        self.pairs: list[tuple[str, str | None]] = []
        # HTMLParser counts lines by "\n" alone.
        self.lines = list(accumulate((len(line) + 1 for line in html.split("\n")), initial=0))

    @classmethod
    def read(cls, html: str) -> list[_Token]:
        """Return the tags and texts of HTML."""
        parser = cls(html)
        parser.feed(html)
        parser.close()
        return parser.tokens

    @classmethod
    def read_attributes(cls, written: str) -> dict[str, str]:
        """Return the attributes of a start tag, of which a slash at the end is none."""
        return {name: value or "" for name, value in reversed(cls.read_pairs(written))}

    @classmethod
    def read_pairs(cls, written: str) -> tuple[tuple[str, str | None], ...]:
        """Return the same in order, as they come."""
        parser = cls(_as_tag(written))
        parser.feed(parser.html)
        parser.close()
        return tuple(parser.pairs)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a start tag."""
        self.begin(_BEGIN, tag, attrs)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag that is a whole element, as an XML parser reads it."""
        self.begin(_BOTH, tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Keep an end tag."""
        begin = self.place()
        end = self.html.find(">", begin) + 1 or len(self.html)
        self.tokens.append((_END, tag, "", begin, end))

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        begin = self.place()
        self.tokens.append((_TEXT, data, "", begin, begin))

    def begin(self, form: str, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag, with its attributes as they are written."""
        begin = self.place()
        written = self.get_starttag_text() or ""
        self.pairs = attrs
        own = written[len(tag) + 1 :].removesuffix(">").removesuffix("/" if form == _BOTH else "").rstrip()
        self.tokens.append((form, tag, own, begin, begin + len(written)))

    def place(self) -> int:
        """Return where the parser is."""
        line, column = self.getpos()
        return self.lines[line - 1] + column
