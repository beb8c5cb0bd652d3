"""A practice: a rule of ours that Docker does not check."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from dockerlayers.checks.findings import Finding
from dockerlayers.checks.practices.survey import Survey, Visit


class At(NamedTuple):
    """Who looks at each instruction of a name, outside the triggers of the base."""

    instruction: str
    find: Callable[[Visit], Iterator[Finding]]


@dataclass(frozen=True, kw_only=True)
class Practice:
    """A practice, and who finds where it is not kept: `at` certain instructions, or `in_file`, in all of it.

    `url` is the official text that it rests on. `codes` are hadolint's that mean the same, so that a comment
    which silences one there silences it here: https://github.com/hadolint/hadolint#rules

    `weighed` are its cases in which there is as much to say for it as against it, "" for the usual one.
    """

    name: str
    url: str
    at: tuple[At, ...] = ()
    in_file: tuple[Callable[[Survey], Iterator[Finding]], ...] = ()
    codes: tuple[str, ...] = ()
    weighed: tuple[str, ...] = ()
