"""Take apart HTML that is not written strictly, with Python's parser."""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import accumulate

Token = tuple[str, str, str, int, int]
"""A form, the name of a tag or the text, attributes as they are written, where it begins and ends."""

BEGIN, END, BOTH, TEXT, NONE = "<", "</", "</>", "", "<!"


class TolerantParser(HTMLParser):
    """Take apart what is not written strictly."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.html = html
        self.tokens: list[Token] = []
        self.pairs: list[tuple[str, str | None]] = []
        # HTMLParser counts lines by "\n" alone.
        self.lines = list(accumulate((len(line) + 1 for line in html.split("\n")), initial=0))

    @classmethod
    def read(cls, html: str) -> list[Token]:
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
        self.begin(BEGIN, tag, attrs)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag that is a whole element, as an XML parser reads it."""
        self.begin(BOTH, tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Keep an end tag."""
        begin = self.place()
        end = self.html.find(">", begin) + 1 or len(self.html)
        self.tokens.append((END, tag, "", begin, end))

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        begin = self.place()
        self.tokens.append((TEXT, data, "", begin, begin))

    def begin(self, form: str, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag, with its attributes as they are written."""
        begin = self.place()
        written = self.get_starttag_text() or ""
        self.pairs = attrs
        own = written[len(tag) + 1 :].removesuffix(">").removesuffix("/" if form == BOTH else "").rstrip()
        self.tokens.append((form, tag, own, begin, begin + len(written)))

    def place(self) -> int:
        """Return where the parser is."""
        line, column = self.getpos()
        return self.lines[line - 1] + column


def _as_tag(attributes: str) -> str:
    return "".join([BEGIN, "a", attributes, ">"])
