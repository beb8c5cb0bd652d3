"""Describe a page in a sentence or two: what its author wrote, else its first paragraph."""

from __future__ import annotations

from html.parser import HTMLParser

LONGEST = 160
"""What search engines and messengers show of a description, in characters."""

# Text in these is an aside, or code, or no sentence.
_ASIDES = frozenset(
    """figure aside blockquote table details pre ul ol dl script style svg nav""".split()  # noqa: SIM905
)
_ASIDE_CLASSES = frozenset({"admonition", "highlight", "grid", "footnote", "tabbed-set"})
_VOID = frozenset(
    """area base br col embed hr img input link meta param source track wbr""".split()  # noqa: SIM905
)


def describe(html: str) -> str:
    """Return the first paragraph of a page's HTML as plain text, not too long; empty if there is none."""
    parser = _FirstParagraph()
    parser.feed(html)
    parser.close()
    return shorten(parser.text)


def shorten(text: str) -> str:
    """Return a text in one line, cut behind a sentence or between words where it is too long."""
    plain = " ".join(text.split())
    if len(plain) <= LONGEST:
        return plain
    cut = plain[:LONGEST]
    end = cut.rfind(". ") + 1
    if end > LONGEST // 2:
        return cut[:end]
    return cut[: LONGEST - 1].rpartition(" ")[0].rstrip(" ,.;:·") + "…"


class _FirstParagraph(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.parts: list[str] | None = None
        # For each open element, whether it or one around it is an aside.
        self.open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            if self.parts is not None:
                self.parts.append(" ")
            return
        classes = set((dict(attrs).get("class") or "").split())
        inside = bool(self.open) and self.open[-1][1]
        is_number = tag == "sup" and self.parts is not None
        self.open.append((tag, inside or is_number or tag in _ASIDES or bool(classes & _ASIDE_CLASSES)))
        if tag == "p" and not self.open[-1][1] and not self.text:
            self.parts = []

    def handle_endtag(self, tag: str) -> None:
        if tag not in (name for name, _ in self.open):
            return
        while self.open.pop()[0] != tag:
            pass
        if tag == "p" and self.parts is not None:
            self.text = self.text or " ".join("".join(self.parts).split())
            self.parts = None

    def handle_data(self, data: str) -> None:
        if self.parts is not None and not (self.open and self.open[-1][1]):
            self.parts.append(data)
