"""What the steps of a build make, fetch, install and copy."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator

from dockerlayers.bases.known import Base, find_base
from dockerlayers.checks.practices.survey import Survey, Visit
from dockerlayers.model.paths import clean_source
from dockerlayers.model.sources import is_git, is_url
from dockerlayers.model.steps import Add, Copy
from dockerlayers.model.types import Stage
from dockerlayers.overview.types import Added, AddedKind, Installed, Made
from dockerlayers.patterns import lazy_pattern
from dockerlayers.programs.calls import Call
from dockerlayers.programs.makers import Maker, find_by_output, load_makers

_ARCHIVE = lazy_pattern(r".*\.(?:tar(?:\.\w+)?|t[bgx]z2?)", re.IGNORECASE)
_FILE = lazy_pattern(r"[^/]*[\w*?\])]\.[\w*?]+")
_REMOVERS = ("del", "purge", "autoremove", "remove", "erase", "auto")
_LOADERS = {"clone": {"git"}, "load": {"curl", "wget", "Invoke-WebRequest"}}
_VIRTUAL = ("-t", "--virtual")


def base_of(survey: Survey, stage: Stage) -> Base | None:
    """Find what a stage stands on in the end; None for a fragment."""
    root = list(survey.build.chain(stage))[-1]
    return find_base(root.base) if root.base is not None else None


def list_made(survey: Survey, stage: Stage) -> list[Made]:
    """List what the steps of a stage build; what only names a tool is left out beside what names more."""
    base = base_of(survey, stage) or Base(reference="")
    makers = load_makers("makers")
    found: dict[str, Made] = {}
    for visit in survey.visits(stage):
        for call in visit.calls:
            maker = makers.find(call)
            if maker:
                made = Made(maker.name, maker.language, base, stage.index, visit.instruction.line)
                found.setdefault(maker.name, made)
    exact = [one for one in found.values() if not makers.makers[one.maker].is_generic]
    return exact or list(found.values())[:1]


def find_output(survey: Survey, stages: Iterable[Stage]) -> dict[int, Maker]:
    """Find who wrote what is copied out of stages, where the path alone tells it: a maker for each stage."""
    found: dict[int, Maker] = {}
    for stage in stages:
        for visit in survey.visits(stage):
            does = visit.step.does
            for source in does.sources if isinstance(does, Copy) and visit.step.source_stages else ():
                maker = find_by_output(source)
                if maker:
                    found[visit.step.source_stages[0]] = maker
    return found


def list_fetched(visits: Iterable[Visit]) -> tuple[str, ...]:
    """List the kinds of dependencies that are installed as a list names them."""
    fetchers = load_makers("fetchers")
    found = (fetchers.find(call) for visit in visits for call in visit.calls if not _is_global(call))
    return tuple(dict.fromkeys(one.name for one in found if one))


def _is_global(call: Call) -> bool:
    return call.name == "npm" and call.has_option("-g", "--global")


def list_downloads(visits: Iterable[Visit]) -> tuple[str, ...]:
    """List by which kind of program files are loaded."""
    names = {
        call.name for visit in visits for call in visit.calls if call.name != "git" or "clone" in _words(call)
    }
    return tuple(kind for kind, programs in _LOADERS.items() if names & programs)


def _words(call: Call) -> list[str]:
    return [word.text for word in call.operands()[:1]]


def list_installed(visits: Iterable[Visit]) -> tuple[Installed, ...]:
    """List the packages that stay: a RUN that removes some again is believed to keep only the others."""
    found: dict[str, dict[str, None]] = {}
    for visit in visits:
        for kind, packages in _installed(visit):
            found.setdefault(kind, {}).update(dict.fromkeys(packages))
    return tuple(Installed(kind, tuple(packages)) for kind, packages in found.items() if packages)


def _installed(visit: Visit) -> Iterator[tuple[str, list[str]]]:
    packages = load_makers("packages")
    removed: set[str] = set()
    marks = False
    for call in visit.calls:
        operands = [word.text for word in call.operands()]
        if operands and operands[0] in _REMOVERS:
            removed.update(operands[1:])
            marks = marks or call.name == "apt-mark"
    for call in visit.calls:
        found = packages.find_packages(call)
        if not found or (marks and found[0].name == "apt") or set(call.list_values(*_VIRTUAL)) & removed:
            continue
        yield found[0].name, [name for name in found[1] if name not in removed]


def list_added(visits: Iterable[Visit]) -> tuple[Added, ...]:
    """List what comes into the image from outside of the build, each kind once."""
    copies = [visit.step.does for visit in visits if isinstance(visit.step.does, Copy | Add)]
    added = [one for does in copies if not (isinstance(does, Copy) and does.origin) for one in _added(does)]
    kinds = {kind for kind, _ in added}
    if AddedKind.ALL in kinds:
        added = [one for one in added if one[0] not in (AddedKind.FILES, AddedKind.ITEMS)]
    elif AddedKind.ITEMS in kinds:
        added = [(AddedKind.ITEMS if kind is AddedKind.FILES else kind, path) for kind, path in added]
    found: dict[AddedKind, dict[str, None]] = {}
    for kind, path in added:
        found.setdefault(kind, {})[path] = None
    return tuple(Added(kind, tuple(found[kind])) for kind in AddedKind if kind in found)


def _added(does: Copy | Add) -> Iterator[tuple[AddedKind, str]]:
    for heredoc in does.heredocs:
        yield AddedKind.WRITTEN, posixpath.basename(does.destination.rstrip("/")) or heredoc.name
    for source in does.sources:
        yield _kind(does, source), clean_source(source) if source in does.context_sources else source


def _kind(does: Copy | Add, source: str) -> AddedKind:
    is_add = isinstance(does, Add)
    if is_add and is_git(source):
        return AddedKind.GIT
    if is_add and is_url(source):
        return AddedKind.DOWNLOAD
    path = clean_source(source)
    if path in ("", "*"):
        return AddedKind.ALL
    if isinstance(does, Add) and does.unpacks is not False and _ARCHIVE.fullmatch(path):
        return AddedKind.ARCHIVE
    is_file = _FILE.fullmatch(posixpath.basename(path)) and not source.endswith("/")
    return AddedKind.FILES if is_file else AddedKind.ITEMS
