"""Several Dockerfiles in one fence: a bad one and a good one, told apart by their comments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.nodes import Dockerfile, Instruction
from dockerlayers_site.fences.words import load_alternatives

_BAD = lazy_pattern(
    rf"[❌❎✗✘✖🚫👎⛔]|{load_alternatives('bad')}|^(?:\W*)(?:x|bad|before|wrong|don'?t|avoid)\b",
    re.IGNORECASE,
)
_GOOD = lazy_pattern(
    rf"[✅✔☑👍⭕🟢]|{load_alternatives('good')}|^(?:\W*)(?:o|good|after|right|do|better|best)\b",
    re.IGNORECASE,
)


class Merit(Enum):
    """What the comment above a Dockerfile says of it."""

    BAD = "bad"
    GOOD = "good"


@dataclass(frozen=True, kw_only=True)
class Variant:
    """One of the Dockerfiles: what its comment says, and its lines, `first` from 1 and `end` exclusive."""

    title: str
    kind: Merit | None
    first: int
    end: int
    source: str


def find_variants(dockerfile: Dockerfile) -> tuple[Variant, ...]:
    """Split what holds several Dockerfiles; return nothing where it is one.

    They are several where no stage has a name and none is copied from. One with a single FROM, or none,
    is split where its comments say bad and good.
    """
    starts = _starts(dockerfile)
    if len(starts) < 2:
        return ()
    return tuple(_variant(dockerfile, start, end) for start, end in _ranges(dockerfile, starts))


def are_told_apart(variants: Sequence[Variant]) -> bool:
    """Say whether the comments tell which is which."""
    return bool(variants) and all(one.kind for one in variants)


def _starts(dockerfile: Dockerfile) -> list[int]:
    instructions = dockerfile.instructions
    bases = [one for one in instructions if one.name == "FROM"]
    if len(bases) > 1:
        is_one = any(len(one.words) != 1 for one in bases) or any(map(_takes_from_stage, instructions))
        return [] if is_one else [_head(dockerfile, one) for one in bases]
    return [] if bases else _marked_starts(dockerfile)


def _takes_from_stage(instruction: Instruction) -> bool:
    owner = instruction.trigger or instruction
    return any(
        flag.name == "from" or (flag.name == "mount" and "from=" in (flag.value or ""))
        for flag in owner.flags
    )


def _marked_starts(dockerfile: Dockerfile) -> list[int]:
    """Return where the parts of a fragment begin, if one is bad and one good."""
    inside = {line for one in dockerfile.instructions for line in range(one.line, one.end_line + 1)}
    marked = [
        (comment.line, kind)
        for comment in dockerfile.comments
        if comment.line not in inside and (kind := _kind(comment.text))
    ]
    if {kind for _, kind in marked} != set(Merit):
        return []
    starts = [
        line
        for (line, kind), before in zip(marked, [None, *marked], strict=False)
        if not before or kind is not before[1]
    ]
    ends = [*starts[1:], len(dockerfile.lines) + 1]
    is_filled = all(
        any(start < one.line < end for one in dockerfile.instructions)
        for start, end in zip(starts, ends, strict=True)
    )
    is_first = all(one.line > starts[0] for one in dockerfile.instructions)
    return starts if is_filled and is_first else []


def _head(dockerfile: Dockerfile, base: Instruction) -> int:
    """Return the first of the comments above a FROM, and of the ARGs that belong to it."""
    before = [one.end_line for one in dockerfile.instructions if one.line < base.line and one.name != "ARG"]
    first = max(before, default=0) + 1
    filled = (number for number in range(first, base.line + 1) if dockerfile.lines[number - 1].strip())
    return next(filled, base.line)


def _ranges(dockerfile: Dockerfile, starts: list[int]) -> list[tuple[int, int]]:
    # Parser directives and what else stands on top belong to the first.
    starts = [1, *starts[1:]]
    return list(zip(starts, [*starts[1:], len(dockerfile.lines) + 1], strict=True))


def _variant(dockerfile: Dockerfile, start: int, end: int) -> Variant:
    first = min(one.line for one in dockerfile.instructions if start <= one.line < end)
    comments = [one.text for one in dockerfile.comments if start <= one.line <= first and one.text]
    told = next((text for text in comments if _kind(text)), "")
    lines = dockerfile.lines[start - 1 : end - 1]
    title = told.strip(" #-=*:") or next(iter(comments), "")
    return Variant(
        title=title, kind=_kind(told), first=start, end=end, source="\n".join(lines).rstrip() + "\n"
    )


def _kind(text: str) -> Merit | None:
    if _BAD.search(text.strip()):
        return Merit.BAD
    return Merit.GOOD if _GOOD.search(text.strip()) else None
