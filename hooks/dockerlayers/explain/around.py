"""What the steps of a build's stages know of each other, found once for all of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dockerlayers.model.steps import Cmd, Entrypoint, Shell
from dockerlayers.model.types import Build, Stage, Step

Words = tuple[str, ...]


class Start(NamedTuple):
    """What a stage ends with, those below it included: ENTRYPOINT, CMD, SHELL, and the stage at the bottom.

    `entrypoint` is the last ENTRYPOINT, also one that clears it; `command` is what CMD gives, empty where an
    ENTRYPOINT drops it; `shell` is None for the default one.
    """

    root: Stage
    entrypoint: Entrypoint | None = None
    command: Words = ()
    shell: Words | None = None

    @property
    def words(self) -> tuple[Words, Words]:
        """The words of ENTRYPOINT and those of CMD: a shell form takes no arguments."""
        if not self.entrypoint:
            return (), self.command
        return self.entrypoint.command, self.command if self.entrypoint.is_exec else ()


class Around:
    """What stands around the steps of a build, in time that grows with their number.

    `global_names` are the ARGs before the first FROM.
    """

    def __init__(self, build: Build) -> None:
        self._starts: dict[int, Start] = {}
        self._shells: dict[int, Words | None] = {}
        self._successors: dict[int, Step] = {}
        self.global_names = frozenset(
            pair.key for step in build.global_args for pair in step.instruction.pairs
        )
        for stage in build.stages:
            base = self._starts[stage.base_stage] if stage.base_stage is not None else Start(root=stage)
            self._starts[stage.index] = self._follow(base, stage.steps)
            self._look_back(stage.steps)

    def start(self, stage: Stage) -> Start:
        """Return what a stage ends with."""
        return self._starts[stage.index]

    def shell(self, step: Step) -> Words | None:
        """Return the SHELL that holds at a step of a stage, None for the default one."""
        return self._shells.get(id(step))

    def successor(self, step: Step) -> Step | None:
        """Return the last instruction of a step's name that follows in its stage: the one that counts."""
        return self._successors.get(id(step))

    def _follow(self, start: Start, steps: Iterable[Step]) -> Start:
        has_own_command = False
        for step in steps:
            self._shells[id(step)] = start.shell
            match step.does:
                case Cmd(command=words):
                    start, has_own_command = start._replace(command=words), True
                case Entrypoint() as does:
                    command = start.command if has_own_command else ()
                    start = start._replace(entrypoint=does, command=command)
                case Shell(command=words):
                    start = start._replace(shell=words)
        return start

    def _look_back(self, steps: tuple[Step, ...]) -> None:
        last: dict[str, Step] = {}
        for step in reversed(steps):
            if last.setdefault(step.instruction.name, step) is not step:
                self._successors[id(step)] = last[step.instruction.name]
