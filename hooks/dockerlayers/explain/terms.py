"""The words that a newcomer lacks, each explained where it first occurs in a breakdown and not again."""

from __future__ import annotations

from collections.abc import Iterator

from dockerlayers.explain.scene import Scene
from dockerlayers.model.mount_values import MountType
from dockerlayers.model.steps import Add, Cmd, Copy, Entrypoint, Healthcheck, Run
from dockerlayers.model.types import Build, Stage
from dockerlayers.patterns import lazy_pattern
from dockerlayers.texts.inline import Inline
from dockerlayers.texts.texts import Texts

# What the name or the tag of an image says of what is in it, by the texts that explain it.
_IMAGES = (
    ("slim", lazy_pattern(r":[^@]*\bslim\b")),
    ("alpine", lazy_pattern(r":[^@]*\balpine|(?:^|/)alpine(?:[:@]|$)")),
    ("distroless", lazy_pattern(r"\bdistroless\b")),
    ("jre", lazy_pattern(r":[^@]*\bjre\b")),
    ("jdk", lazy_pattern(r":[^@]*\bjdk\b")),
)

_MOUNTS = {MountType.CACHE: "cache", MountType.SECRET: "secret"}


class Terms:
    """Explains words as they occur, from the first line of a file to the last."""

    def __init__(self, texts: Texts, build: Build) -> None:
        self.texts = texts
        self.build = build
        self.told: set[str] = set()

    def explain_base(self, stage: Stage) -> tuple[Inline, ...]:
        """Explain what a FROM speaks of."""
        return self._tell(_find_in_base(self.build, stage))

    def explain_step(self, scene: Scene) -> tuple[Inline, ...]:
        """Explain what an instruction speaks of."""
        return self._tell(_find_in_step(scene))

    def _tell(self, found: Iterator[str]) -> tuple[Inline, ...]:
        new = [name for name in dict.fromkeys(found) if name not in self.told]
        self.told.update(new)
        return tuple(self.texts.say(f"term.{name}.says") for name in new)


def _find_in_base(build: Build, stage: Stage) -> Iterator[str]:
    if stage.name and len(build.stages) > 1:
        yield "stage"
    if stage.base and stage.base_stage is None:
        yield from (name for name, pattern in _IMAGES if pattern.search(stage.base))


def _find_in_step(scene: Scene) -> Iterator[str]:
    match scene.step.does:
        case Copy(origin=origin, sources=sources):
            if sources:
                yield "from" if origin else "context"
        case Add(sources=sources):
            if any("://" not in source and "@" not in source for source in sources):
                yield "context"
        case Run() as run:
            yield from _find_in_run(run)
        case Cmd(command=command, is_exec=is_exec) if command:
            yield "exec" if is_exec else "shell"
            if scene.entrypoint:
                yield "arguments"
        case Entrypoint(command=command, is_exec=is_exec) if command:
            yield "exec" if is_exec else "shell"
        case Healthcheck():
            yield "health"


def _find_in_run(run: Run) -> Iterator[str]:
    if run.is_exec:
        yield "exec"
    if run.script:
        yield "heredoc"
    yield from (_MOUNTS[mount.type] for mount in run.mounts if mount.type in _MOUNTS)
