"""Make a gloss of a stretch of an instruction's logical line."""

from __future__ import annotations

from collections.abc import Iterable

from dockerlayers.explain.annotations import Gloss
from dockerlayers.syntax.nodes import LogicalLine
from dockerlayers.texts.inline import Inline, shorten

Range = tuple[int, int]
"""Offsets in a logical line, the end exclusive."""


def make_gloss(
    origin: LogicalLine, ranges: Iterable[Range], say: Inline, *, code: str = "", is_part: bool = False
) -> Gloss:
    """Explain words; `code` is what is shown of them, the text of the first range where it is not given."""
    found = list(ranges)
    start, end = found[0]
    return Gloss(
        code=shorten(code or origin.text[start:end]),
        places=tuple(place for begin, stop in found for place in origin.stretches(begin, stop)),
        say=say,
        is_part=is_part,
    )
