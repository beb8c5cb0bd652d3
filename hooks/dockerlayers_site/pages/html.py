"""Walk through HTML, one element after the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Self

from dockerlayers_site.pages.steps import Step, StepKind, read_attributes, take_steps

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class HtmlReader:
    """Walk through HTML: `enter` and `leave` are called for each element, `text` for what stands in it.

    `depth` is the number of elements around: the same in both calls for one element; `begin` and `end` are
    where the tag or the text is in the HTML. A reader that has seen enough says so with `is_done`. An end tag
    ends what is still open in its element, too; one without a start tag is passed over. What is open at the
    end of the page is not left. `<path/>` is taken for a whole element, as an XML parser does.
    """

    def __init__(self) -> None:
        self.depth = self.begin = self.end = 0
        self.is_done = False

    @classmethod
    def read(cls, html: str) -> Self:
        """Return a reader that has gone through HTML."""
        reader = cls()
        reader.follow(take_steps(html))
        return reader

    def follow(self, steps: Iterable[Step]) -> None:
        """Go through steps, up to where enough is seen."""
        for kind, words, more, self.depth, self.begin, self.end in steps:
            if kind is StepKind.TEXT:
                self.text(words)
            elif kind is StepKind.ENTER:
                self.enter(words, read_attributes(str(more)))
            else:
                self.leave(words, is_own=bool(more))
            if self.is_done:
                return

    def enter(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Meet the begin of an element; an attribute without a value is empty."""

    def leave(self, tag: str, *, is_own: bool) -> None:
        """Meet the end of an element: `is_own` says whether its own end tag is there, or it has none."""

    def text(self, text: str) -> None:
        """Meet text, without character references."""
