"""Compilers that fetch the dependencies anew with every change of the source."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import NamedTuple

from dockerlayers.checks.findings import Finding
from dockerlayers.checks.mending.edits import Mend
from dockerlayers.checks.practices.images import short_name
from dockerlayers.checks.practices.survey import Survey, Visit
from dockerlayers.model.mount_values import MountType
from dockerlayers.model.steps import Add, Copy, Run, User
from dockerlayers.model.types import Facts
from dockerlayers.programs.calls import Call

_SOURCES = frozenset((".", "/", "*", "src", "app", "cmd"))


class _Tool(NamedTuple):
    """What builds with it, what fetches the dependencies alone, where it keeps them, and on which images."""

    building: frozenset[str]
    fetching: frozenset[str]
    caches: tuple[str, ...]
    images: tuple[str, ...]


_JAVA = ("amazoncorretto", "eclipse-temurin", "openjdk")
_MAVEN = _Tool(
    frozenset(("package", "install", "verify", "compile", "deploy")),
    frozenset(
        (
            "dependency:go-offline",
            "dependency:resolve",
            "de.qaware.maven:go-offline-maven-plugin:resolve-dependencies",
        )
    ),
    ("/root/.m2",),
    ("maven", *_JAVA),
)
_GRADLE = _Tool(
    frozenset(
        ("build", "bootJar", "bootWar", "assemble", "jar", "war", "shadowJar", "installDist", "fatJar")
    ),
    frozenset(("dependencies", "resolveDependencies")),
    ("/root/.gradle",),
    ("gradle", *_JAVA),
)
_TOOLS = {
    "mvn": _MAVEN,
    "mvnw": _MAVEN,
    "gradle": _GRADLE,
    "gradlew": _GRADLE,
    "go": _Tool(
        frozenset(("build", "install")),
        frozenset(("mod", "get")),
        ("/go/pkg/mod", "/root/.cache/go-build"),
        ("golang",),
    ),
    "cargo": _Tool(
        frozenset(("build", "install")),
        frozenset(("fetch", "chef", "vendor")),
        ("/usr/local/cargo/registry",),
        ("rust",),
    ),
}


def find_building(survey: Survey) -> Iterator[Finding]:
    """Find a stage that copies its source before its compiler has fetched anything."""
    for visits in survey.own_visits:
        copy: Visit | None = None
        done: set[str] = set()
        for visit in visits:
            if isinstance(visit.step.does, Copy | Add):
                copy = copy or (visit if _is_source(visit.step.does) else None)
                continue
            for call in visit.calls:
                tool = _TOOLS.get(call.name)
                is_new = tool and call.name not in done
                if not tool or not is_new or not (_fetches(call, tool) or _builds(call, tool)):
                    continue
                done.add(call.name)
                if copy and _builds(call, tool) and not _is_kept(visit, call):
                    yield _found(visit, copy, call, tool)


def _is_source(does: Copy | Add) -> bool:
    return any(posixpath.normpath(source) in _SOURCES for source in does.context_sources)


def _words(call: Call) -> list[str]:
    return [word.text for word in call.operands()]


def _fetches(call: Call, tool: _Tool) -> bool:
    return not tool.fetching.isdisjoint(_words(call))


def _builds(call: Call, tool: _Tool) -> bool:
    """Say whether the source is built, rather than a tool that is named with its version."""
    words = _words(call)
    if call.name in ("go", "cargo"):
        is_tool = (
            words[:1] == ["install"]
            and not call.has_option("--path")
            and (call.name == "cargo" or "@" in " ".join(words))
        )
        return bool(words) and words[0] in tool.building and not is_tool
    return any(word.rpartition(":")[2] in tool.building for word in words)


def _is_kept(visit: Visit, call: Call) -> bool:
    """Say whether the dependencies are there without being fetched: in a cache mount, or in the source."""
    mounts = visit.step.does.mounts if isinstance(visit.step.does, Run) else ()
    is_cached = any(mount.type is MountType.CACHE for mount in mounts)
    is_offline = call.has_option("--offline", "-o") and call.name != "go"
    return is_cached or is_offline or "vendor" in visit.survey.text_of(visit.stage)


def _found(visit: Visit, copy: Visit, call: Call, tool: _Tool) -> Finding:
    goal = next(word for word in _words(call) if word.rpartition(":")[2] in tool.building)
    facts: Facts = {"program": f"{call.name} {goal}", "line": copy.instruction.line}
    mend = _with_cache(visit, tool)
    return Finding("DependenciesAfterSource", visit.instruction, facts, mend=mend, case="building")


def _with_cache(visit: Visit, tool: _Tool) -> Mend | None:
    """Keep what is fetched in a cache mount, in a stage that leaves none of it in the image."""
    base = visit.survey.base_of(visit.stage)
    has_user = any(isinstance(one.step.does, User) for one in visit.before)
    if visit.stage.is_in_image or visit.body or has_user or not base or short_name(base) not in tool.images:
        return None
    return visit.mend((0, 0, "".join(f"--mount=type=cache,target={path} " for path in tool.caches)))
