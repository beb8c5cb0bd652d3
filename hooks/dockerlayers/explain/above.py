"""What stands above an instruction in its stage, and is a part of RUN's cache key."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from dockerlayers.model.rebuild import PROXIES
from dockerlayers.model.steps import Arg, Env, Shell, User
from dockerlayers.model.types import Build


class Above(NamedTuple):
    """The variables that ENV and ARG have declared, and whether there was a USER or a SHELL.

    `values` are theirs, None where only `--build-arg` would give one; `names` are those in RUN's cache key.
    """

    values: Mapping[str, str | None] = MappingProxyType({})
    names: tuple[str, ...] = ()
    has_user: bool = False
    has_shell: bool = False


def list_above(build: Build) -> Mapping[int, Above]:
    """Find what stands above each step of all stages, by the step's id."""
    found: dict[int, Above] = {}
    ends: dict[int, Above] = {}
    for stage in build.stages:
        above = ends.get(stage.base_stage, Above()) if stage.base_stage is not None else Above()
        for step in stage.steps:
            found[id(step)] = above
            match step.does:
                case Env(pairs=pairs) | Arg(pairs=pairs):
                    values = {**above.values, **dict(pairs)}
                    names = tuple(name for name in values if name.lower() not in PROXIES)
                    above = above._replace(values=values, names=names)
                case User():
                    above = above._replace(has_user=True)
                case Shell():
                    above = above._replace(has_shell=True)
        ends[stage.index] = above
    return found
