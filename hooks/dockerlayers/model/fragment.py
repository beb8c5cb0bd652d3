"""Fragments, as notes have them: no FROM, or `...` where lines are left out."""

from __future__ import annotations

from dataclasses import replace

from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.nodes import Dockerfile, Instruction

_OMISSION = lazy_pattern(r"\.{3,}|…+|⋯|⋮")


def without_omissions(dockerfile: Dockerfile) -> Dockerfile:
    """Take the lines that only say «here is something left out» from the instructions."""
    omissions = [one for one in dockerfile.instructions if _is_omission(one)]
    if not omissions:
        return dockerfile
    kept = tuple(one for one in dockerfile.instructions if not _is_omission(one))
    return replace(dockerfile, instructions=kept, omissions=tuple(one.line for one in omissions))


def _is_omission(instruction: Instruction) -> bool:
    return not instruction.arguments.text and bool(_OMISSION.fullmatch(instruction.keyword.text))


def is_fragment(dockerfile: Dockerfile) -> bool:
    """Say whether a Dockerfile is but a part of one: it has no FROM."""
    return all(instruction.name != "FROM" for instruction in dockerfile.instructions)
