"""What COPY and ADD put where: the directory, several files on one name, and all of the build context."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from dockerlayers.checks.findings import Finding
from dockerlayers.checks.mending.edits import Mend, replace_lines
from dockerlayers.checks.practices.images import find_directory
from dockerlayers.checks.practices.practice import At, Practice
from dockerlayers.checks.practices.survey import Survey, Visit
from dockerlayers.model.context import select_sources
from dockerlayers.model.paths import has_wildcard
from dockerlayers.model.steps import Add, Copy, Workdir
from dockerlayers.model.types import Facts
from dockerlayers.patterns import lazy_pattern

WINDOWS = lazy_pattern(r"windows|nanoserver|servercore")
_SYSTEM = "usr|etc|var|tmp|s?bin|lib|dev|opt|proc|sys|root|home|run|mnt|srv"
_PATHS = lazy_pattern(rf"(?:^|[\s\"'=:,\[])/(?!(?:{_SYSTEM})\b)\w")
"""A path from the root that may be one of the copied files."""
_WHOLE = frozenset((".", "./", "/"))
_UNWANTED = (".git", "node_modules", ".env", ".venv", "__pycache__", ".gradle", ".idea")
_BUILDING_ONE = lazy_pattern(r"\bbootJar\b")
_BUILDING_MORE = lazy_pattern(r"gradlew?\b[^\n;&|]*\b(?:build|assemble|jar)\b")


def find_relative(survey: Survey) -> Iterator[Finding]:
    """Find copies to a relative path in no WORKDIR of the file; one WORKDIR mends a stage."""
    if survey.build.is_fragment or survey.dockerfile.omissions or survey.build.base_is_known:
        return
    for visits in survey.own_visits:
        is_first = True
        for visit in visits:
            finding = _relative(visit, is_first=is_first)
            if finding:
                is_first = False
                yield finding


def _relative(visit: Visit, *, is_first: bool) -> Finding | None:
    does = visit.step.does
    if not isinstance(does, Copy | Add) or visit.step.directory is not None:
        return None
    path = does.destination
    base = visit.survey.base_of(visit.stage)
    is_open = "$" in visit.instruction.words[-1].text
    if is_open or re.search(r"^/|[\\:]", path) or not base or WINDOWS.search(base.familiar):
        return None
    directory = find_directory(base)
    facts: Facts = {"path": path}
    if directory is None:
        return Finding("CopyToRelativePath", visit.instruction, facts, case="unknown")
    if directory != "/":
        return None
    mend = _with_workdir(visit) if is_first else None
    return Finding("CopyToRelativePath", visit.instruction, facts, mend=mend)


def _with_workdir(visit: Visit) -> Mend | None:
    """Set a working directory before the first copy, where nobody looks for the files at the root."""
    is_taken = any(
        visit.stage.index in step.source_stages for one in visit.survey.build.stages for step in one.steps
    )
    is_taken = is_taken or any(one.base_stage == visit.stage.index for one in visit.survey.build.stages)
    behind = (visit, *visit.after)
    has_paths = any(_PATHS.search(one.instruction.arguments.text) for one in behind)
    if is_taken or has_paths or any(isinstance(one.step.does, Workdir) for one in behind):
        return None
    line = visit.instruction.line
    return replace_lines(visit.survey.lines, line, line, ["WORKDIR /app", visit.survey.lines[line - 1]])


def find_many(visit: Visit) -> Iterator[Finding]:
    """Find a pattern of JARs that is copied to the name of one file."""
    does = visit.step.does
    if (
        not isinstance(does, Copy | Add)
        or len(does.sources) != 1
        or not does.destination.endswith((".jar", ".war"))
    ):
        return
    source = does.sources[0]
    name = posixpath.basename(source)
    if not has_wildcard(name) or not name.endswith((".jar", ".war")) or "plain" in name:
        return
    if _is_one(visit, does):
        return
    case = "gradle" if "build/libs" in source or "gradle" in _texts(visit) else ""
    facts: Facts = {"pattern": source, "path": does.destination}
    yield Finding("ManyFilesToOne", visit.instruction, facts, case=case)


def _is_one(visit: Visit, does: Copy | Add) -> bool:
    """Say whether it is known that one file matches: of the context, or as nothing else is built."""
    context = visit.survey.context
    if context and does.context_sources:
        return all(one.file_count == 1 for one in select_sources(visit.step, context))
    text = _texts(visit)
    return bool(_BUILDING_ONE.search(text)) and not _BUILDING_MORE.search(text)


def _texts(visit: Visit) -> str:
    """Return what is written in the stages that files are taken from."""
    stages = visit.survey.build.stages
    return "\n".join(visit.survey.text_of(stages[index]) for index in visit.step.source_stages)


def find_unignored(survey: Survey) -> Iterator[Finding]:
    """Find the first copy of all the context: what it takes along, or may take, without `.dockerignore`."""
    if survey.build.is_fragment:
        return
    for visits in survey.own_visits:
        for visit in visits:
            does = visit.step.does
            if (
                isinstance(does, Copy | Add)
                and not _WHOLE.isdisjoint(does.context_sources)
                and not does.excludes
            ):
                yield from _unignored(survey, visit)
                return


def _unignored(survey: Survey, visit: Visit) -> Iterator[Finding]:
    if survey.context is None:
        yield Finding("DockerignoreMissing", visit.instruction, {}, case="unknown")
        return
    kept = {path.split("/")[0] for path in survey.context.files if not survey.context.ignore.excludes(path)}
    nested = {
        part
        for path in survey.context.files
        if not survey.context.ignore.excludes(path)
        for part in path.split("/")
    }
    found = [
        name
        for name in _UNWANTED
        if name in kept or (name in ("node_modules", "__pycache__") and name in nested)
    ]
    if found:
        yield Finding("DockerignoreMissing", visit.instruction, {"files": ", ".join(found)})


PRACTICES = (
    Practice(
        name="CopyToRelativePath",
        url="https://docs.docker.com/build/building/best-practices/#workdir",
        in_file=(find_relative,),
        codes=("DL3045",),
    ),
    Practice(
        name="ManyFilesToOne",
        url="https://docs.docker.com/reference/dockerfile/#destination",
        at=(At("COPY", find_many), At("ADD", find_many)),
    ),
    Practice(
        name="DockerignoreMissing",
        url="https://docs.docker.com/build/building/best-practices/#exclude-with-dockerignore",
        in_file=(find_unignored,),
        weighed=("unknown",),
    ),
)
