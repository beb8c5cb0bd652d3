"""Files that are written twice: deleted, or given away, in a layer above the one that brought them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from dockerlayers.checks.findings import Finding
from dockerlayers.checks.mending.edits import Edit, apply_edits
from dockerlayers.checks.practices.practice import At, Practice
from dockerlayers.checks.practices.survey import Survey, Visit
from dockerlayers.model.context import select_sources
from dockerlayers.model.paths import compile_wildcard, has_wildcard
from dockerlayers.model.sources import is_git, is_url
from dockerlayers.model.steps import Add, Copy, Run
from dockerlayers.model.types import Facts
from dockerlayers.patterns import lazy_pattern
from dockerlayers.programs.calls import Call

_ARCHIVE = lazy_pattern(r".*\.(?:tar(?:\.\w+)?|t[bgxz]z2?|tzst|gz|bz2|xz|zst|Z|lzma)", re.IGNORECASE)
_PACKAGE = lazy_pattern(
    r"\.(?:7z|apk|bin|bz2|deb|dmg|egg|exe|gz|iso|jar|msi|rar|rpm|run|tar|tbz2?|tgz|tzst|txz|war|whl|xz|zip|zst)$",
    re.IGNORECASE,
)
"""Files that are usually large: archives, packages and installers."""
_LARGE = 1_000_000
_EXTENSION = lazy_pattern(r"\.\w+$")
_SAVING = {"curl": ("-o", "--output"), "wget": ("-O", "--output-document")}
"""The options that name the file which a download is saved to."""
_ADD_ONLY = frozenset(("checksum", "keep-git-dir", "unpack"))


class _Made(NamedTuple):
    """A path that a step makes; `is_folder` says that it makes things below it."""

    path: str
    visit: Visit
    is_folder: bool

    def is_taken(self, path: str) -> bool:
        """Say whether removing `path`, a pattern, surely removes it or what is below it."""
        folder, name = posixpath.split(path)
        if self.is_folder:
            return name == "*" and self.path == folder
        return bool(compile_wildcard(name).fullmatch(posixpath.basename(self.path)))


class _Brought:
    """What the steps of a stage have made so far, by its path and the folders above it."""

    def __init__(self) -> None:
        self.places: dict[str, _Made] = {}
        self.folders: dict[str, list[_Made]] = {}

    def add(self, made: _Made) -> None:
        """Remember what a step makes."""
        for place in _places(made.path):
            self.places[place] = made
        folder = made.path if made.is_folder else posixpath.dirname(made.path)
        self.folders.setdefault(folder, []).append(made)

    def find(self, path: str) -> _Made | None:
        """Find something that removing a path surely removes."""
        folder, name = posixpath.split(path)
        if path in self.places or not has_wildcard(name) or folder == "/":
            return self.places.get(path)
        return next((made for made in reversed(self.folders.get(folder, ())) if made.is_taken(path)), None)


def _places(path: str) -> Iterator[str]:
    """Yield a path and the folders above it, but the root."""
    while path != "/":
        yield path
        path = posixpath.dirname(path)


def find_deleted(survey: Survey) -> Iterator[Finding]:
    """Find `rm` of what an earlier layer of the stage brought: it stays in that layer."""
    for visits in survey.image_visits:
        brought = _Brought()
        for visit in visits:
            finding = _deleted(visit, brought)
            if finding:
                yield finding
            for made in _made(visit):
                brought.add(made)


def _deleted(visit: Visit, brought: _Brought) -> Finding | None:
    for path in _removed(visit):
        made = brought.find(path)
        if made and not visit.mounts_over(made.path):
            facts: Facts = {"path": path, "line": made.visit.instruction.line}
            case = "" if _is_heavy(made) else "small"
            return Finding("FileDeletedLater", visit.instruction, facts, case=case)
    return None


def _is_heavy(made: _Made) -> bool:
    """Say whether what is made is large: by its size, where the context tells it, else by its kind."""
    context = made.visit.survey.context
    sizes = [one.byte_count for one in select_sources(made.visit.step, context)] if context else []
    return sum(sizes) >= _LARGE if sizes else made.is_folder or bool(_PACKAGE.search(made.path))


def _removed(visit: Visit) -> Iterator[str]:
    """Yield the absolute paths that `rm` is called with, as far as they are plain."""
    directory = visit.step.directory
    for call in visit.calls:
        if call.name == "cd":
            path = call.words[0].value if len(call.words) == 1 else None
            directory = path if path and path.startswith("/") else None
        elif call.name == "rm":
            paths = (_absolute(directory, word.value) for word in call.operands())
            yield from (path for path in paths if path and "{" not in path)


def _absolute(directory: str | None, path: str | None) -> str:
    if not path or path.startswith("~") or (directory is None and not path.startswith("/")):
        return ""
    return posixpath.normpath(posixpath.join(directory or "/", path))


def _made(visit: Visit) -> list[_Made]:
    match visit.step.does:
        case (Copy() | Add()) as does:
            return list(_copied(visit, does))
        case Run():
            return list(_downloaded(visit))
    return []


def _copied(visit: Visit, does: Copy | Add) -> Iterator[_Made]:
    """Yield the files that COPY and ADD surely make: a name is a file's if it has an ending."""
    sources, destination = (*does.sources, *(heredoc.name for heredoc in does.heredocs)), does.destination
    target = _absolute(visit.step.directory, destination)
    if not target or "$" in destination:
        return
    for source in sources:
        name = _file_name(source)
        is_unpacked = isinstance(does, Add) and _ARCHIVE.fullmatch(name) and not is_url(source)
        if is_git(source) or is_unpacked:
            continue
        if destination.endswith(("/", ".")) or len(sources) > 1:
            if name and _EXTENSION.search(name):
                yield _Made(posixpath.join(target, name), visit, is_folder=False)
        elif _EXTENSION.search(name) and _EXTENSION.search(target):
            yield _Made(target, visit, is_folder=False)
        elif _EXTENSION.search(name):
            yield _Made(posixpath.join(target, name), visit, is_folder=False)
        else:
            yield _Made(target, visit, is_folder=True)


