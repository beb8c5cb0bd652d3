"""Dependencies installed after the source was copied: the cache is lost with every change of it."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Sequence

from dockerlayers.checks.findings import Finding
from dockerlayers.checks.mending.edits import Mend, replace_lines
from dockerlayers.checks.practices.building import find_building
from dockerlayers.checks.practices.practice import Practice
from dockerlayers.checks.practices.survey import Survey, Visit
from dockerlayers.model.mount_values import MountType
from dockerlayers.model.steps import Add, Copy, Run
from dockerlayers.model.types import Facts
from dockerlayers.programs.calls import Call
from dockerlayers.syntax.nodes import Form

_SOURCE_AND_TARGET = 2
_WHOLE = frozenset((".", "./", "/", "*", "./*"))


def _npm(call: Call) -> str | None:
    is_alone = len(call.operands()) == 1 and not call.has_option("-g", "--global")
    return "package*.json" if is_alone and _first(call) in ("ci", "install", "i", "clean-install") else None


def _pnpm(call: Call) -> str | None:
    is_alone = len(call.operands()) == 1 and not call.has_option("-g", "--global")
    return "package.json pnpm-lock.yaml" if is_alone and _first(call) in ("install", "i") else None


def _yarn(call: Call) -> str | None:
    words = [word.text for word in call.operands()]
    return "package.json yarn.lock" if words in ([], ["install"]) else None


def _pip(call: Call) -> str | None:
    if _first(call) != "install" or not call.has_option("-r", "--requirement"):
        return None
    given = call.list_values("-r", "--requirement")
    name = posixpath.normpath(given[0]) if given else ""
    return "" if posixpath.isabs(name) or name.startswith("..") else name


def _go(call: Call) -> str | None:
    return "go.mod go.sum" if [word.text for word in call.operands()] == ["mod", "download"] else None


def _bundle(call: Call) -> str | None:
    return "Gemfile Gemfile.lock" if _first(call) == "install" else None


def _poetry(call: Call) -> str | None:
    return "" if _first(call) == "install" else None


def _uv(call: Call) -> str | None:
    return "" if _first(call) == "sync" else None


def _composer(call: Call) -> str | None:
    return "" if _first(call) == "install" else None


def _first(call: Call) -> str:
    operands = call.operands()
    return operands[0].text if operands else ""


_MANIFESTS: dict[str, Callable[[Call], str | None]] = {
    "bundle": _bundle,
    "composer": _composer,
    "go": _go,
    "npm": _npm,
    "pip": _pip,
    "pip3": _pip,
    "pnpm": _pnpm,
    "poetry": _poetry,
    "uv": _uv,
    "yarn": _yarn,
}
"""What finds the files that list dependencies: "" where they are not certain, None for no such call."""


def find_order(survey: Survey) -> Iterator[Finding]:
    """Find a stage's first `npm ci` or the like behind `COPY . .`; with a cache mount it loses little."""
    for visits in survey.own_visits:
        copies: list[tuple[Visit, Copy | Add]] = []
        for visit in visits:
            call = next((call for call in visit.calls if _manifest(call) is not None), None)
            does = visit.step.does
            if isinstance(does, Copy | Add) and not _WHOLE.isdisjoint(does.context_sources):
                copies.append((visit, does))
            elif call:
                if copies and not _has_cache(visit):
                    yield _out_of_order(visit, copies, call)
                break


def _has_cache(visit: Visit) -> bool:
    mounts = visit.step.does.mounts if isinstance(visit.step.does, Run) else ()
    return any(mount.type is MountType.CACHE for mount in mounts)


def _out_of_order(visit: Visit, copies: Sequence[tuple[Visit, Copy | Add]], call: Call) -> Finding:
    """Tell of the last copy; where there is another above it, to move this one mends nothing."""
    copy, does = copies[-1]
    facts: Facts = {"program": _called(call), "line": copy.instruction.line}
    manifest = _manifest(call)
    is_alone = len(visit.script.commands) == 1 and len(copies) == 1
    mend = _reordered(visit, copy, does.destination, manifest) if manifest and is_alone else None
    return Finding("DependenciesAfterSource", visit.instruction, facts, mend=mend)


def _called(call: Call) -> str:
    """Write a call with its subcommand."""
    count = 2 if call.name == "go" else 1
    return " ".join((call.name, *(word.text for word in call.operands()[:count])))


def _manifest(call: Call) -> str | None:
    find = _MANIFESTS.get(call.name)
    return find(call) if find else None


def _reordered(visit: Visit, copy: Visit, destination: str, manifest: str) -> Mend | None:
    """Copy the list of dependencies first, where the two instructions stand next to each other."""
    one, other = copy.instruction, visit.instruction
    is_next = other.line == one.end_line + 1 and one.line == one.end_line
    here = (visit.step.directory or "").rstrip("/")
    there = posixpath.join(copy.step.directory or "", destination).rstrip("/.")
    is_plain = one.form is Form.WORDS and len(one.words) == _SOURCE_AND_TARGET and not visit.body
    if not is_next or not here or here != there or not is_plain:
        return None
    line = visit.survey.lines[one.line - 1]
    start = one.words[0].span.column - 1
    written = one.words[1].text
    folder = posixpath.dirname(manifest.split(" ", maxsplit=1)[0])
    target = posixpath.join(written if written != "." else "./", folder, "")
    added = [f"{line[:start]}{manifest} {target}"]
    run = visit.survey.lines[other.line - 1 : other.end_line]
    return replace_lines(visit.survey.lines, one.line, other.end_line, [*added, *run, line])


PRACTICES = (
    Practice(
        name="DependenciesAfterSource",
        url="https://docs.docker.com/build/cache/optimize/#order-your-layers",
        in_file=(find_order, find_building),
    ),
)
