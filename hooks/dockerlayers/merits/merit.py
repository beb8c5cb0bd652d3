"""A merit: something that is done well, and who finds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from dockerlayers.checks.practices.survey import Survey, Visit
from dockerlayers.model.context import BuildContext
from dockerlayers.model.steps import Run
from dockerlayers.model.types import Facts
from dockerlayers.overview.types import Overview
from dockerlayers.syntax.nodes import Instruction


class Merit(NamedTuple):
    """A rule that is kept, at which instructions, with the facts of its texts.

    `case` chooses among a rule's texts, where it has more than one.
    """

    rule: str
    instructions: tuple[Instruction, ...]
    facts: Facts
    case: str = ""

    @property
    def lines(self) -> tuple[tuple[int, int], ...]:
        """The first and the last line of each instruction, each once and in order."""
        return tuple(sorted({(one.line, one.end_line) for one in self.instructions}))


@dataclass(frozen=True, kw_only=True, eq=False)
class Whole:
    """A whole Dockerfile as the merits see it; `context` is None where it is not known."""

    survey: Survey
    overview: Overview
    context: BuildContext | None

    @cached_property
    def runs(self) -> tuple[Visit, ...]:
        """The RUNs that the build needs and the file's own lines make."""
        return tuple(
            visit
            for visits in self.survey.own_visits
            for visit in visits
            if visit.stage.is_built and isinstance(visit.step.does, Run)
        )


@dataclass(frozen=True, kw_only=True)
class MeritRule:
    """A rule: `find` yields where it is kept. `url` is the official text that it rests on."""

    name: str
    url: str
    find: Callable[[Whole], Iterator[Merit]]
