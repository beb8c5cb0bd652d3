"""The model: stages, what each instruction does to the image, and the image that comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from typing import NamedTuple

from dockerlayers.model.health import Health
from dockerlayers.model.steps import Does
from dockerlayers.syntax.nodes import Instruction, Span


class Effect(Enum):
    """What an instruction leaves in the image."""

    BASE = "base"
    """FROM: the layers and the config of what it starts from."""
    LAYER = "layer"
    """A filesystem layer, and a history entry."""
    METADATA = "metadata"
    """A history entry with `empty_layer`, and (but for ARG) a change of the image config."""
    NOTHING = "nothing"
    """No history entry: an ARG before the first FROM, ONBUILD (config only), and a line never reached."""


class HistoryEntry(NamedTuple):
    """An entry of the image's history; `instruction` is None for one that the base image brings."""

    created_by: str
    empty_layer: bool
    instruction: Instruction | None = None


make_entry: Callable[[tuple[str, bool, Instruction | None]], HistoryEntry]
make_entry = partial(tuple.__new__, HistoryEntry)
"""Make a HistoryEntry of its fields at once, as `make_word` does."""


class Undefined(NamedTuple):
    """A variable that is used although nothing declares it; `nearest` is a name like it that is set there."""

    name: str
    nearest: str | None
    span: Span | None


class Step(NamedTuple):
    """One instruction, evaluated in its stage.

    `does` is what it does there, None for a line that is never reached, as a fault comes first. `variables`
    are the variables that it uses, with the value they have there (None: not set). `undefined` are those that
    a word uses although nothing declares them, in order, a word after the other, each with the nearest name
    that is set there. `source_stages` are the indices of the stages that `--from` or a mount names, in that
    order. `is_onbuild` marks a trigger that a base stage or base image left. `directory` is the working
    directory that holds there, None where only the base image knows it. `partial` is what a line that ends
    the stage was read to do up to its fault.
    """

    instruction: Instruction
    effect: Effect
    created_by: str | None
    does: Does | None = None
    variables: tuple[tuple[str, str | None], ...] = ()
    undefined: tuple[Undefined, ...] = ()
    source_stages: tuple[int, ...] = ()
    is_onbuild: bool = False
    directory: str | None = None
    partial: Does | None = None


_StepFields = tuple[
    Instruction,
    Effect,
    str | None,
    Does | None,
    tuple[tuple[str, str | None], ...],
    tuple[Undefined, ...],
    tuple[int, ...],
    bool,
    str | None,
    Does | None,
]
make_step: Callable[[_StepFields], Step] = partial(tuple.__new__, Step)
"""Make a Step of its fields at once, as `make_word` does."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Stage:
    """A build stage.

    `name` is None when it has none. `base` is the reference after expansion, `base_stage` the index of the
    stage that it names, or None for an image; `variables` are those that FROM uses. `is_built` says whether
    the target needs the stage, `is_in_image` whether its layers are in the final image (the target stage and
    those that it is built FROM). A fragment without FROM is one stage with no `instruction` and no `base`.
    """

    index: int
    name: str | None
    instruction: Instruction | None
    base: str | None
    base_stage: int | None
    platform: str | None
    variables: tuple[str, ...]
    steps: tuple[Step, ...]
    is_built: bool
    is_in_image: bool

    @property
    def layer_count(self) -> int:
        """How many filesystem layers the stage itself adds."""
        return sum(step.effect is Effect.LAYER for step in self.steps)

    @property
    def base_image(self) -> str | None:
        """The reference of the image that it starts from; None where that is a stage, or nothing."""
        return self.base if self.base_stage is None and self.base != "scratch" else None


class ImageConfig(NamedTuple):
    """The OCI image config's `config` object; `cmd` and `entrypoint` are None where not set."""

    user: str = ""
    exposed_ports: tuple[str, ...] = ()
    env: tuple[tuple[str, str], ...] = ()
    entrypoint: tuple[str, ...] | None = None
    cmd: tuple[str, ...] | None = None
    volumes: tuple[str, ...] = ()
    working_dir: str = ""
    labels: tuple[tuple[str, str], ...] = ()
    stop_signal: str = ""
    shell: tuple[str, ...] | None = None
    healthcheck: Health | None = None
    on_build: tuple[str, ...] = ()

    @property
    def is_root(self) -> bool:
        """Say whether the user is root, as where none is set."""
        return self.user.partition(":")[0] in ("", "root", "0")


class StageImage(NamedTuple):
    """The image that a stage makes as the target; `option` is what `--target` takes, None without one."""

    option: str | None
    history: tuple[HistoryEntry, ...]
    config: ImageConfig
    base_is_known: bool


class Build(NamedTuple):
    """A whole build: the stages in file order, and the image that the target stage makes.

    `base_is_known` is False where the base image's config was not given: then `history` and `config` hold
    only what the Dockerfile itself adds, and what the base brings is open. `images` are those of all stages
    that could be the target, by the stage's index; those that this build does not work out in full are left
    out.
    """

    global_args: tuple[Step, ...]
    stages: tuple[Stage, ...]
    target: int
    history: tuple[HistoryEntry, ...]
    config: ImageConfig
    author: str
    base_is_known: bool
    is_fragment: bool = False
    images: tuple[tuple[int, StageImage], ...] = ()

    def chain(self, stage: Stage) -> Iterator[Stage]:
        """Yield a stage, the one that it is built from, and so on."""
        yield stage
        while stage.base_stage is not None:
            stage = self.stages[stage.base_stage]
            yield stage


Facts = Mapping[str, str | int]
"""What a rule says of this Dockerfile, by name."""


@dataclass(frozen=True, kw_only=True)
class Check:
    """A warning of `docker build --check`: `lines` are the physical lines that it names, `span` the place.

    `facts` are what `detail` says of this Dockerfile, by the names that the rule gives them.
    """

    rule: str
    detail: str
    lines: tuple[int, ...]
    span: Span | None = None
    facts: Facts = field(default_factory=dict)