def _file_name(source: str) -> str:
    path = urlsplit(source).path if is_url(source) else source
    return posixpath.basename(path.rstrip("/"))


def _downloaded(visit: Visit) -> Iterator[_Made]:
    """Yield what curl and wget save, unless the same RUN removes it."""
    if not visit.script.is_whole:
        return
    names = [call.name for call in visit.calls]
    if "curl" not in names and "wget" not in names:
        return
    directory = None if "cd" in names else visit.step.directory
    removed = set(_removed(visit))
    moved = any(name in ("mv", "find", "unlink") for name in names)
    for call in visit.calls:
        path = _absolute(directory, _output(call))
        is_gone = moved or not removed.isdisjoint(_places(path)) if path else True
        if not is_gone and not any(has_wildcard(one) for one in removed):
            yield _Made(path, visit, is_folder=False)


def _output(call: Call) -> str | None:
    """Find the file that curl or wget saves to."""
    names = _SAVING.get(call.name, ())
    return next((name for name in call.list_values(*names) if name != "-"), None)


def find_add(visit: Visit) -> Iterator[Finding]:
    """Find ADD that does nothing which COPY would not do."""
    instruction, does = visit.instruction, visit.step.does
    if not isinstance(does, Add) or not _ADD_ONLY.isdisjoint(flag.name for flag in instruction.flags):
        return
    written = [word.text for word in instruction.words[:-1]]
    if any("$" in text for text in written) or any(map(_needs_add, does.sources)):
        return
    keyword = instruction.keyword
    copy = "copy" if keyword.text.islower() else "COPY"
    mend = apply_edits(visit.survey.lines, [Edit(keyword.span, copy)])
    yield Finding("AddForCopy", instruction, {}, mend=mend)


def _needs_add(source: str) -> bool:
    """Say whether a source is remote, or may be an archive that ADD unpacks."""
    name = posixpath.basename(source.rstrip("/"))
    if is_url(source) or is_git(source) or source.startswith(("ftp://", "http:", "https:")):
        return True
    return bool(_ARCHIVE.fullmatch(name)) or (has_wildcard(name) and not _EXTENSION.search(name))


def find_owner(survey: Survey) -> Iterator[Finding]:
    """Find `chown -R` over what an earlier COPY of the stage brought: every file is written again."""
    for visits in survey.image_visits:
        copies: dict[str, Visit] = {}
        for visit in visits:
            finding = next(_given_away(visit, copies), None)
            if finding:
                yield finding
            does = visit.step.does
            if isinstance(does, Copy | Add) and not does.chown:
                target = _absolute(visit.step.directory, does.destination)
                for place in _places(target or "/"):
                    copies.setdefault(place, visit)


def _given_away(visit: Visit, copies: dict[str, Visit]) -> Iterator[Finding]:
    for call in visit.calls:
        words = call.operands()
        if call.name == "chown" and call.has_option("-R", "--recursive"):
            for word in words[1:]:
                path = _absolute(visit.step.directory, word.value)
                if path in copies:
                    line = copies[path].instruction.line
                    facts: Facts = {"path": path, "line": line, "owner": words[0].text}
                    yield Finding("OwnerChangedLater", visit.instruction, facts)


PRACTICES = (
    Practice(
        name="FileDeletedLater",
        url="https://docs.docker.com/build/building/best-practices/#add-or-copy",
        in_file=(find_deleted,),
        weighed=("small",),
    ),
    Practice(
        name="OwnerChangedLater",
        url="https://docs.docker.com/reference/dockerfile/#copy---chown---chmod",
        in_file=(find_owner,),
    ),
    Practice(
        name="AddForCopy",
        url="https://docs.docker.com/build/building/best-practices/#add-or-copy",
        at=(At("ADD", find_add),),
        codes=("DL3020",),
    ),
)
