"""The state of a stage while its instructions are folded into it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dockerlayers.errors import DockerfileError
from dockerlayers.model.health import Health
from dockerlayers.model.images import DEFAULT_PATH, BaseImage
from dockerlayers.model.places import WINDOWS, resolve_directory, to_own
from dockerlayers.model.references import Platform, parse_platform
from dockerlayers.model.types import HistoryEntry, ImageConfig, Step
from dockerlayers.syntax.nodes import Instruction, Span

SCRATCH_NAME = "scratch"
"""The base that is no image and has nothing in it."""


@dataclass(eq=False, kw_only=True)
class StageState:
    """A stage as BuildKit's frontend holds it: what FROM gave, then changed by every instruction.

    `env` is the image's, `variables` what words are expanded with (ENV and ARG together). `build_args` are
    the ARGs of the stage chain in order. An `index` of -1 stands for an image that only COPY or a
    mount names, at `span`. `system` is the operating system, `has_empty_run` says that a RUN has nothing to
    run, which no build gets past.
    """

    index: int
    instruction: Instruction | None
    base: str
    name: str = ""
    platform: str | None = None
    from_variables: tuple[str, ...] = ()
    base_state: StageState | None = None
    instructions: list[tuple[Instruction, bool]] = field(default_factory=list)
    sources: dict[int, list[StageState]] = field(default_factory=dict)
    image: BaseImage | None = None
    lines: tuple[int, ...] = ()
    span: Span | None = None

    # from here on, all but the steps and what is set is given by `start`
    user: str = field(init=False)
    exposed_ports: dict[str, None] = field(init=False)
    env: dict[str, str] = field(init=False)
    entrypoint: tuple[str, ...] | None = field(init=False)
    cmd: tuple[str, ...] | None = field(init=False)
    volumes: dict[str, None] = field(init=False)
    working_dir: str = field(init=False)
    labels: dict[str, str] = field(init=False)
    stop_signal: str = field(init=False)
    shell: tuple[str, ...] | None = field(init=False)
    healthcheck: Health | None = field(init=False)
    author: str = field(init=False)
    variables: dict[str, str] = field(init=False)
    build_args: dict[str, str | None] = field(init=False)
    on_build: list[str] = field(default_factory=list)
    history: list[HistoryEntry] = field(default_factory=list)

    system: str = "linux"
    has_empty_run: bool = False
    is_workdir_set: bool = False
    is_cmd_set: bool = False
    is_dispatched: bool = False
    is_known: bool = True
    steps: list[Step] = field(default_factory=list)
    error: DockerfileError | None = None

    @property
    def is_registered(self) -> bool:
        """Whether it is a stage of the Dockerfile (or the one of a fragment), and no image."""
        return self.index >= 0

    @property
    def stage_name(self) -> str:
        """The name that messages use."""
        return self.name or (f"stage-{self.index}" if self.is_registered else "")

    def dependencies(self) -> Iterator[tuple[Instruction, StageState]]:
        """Yield what the instructions take files from, with the instruction that does."""
        for position, sources in self.sources.items():
            for source in sources:
                yield self.instructions[position][0], source

    def start(self, target: Platform) -> None:
        """Take over what the base stage or base image brings; `target` is what the build is for."""
        self.system = self._find_system(target)
        if self.base_state:
            self._inherit(self.base_state)
        else:
            self._take(self.image or BaseImage(config=ImageConfig()))
        if self.is_known and self.system != WINDOWS:
            self.env.setdefault("PATH", DEFAULT_PATH)
        if self.working_dir:
            self.working_dir = to_own(resolve_directory("", self.working_dir, self.system), self.system)
        self.variables.update(self.env)
        self.is_dispatched = True

    def _find_system(self, target: Platform) -> str:
        """Find the operating system: that of the base stage, of `--platform`, or of the build's target."""
        if self.base_state:
            return self.base_state.system
        if self.platform and self.base != SCRATCH_NAME:
            return parse_platform(self.platform).os
        return target.os

    def _inherit(self, base: StageState) -> None:
        self.user, self.working_dir = base.user, base.working_dir
        self.entrypoint, self.cmd, self.shell = base.entrypoint, base.cmd, base.shell
        self.stop_signal, self.healthcheck, self.author = base.stop_signal, base.healthcheck, base.author
        self.exposed_ports, self.volumes = dict(base.exposed_ports), dict(base.volumes)
        self.env, self.labels = dict(base.env), dict(base.labels)
        self.variables, self.build_args = dict(base.variables), dict(base.build_args)
        self.is_workdir_set, self.is_known = base.is_workdir_set, base.is_known
        self.image = base.image

    def _take(self, image: BaseImage) -> None:
        config = image.config
        self.user, self.working_dir = config.user, config.working_dir
        self.entrypoint, self.cmd, self.shell = config.entrypoint, config.cmd, config.shell
        self.stop_signal, self.healthcheck, self.author = config.stop_signal, config.healthcheck, image.author
        self.exposed_ports = dict.fromkeys(config.exposed_ports)
        self.volumes = dict.fromkeys(config.volumes)
        self.env, self.labels = dict(config.env), dict(config.labels)
        self.variables, self.build_args = {}, {}
        self.is_known = image.is_known

    def full_history(self) -> list[HistoryEntry]:
        """Put the history together: the base image's, then that of each stage up to this one."""
        parts = [self.history]
        state = self
        while state.base_state:
            state = state.base_state
            parts.append(state.history)
        inherited = state.image.history if state.image else ()
        return [*inherited, *(entry for part in reversed(parts) for entry in part)]

    def config(self) -> ImageConfig:
        """Return the image config as it stands."""
        return ImageConfig(
            user=self.user,
            exposed_ports=tuple(self.exposed_ports),
            env=tuple(self.env.items()),
            entrypoint=self.entrypoint,
            cmd=self.cmd,
            volumes=tuple(self.volumes),
            working_dir=self.working_dir,
            labels=tuple(self.labels.items()),
            stop_signal=self.stop_signal,
            shell=self.shell,
            healthcheck=self.healthcheck,
            on_build=tuple(self.on_build),
        )
