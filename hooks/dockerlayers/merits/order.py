"""The order of the steps, so that the cache is kept: dependencies before the source, results alone."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import lru_cache

from dockerlayers.checks.practices.survey import Visit
from dockerlayers.merits.merit import Merit, MeritRule, Whole
from dockerlayers.model.mount_values import MountType
from dockerlayers.model.paths import clean_source
from dockerlayers.model.steps import Add, Copy, Run
from dockerlayers.overview.types import AddedKind
from dockerlayers.programs.makers import load_makers

_EVERYTHING = ("", "*")
_SOURCES = ("src", "source", "app", "lib", "cmd", "internal", "pkg")


def find_dependencies_first(whole: Whole) -> Iterator[Merit]:
    """Find stages that copy a list of dependencies, install them, and copy the source only then."""
    for visits in whole.survey.own_visits:
        if visits and visits[0].stage.is_built:
            yield from _in_order(visits)


def _in_order(visits: list[Visit]) -> Iterator[Merit]:
    """Look for lists, what installs, and what is copied after it; a source before it spoils the order."""
    lists: list[Visit] = []
    install: tuple[Visit, str] | None = None
    for visit in visits:
        paths = _context_paths(visit)
        if install and paths:
            steps = tuple(one.instruction for one in (*lists, install[0], visit))
            case = "" if any(isinstance(one.step.does, Copy | Add) for one in lists) else "mounted"
            yield Merit("DependenciesFirst", steps, {"program": install[1]}, case)
            return
        if any(_is_source(path) for path in paths):
            return
        lists += [visit] if any(_is_list(path) for path in paths) else []
        program = _installer(visit)
        if program and lists and not install:
            install = visit, program


def _context_paths(visit: Visit) -> list[str]:
    """List what a step takes from the build context, or what a RUN has mounted of it."""
    does = visit.step.does
    return [clean_source(one) for one in does.context_sources] if isinstance(does, Copy | Add | Run) else []


def _is_source(path: str) -> bool:
    """Say whether a path is all of the context, or a folder of the source."""
    return path in _EVERYTHING or path.partition("/")[0] in _SOURCES


def _is_list(path: str) -> bool:
    """Say whether a path names dependencies, as the programs that install them know it."""
    return _is_known_list(posixpath.basename(path))


@lru_cache(maxsize=1024)
def _is_known_list(name: str) -> bool:
    patterns = (one for kind in load_makers("fetchers").makers.values() for one in kind.lists)
    return any(fnmatchcase(name, one) for one in patterns)


def _installer(visit: Visit) -> str:
    """Name the program that installs what a list names, with its command."""
    fetchers = load_makers("fetchers")
    for call in visit.calls:
        if fetchers.find(call) and not call.has_option("-g", "--global"):
            count = 2 if call.name == "go" else 1
            return " ".join((call.name, *(word.text for word in call.operands()[:count])))
    return ""


def find_results_alone(whole: Whole) -> Iterator[Merit]:
    """Find the steps that take what other stages made, where the image itself builds nothing."""
    overview = whole.overview
    is_whole = any(one.kind is AddedKind.ALL for one in overview.added)
    if overview.base is None or not overview.makes or overview.own_makes or overview.takes_folder or is_whole:
        return
    taking = [
        visit.instruction
        for visits in whole.survey.image_visits
        for visit in visits
        if isinstance(visit.step.does, Copy) and visit.step.source_stages
    ]
    if taking:
        yield Merit("ResultsAlone", tuple(taking), {})


def find_cache_mounts(whole: Whole) -> Iterator[Merit]:
    """Find RUNs with a cache mount."""
    found = {
        visit.instruction: mount.target
        for visits in whole.survey.own_visits
        for visit in visits
        if visit.stage.is_built and isinstance(visit.step.does, Run)
        for mount in visit.step.does.mounts
        if mount.type is MountType.CACHE
    }
    if found:
        yield Merit("CacheMount", tuple(found), {"path": next(iter(found.values()))})


RULES = (
    MeritRule(
        name="DependenciesFirst",
        url="https://docs.docker.com/build/cache/optimize/#order-your-layers",
        find=find_dependencies_first,
    ),
    MeritRule(
        name="ResultsAlone",
        url="https://docs.docker.com/build/building/multi-stage/",
        find=find_results_alone,
    ),
    MeritRule(
        name="CacheMount",
        url="https://docs.docker.com/build/cache/optimize/#use-cache-mounts",
        find=find_cache_mounts,
    ),
)
