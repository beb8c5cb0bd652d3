"""What the checks and the practices find."""

from __future__ import annotations

from typing import NamedTuple

from dockerlayers.checks.mending.edits import Mend
from dockerlayers.model.types import Facts
from dockerlayers.syntax.nodes import Flag, Instruction, Span, Word


class Finding(NamedTuple):
    """A rule that is not kept: at which instruction, with the facts of its texts, and the place at fault.

    `mend` are the lines as they would be, where that is certain. `case` chooses among a rule's texts, where
    it has more than one. `others` are those of the same rule and case further below.
    """

    rule: str
    instruction: Instruction
    facts: Facts
    place: Word | Flag | Span | None = None
    mend: Mend | None = None
    case: str = ""
    others: tuple[Finding, ...] = ()

    @property
    def all(self) -> tuple[Finding, ...]:
        """All places: the first one, and the others."""
        return (self, *self.others)
