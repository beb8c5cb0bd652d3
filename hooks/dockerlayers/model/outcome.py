"""What becomes of a layer, and how what has changed above is handed down to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from dockerlayers.model.changes import Doubt, Rebuild
from dockerlayers.model.depends import Dependencies


class Outcome(NamedTuple):
    """A state, and on what it depends where it is «maybe»."""

    state: Rebuild
    doubts: frozenset[Doubt] = frozenset()

    def __bool__(self) -> bool:
        """Whether it is anything but cached."""
        return bool(self.state)

    def join(self, other: Outcome) -> Outcome:
        """Return what two influences make together: what is certain wins, doubts add up."""
        if self.state is not other.state:
            return self if self.state > other.state else other
        return self if self.doubts == other.doubts else Outcome(self.state, self.doubts | other.doubts)

    def doubted(self, doubt: Doubt) -> Outcome:
        """Return the same as «maybe» at most, with one doubt more."""
        return Outcome(Rebuild.MAYBE, self.doubts | {doubt}) if self else self


CACHED = Outcome(Rebuild.CACHED)
REBUILT = Outcome(Rebuild.REBUILT)


def join_outcomes(outcomes: Iterable[Outcome]) -> Outcome:
    """Join any number of outcomes."""
    result = CACHED
    for one in outcomes:
        result = result.join(one)
    return result


@dataclass(kw_only=True)
class Influence:
    """What has changed above a step, of all that a step can depend on; and ONBUILD triggers."""

    layers: Outcome = CACHED
    variables: dict[str, Outcome] = field(default_factory=dict)
    user: Outcome = CACHED
    shell: Outcome = CACHED
    directory: Outcome = CACHED
    triggers: set[int] = field(default_factory=set)

    def copy(self) -> Influence:
        """Hand everything but the triggers on to a stage that is built from this one."""
        return Influence(
            layers=self.layers,
            variables=dict(self.variables),
            user=self.user,
            shell=self.shell,
            directory=self.directory,
        )

    @property
    def is_felt(self) -> bool:
        """Whether anything has changed at all."""
        states = self.layers.state, self.user.state, self.shell.state, self.directory.state
        return any(states) or bool(self.variables or self.triggers)

    def reach(self, depends: Dependencies) -> Outcome:
        """Tell what a step becomes by all that it depends on, other than the layers and stages."""
        result = self.read(depends.variables)
        if depends.environment and self.variables:
            result = result.join(join_outcomes(self.variables.values()))
        if depends.user:
            result = result.join(self.user)
        if depends.shell:
            result = result.join(self.shell)
        return result.join(self.directory) if depends.directory else result

    def read(self, names: Collection[str]) -> Outcome:
        """Tell whether one of these variables has another value."""
        if not self.variables or not names:
            return CACHED
        return join_outcomes(self.variables[name] for name in names if name in self.variables)

    def set_variables(self, names: Iterable[str], outcome: Outcome) -> None:
        """Note that variables are set: to another value, or to the one that they had before the change."""
        for name in names:
            if outcome or name in self.variables:
                self.variables[name] = set_again(self.variables.get(name, CACHED), outcome)


def set_again(before: Outcome, outcome: Outcome) -> Outcome:
    """Tell of a value that is set: what it was before is gone, though it may still have mattered."""
    return outcome or before.doubted(Doubt.OVERRIDDEN)
