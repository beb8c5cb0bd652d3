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

_Tag = tuple[str, str, str, int]
"""The same, and how long it is."""

_BEGIN, _END, _BOTH, _TEXT, _NONE = "<", "</", "</>", "", "<!"
_COMMENT = r"<!--(?!-?>)(?:(?!--)[^<])*-->"
# Tags and comments, and what may be one: whether it is written strictly is asked of each alone.
_PIECES = lazy_pattern(rf'({_COMMENT}|<[^">]*(?:"[^"]*"[^">]*)*>)')
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
_LAST = (_NONE, "", "", 0)
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
        return tuple(_balance(_TolerantParser.read(html)))


@lru_cache(maxsize=1024)
def read_attributes(written: str) -> Mapping[str, str]:
    """Return the attributes of a tag by their names, the first of two with one name, without references."""
    if "&" in written or not _is_strict(written):
        return _TolerantParser.read_attributes(written)
    found = [(name.lower(), value) for name, value in _ATTRIBUTE.findall(written)]
    return dict(reversed(found))


@lru_cache(maxsize=1024)
def read_pairs(written: str) -> tuple[tuple[str, str | None], ...]:
    """Return the attributes of a tag as Python's parser hands them on: in order, without a value None."""
    if "&" in written or not _is_strict(written):
        return _TolerantParser.read_pairs(written)
    return tuple((found[1].lower(), found[2]) for found in _ATTRIBUTE.finditer(written))


def _as_tag(attributes: str) -> str:
    return "".join([_BEGIN, "a", attributes, ">"])


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
        if form == _BEGIN and name not in VOID_ELEMENTS:
            add((enter, name, attributes, depth, begin, end))
            around.append(name)
            depth += 1
        elif form == _END and around and around[-1] == name:
            depth -= 1
            add((leave, around.pop(), True, depth, begin, end))
        elif form == _END and name in around:
            # Something is not left by its own end, which is rare.
            return [*_balance(_read_strictly(html))]
        elif form in (_BEGIN, _BOTH):
            add((enter, name, attributes, depth, begin, end))
            add((leave, name, True, depth, begin, end))
    return steps


def _read_strictly(html: str) -> Iterator[_Token]:
    """Yield tags and texts; raise ValueError for what is not written strictly."""
    end = 0
    for text, (form, name, attributes, length) in _read_pieces(html):
        if text:
            begin, end = end, end + len(text)
            yield _TEXT, unescape(text) if "&" in text else text, "", begin, end
        begin, end = end, end + length
        if form != _NONE:
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
        return _END, ended.lower(), "", len(tag)
    if not name:
        return _NONE, "", "", len(tag)
    if name.lower() in _RAW:
        raise ValueError(tag)
    return _BOTH if both else _BEGIN, name.lower(), attributes, len(tag)


def _balance(tokens: Iterable[_Token]) -> Iterator[Step]:
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
