"""The build context: which files a COPY or ADD finds there, and how large they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dockerlayers.model.dockerignore import DockerIgnore
from dockerlayers.model.paths import covers, has_wildcard
from dockerlayers.model.steps import Add, Copy
from dockerlayers.model.types import Step


@dataclass(frozen=True, kw_only=True)
class BuildContext:
    """The files of a build context, by path relative to its root, with their sizes in bytes.

    Files that `.dockerignore` excludes are among them; folders are not. `dockerfile` is the path of the
    Dockerfile, None where it lies elsewhere.
    """

    files: Mapping[str, int]
    ignore: DockerIgnore = field(default_factory=DockerIgnore)
    dockerfile: str | None = None


@dataclass(frozen=True, kw_only=True)
class CopiedSource:
    """What one source of a COPY or ADD selects: the files that go in, and those that are kept out.

    `is_missing` says that a build would fail: no wildcard, and nothing there that is not excluded.
    """

    source: str
    file_count: int
    byte_count: int
    ignored_count: int
    is_missing: bool


def select_sources(step: Step, context: BuildContext) -> tuple[CopiedSource, ...]:
    """Look up in the context what a COPY or ADD takes from it."""
    if not isinstance(step.does, Copy | Add):
        return ()
    return tuple(_select(source, context) for source in step.does.context_sources)


def _select(source: str, context: BuildContext) -> CopiedSource:
    found = [path for path in context.files if covers(source, path)]
    kept = [path for path in found if not context.ignore.excludes(path)]
    is_root = not source.strip("./")
    return CopiedSource(
        source=source,
        file_count=len(kept),
        byte_count=sum(context.files[path] for path in kept),
        ignored_count=len(found) - len(kept),
        is_missing=not kept and not has_wildcard(source) and not is_root,
    )
