"""What the cache looks at before it takes a step over: the rules of `model/rebuild.py`, told for one step."""

from __future__ import annotations

from collections.abc import Sequence

from dockerlayers.errors import DockerfileError
from dockerlayers.model.mounts import Mount, parse_mount
from dockerlayers.model.sources import context_sources, has_flag
from dockerlayers.model.types import Effect, Step
from dockerlayers.render.facts.values import Json
from dockerlayers.syntax.nodes import Form

_COMMANDS = ("RUN", "CMD", "ENTRYPOINT")


def depends_value(step: Step) -> Json:
    """Write what a step depends on besides its own text.

    `environment` is every ENV and ARG before it; the variables that its words use stand in `variables`.
    """
    is_run = step.instruction.name == "RUN"
    is_linked = has_flag(step, "link") and not has_flag(step, "chmod")
    return depends_on(
        layers=step.effect is Effect.LAYER and not is_linked,
        environment=is_run,
        user=is_run or (step.instruction.name == "WORKDIR" and step.effect is Effect.LAYER),
        shell=step.instruction.name in _COMMANDS and step.instruction.form is Form.SHELL,
        files=(*context_sources(step), *_mounted_files(step)),
        stages=step.source_stages,
    )


def depends_on(
    *,
    layers: bool = False,
    environment: bool = False,
    user: bool = False,
    shell: bool = False,
    files: Sequence[str] = (),
    stages: Sequence[int] = (),
) -> Json:
    """Write what something depends on."""
    return {
        "layers": layers,
        "environment": environment,
        "user": user,
        "shell": shell,
        "files": list(files),
        "stages": list(stages),
    }


def _mounted_files(step: Step) -> list[str]:
    """List the paths of the build context that a RUN mounts."""
    flags = [flag for flag in step.instruction.flags if flag.name == "mount"]
    mounts = [_mount(flag.value or "") for flag in flags]
    return [one.source or "/" for one in mounts if one and one.type == "bind" and not one.source_name]


def _mount(text: str) -> Mount | None:
    """Read a mount as it is written; None where only the values of variables would tell what it is."""
    try:
        return parse_mount(text, lambda value: value)
    except DockerfileError:
        return None
