"""What stands above an instruction in its stage, and is a part of RUN's cache key."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dockerlayers.model.rebuild import PROXIES
from dockerlayers.model.steps import Arg, Env, Shell, User
from dockerlayers.model.types import Build

_MOST = 4
"""How many names are kept; sentences show fewer."""

Value = str | None


class _Log:
    """The variables of a stage and of those built from it, one change behind the other.

    So that what holds above each of many steps takes no room of its own: a step only knows how far it has
    come.
    """

    def __init__(self, below: Variables | None = None) -> None:
        self.below = below
        self.length = 0
        self.changes: dict[object, tuple[list[int], list[Value]]] = {}

    def set(self, name: str, value: Value) -> None:
        self.length += 1
        positions, values = self.changes.setdefault(name, ([], []))
        positions.append(self.length)
        values.append(value)


class Variables:
    """The variables that ENV and ARG have declared; None is one that only `--build-arg` gives a value."""

    def __init__(self, log: _Log | None = None) -> None:
        self._log = log or _Log()
        self._position = self._log.length

    def __contains__(self, name: object) -> bool:
        return self._find(name) is not None

    def get(self, name: str) -> Value:
        """Return the value of a variable, if it has one."""
        found = self._find(name)
        return found[0] if found else None

    def _find(self, name: object) -> tuple[Value] | None:
        view: Variables | None = self
        while view:
            positions, values = view._log.changes.get(name, ((), ()))
            index = bisect_right(positions, view._position)
            if index:
                return (values[index - 1],)
            view = view._log.below
        return None

    def plus(self, name: str, value: Value) -> Variables:
        """Return these variables and another one that follows."""
        log = self._log if self._position == self._log.length else _Log(self)
        log.set(name, value)
        return Variables(log)


class Above(NamedTuple):
    """The variables that ENV and ARG have declared, and whether there was a USER or a SHELL.

    `names` are the first of those that are in RUN's cache key, `name_count` is how many there are.
    """

    values: Variables
    names: tuple[str, ...] = ()
    name_count: int = 0
    has_user: bool = False
    has_shell: bool = False


def list_above(build: Build) -> Mapping[int, Above]:
    """Find what stands above each step of all stages, by the step's id."""
    found: dict[int, Above] = {}
    ends: dict[int, Above] = {}
    for stage in build.stages:
        above = ends[stage.base_stage] if stage.base_stage is not None else Above(Variables())
        for step in stage.steps:
            found[id(step)] = above
            match step.does:
                case Env(pairs=pairs) | Arg(pairs=pairs):
                    above = _declare(above, pairs)
                case User():
                    above = above._replace(has_user=True)
                case Shell():
                    above = above._replace(has_shell=True)
        ends[stage.index] = above
    return found


def _declare(above: Above, pairs: Iterable[tuple[str, Value]]) -> Above:
    values, names, count = above.values, above.names, above.name_count
    for name, value in pairs:
        if name not in values and name.lower() not in PROXIES:
            names, count = (*names, name)[:_MOST], count + 1
        values = values.plus(name, value)
    return above._replace(values=values, names=names, name_count=count)
