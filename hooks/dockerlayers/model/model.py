"""The model while it is worked out, with all that the build checks look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dockerlayers.errors import DockerfileError
from dockerlayers.model.context import BuildContext
from dockerlayers.model.images import BaseImage
from dockerlayers.model.references import DEFAULT_PLATFORM, Platform
from dockerlayers.model.stages import Stages
from dockerlayers.model.state import StageState
from dockerlayers.model.types import Step
from dockerlayers.syntax.expansion import Expansion
from dockerlayers.syntax.nodes import Dockerfile, Instruction


@dataclass(frozen=True, kw_only=True, eq=False)
class BuildOptions:
    """What `docker build` is called with; `images` are known base images, by familiar reference or `*`."""

    target: str | None = None
    build_args: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    platform: Platform = DEFAULT_PLATFORM
    images: Mapping[str, BaseImage] = field(default_factory=dict)
    context: BuildContext | None = None


@dataclass(eq=False, kw_only=True)
class Model:
    """All that was worked out, also when an error ended it: what the build checks look at.

    `froms` holds, per stage, what the base and the platform of FROM became. `instructions` are those that
    were accepted one by one, `error` is what ends a build of the target, `check_error` what ends a check of
    all stages. `build_args` are those given, with the time of SOURCE_DATE_EPOCH as a number.
    """

    dockerfile: Dockerfile
    options: BuildOptions
    instructions: list[Instruction] = field(default_factory=list)
    global_steps: list[Step] = field(default_factory=list)
    automatic_args: dict[str, str] = field(default_factory=dict)
    global_args: dict[str, str] = field(default_factory=dict)
    froms: list[tuple[Instruction, Expansion, Expansion | None]] = field(default_factory=list)
    are_stages_complete: bool = False
    stages: Stages = field(default_factory=lambda: Stages("\\"))
    target: StageState | None = None
    needed: set[StageState] = field(default_factory=set)
    error: DockerfileError | None = None
    check_error: DockerfileError | None = None
    build_args: Mapping[str, str] = field(default_factory=dict)
    is_fragment: bool = False
