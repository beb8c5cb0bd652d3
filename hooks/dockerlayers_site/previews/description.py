"""Describe a page in a sentence or two: what its author wrote, else its first paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dockerlayers.elements import VOID_ELEMENTS
from dockerlayers_site.pages.html import HtmlReader
from dockerlayers_site.pages.steps import Step, take_steps

LONGEST = 160
"""What search engines and messengers show of a description, in characters."""

# Text in these is an aside, or code, or no sentence.
_ASIDES = frozenset(
    """figure aside blockquote table details pre ul ol dl script style svg nav""".split()  # noqa: SIM905
)
_ASIDE_CLASSES = frozenset({"admonition", "highlight", "grid", "footnote", "tabbed-set"})


def describe(html: str) -> str:
    """Return the first paragraph of a page's HTML as plain text, not too long; empty if there is none."""
    return describe_steps(take_steps(html))


def describe_steps(steps: Iterable[Step]) -> str:
    """Return the first paragraph on the way through a page's HTML, as `describe` does."""
    reader = _FirstParagraph()
    reader.follow(steps)
    return shorten(reader.found)


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


class _FirstParagraph(HtmlReader):
    """Find the text of the first paragraph that has any and is not in an aside."""

    def __init__(self) -> None:
        super().__init__()
        self.found = ""
        self._parts: list[str] | None = None
        # The depth of the outermost aside.
        self._aside_at: int | None = None

    def enter(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in VOID_ELEMENTS:
            self.text(" ")
        elif self._aside_at is None:
            is_number = tag == "sup" and self._parts is not None
            if (
                is_number
                or tag in _ASIDES
                or _ASIDE_CLASSES.intersection(attributes.get("class", "").split())
            ):
                self._aside_at = self.depth
            elif tag == "p":
                self._parts = []

    def leave(self, tag: str, *, is_own: bool) -> None:
        del is_own
        if self.depth == self._aside_at:
            self._aside_at = None
        elif tag == "p" and self._parts is not None and self._aside_at is None:
            self.found = " ".join("".join(self._parts).split())
            self._parts = None
            self.is_done = bool(self.found)

    def text(self, text: str) -> None:
        if self._parts is not None and self._aside_at is None:
            self._parts.append(text)
