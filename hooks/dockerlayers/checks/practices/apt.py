"""Packages of Debian and Ubuntu: apt-get and apt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dockerlayers.checks.findings import Finding
from dockerlayers.checks.mending.edits import Edit, Mend, apply_edits, replace_lines
from dockerlayers.checks.practices.appending import append_command
from dockerlayers.checks.practices.packages import find_apk, find_rpm
from dockerlayers.checks.practices.practice import At, Practice
from dockerlayers.checks.practices.survey import Visit, once_a_visit
from dockerlayers.patterns import lazy_pattern
from dockerlayers.programs.calls import Call

_PROGRAMS = ("apt-get", "apt")
_INSTALLING = frozenset(("install", "upgrade", "dist-upgrade", "full-upgrade", "build-dep", "satisfy"))
_SHARED = _INSTALLING | {"update", "remove", "purge", "autoremove", "clean", "autoclean"}
"""The commands that both programs have."""
_LISTS = ("/var/lib/apt", "/var/lib/apt/lists")
_CLEANING = lazy_pattern(r"/var/lib/apt|apt/lists|\bdist-?clean\b|/var/lib/?\{|/var/lib/\*")
_YES = ("-y", "--yes", "--assume-yes", "--force-yes")
_SIMULATING = ("-s", "--simulate", "--dry-run", "--print-uris", "-d", "--download-only")
_QUIET = 2
_EXACT = lazy_pattern(r"[a-z0-9][a-z0-9+.-]+(?::[a-z0-9]+)?=[^*]+")


class _Calls(NamedTuple):
    """The calls of apt in a RUN; `needing` is a later RUN that needs the lists which this one fetches."""

    updates: list[Call]
    installs: list[Call]
    needing: Visit | None


@once_a_visit
def _calls(visit: Visit) -> _Calls:
    """Sort the calls of a RUN: several practices look at them."""
    calls = [(call, _subcommand(call)) for call in visit.calls if call.name in _PROGRAMS]
    updates = [call for call, name in calls if name == "update"]
    installs = [call for call, name in calls if name in _INSTALLING]
    return _Calls(updates, installs, _needing_lists(visit) if updates else None)


def _subcommand(call: Call) -> str:
    operands = call.operands()
    return operands[0].text if operands else ""


def _packages(call: Call) -> list[str]:
    return [word.text for word in call.operands()[1:]]


def find_lists(visit: Visit) -> Iterator[Finding]:
    """Find `apt-get update` whose lists stay: nothing after it in the RUN names their folder.

    Where a later RUN needs them, no line is mended: it would fail.
    """
    updates, installs, needing = _calls(visit)
    is_for_later = bool(needing and not installs)
    if not updates or is_for_later or not visit.stage.is_in_image:
        return
    if not visit.script.is_whole or visit.mounts_over(*_LISTS):
        return
    last = updates[-1]
    if _CLEANING.search(visit.text, last.command.end):
        return
    sudo = "sudo " if "sudo" in last.runners else ""
    mend = None if needing else append_command(visit, f"{sudo}rm -rf /var/lib/apt/lists/*")
    yield Finding("PackageListsLeft", visit.instruction, {}, mend=mend)


def find_recommended(visit: Visit) -> Iterator[Finding]:
    """Find `apt-get install` that takes what its packages recommend as well."""
    if not visit.stage.is_in_image:
        return
    found = [
        call
        for call in _calls(visit).installs
        if _subcommand(call) == "install"
        and not call.has_option("--no-install-recommends", "--install-recommends", *_SIMULATING)
        and _packages(call)
        and not any(_is_local(name) for name in _packages(call))
    ]
    if not found or _is_configured(visit, "Install-Recommends"):
        return
    edits = [_behind(call, " --no-install-recommends") for call in found]
    yield Finding("RecommendedPackages", visit.instruction, {}, mend=visit.mend(*edits))


def _is_local(name: str) -> bool:
    return name.startswith(("/", "./", "$")) or name.endswith(".deb")


def find_asking(visit: Visit) -> Iterator[Finding]:
    """Find `apt-get install` that waits for an answer which nobody gives."""
    found = [call for call in _calls(visit).installs if _asks(call)]
    if not found or _is_configured(visit, "Assume-Yes") or re.search(r"\byes\b.*\|", visit.text):
        return
    edits = [_behind(call, " -y") for call in found]
    yield Finding("AssumeYesMissing", visit.instruction, {}, mend=visit.mend(*edits))


def _asks(call: Call) -> bool:
    """Say whether apt may ask; `-qq` means yes as well, and an option may hide in a variable."""
    if call.has_option(*_YES, *_SIMULATING) or any(word.value is None for word in call.words):
        return False
    if _subcommand(call) == "install" and not _packages(call) and not call.has_option("-f", "--fix-broken"):
        return False
    quiet = sum(option.count("q") for option in call.options if option[1:2] != "-")
    return quiet + 2 * ("-q=2" in call.options) + call.options.count("--quiet") < _QUIET


def find_pinned(visit: Visit) -> Iterator[Finding]:
    """Find a package in one exact version, which the archive gives up some day."""
    for call in _calls(visit).installs:
        for name in _packages(call):
            if _EXACT.fullmatch(name) and "$" not in name:
                yield Finding("PackageVersionPinned", visit.instruction, {"package": name})
                return


def find_interactive(visit: Visit) -> Iterator[Finding]:
    """Find `apt`, which is for people, where `apt-get` does the same."""
    found = [call for call in visit.calls if call.name == "apt" and _subcommand(call) in _SHARED]
    if found:
        words = [word for call in found for word in call.command.words if word.value == "apt"]
        edits = [(word.start, word.end, "apt-get") for word in words]
        mend = visit.mend(*edits) if edits else None
        yield Finding(
            "AptInScript", visit.instruction, {"command": f"apt {_subcommand(found[0])}"}, mend=mend
        )


def _behind(call: Call, text: str) -> tuple[int, int, str]:
    """Insert behind the subcommand."""
    end = call.operands()[0].end
    return end, end, text


def _is_configured(visit: Visit, setting: str) -> bool:
    """Say whether apt's configuration may say so already: the setting, or its files, are in the stage."""
    text = visit.survey.text_of(visit.stage)
    return setting in text or "apt.conf" in text


def _needing_lists(visit: Visit) -> Visit | None:
    """Find the next RUN of the stage that installs packages from lists which it does not fetch."""
    for later in visit.after:
        names = [_subcommand(call) for call in later.calls if call.name in _PROGRAMS]
        if "update" in names:
            return None
        if not _INSTALLING.isdisjoint(names):
            return later
    return None


def find_update_alone(visit: Visit) -> Iterator[Finding]:
    """Find `apt-get update` in a RUN that installs nothing, before one that needs the lists."""
    _, installs, needing = _calls(visit)
    if needing and not installs and not visit.mounts_over(*_LISTS):
        facts = {"line": needing.instruction.line}
        yield Finding("PackageUpdateAlone", visit.instruction, facts, mend=_joined(visit, needing))


def _joined(visit: Visit, later: Visit) -> Mend | None:
    """Put the update before the commands of the RUN right below it."""
    one, other = visit.instruction, later.instruction
    is_simple = (
        len(visit.script.commands) == 1 and one.line == one.end_line and later.index == visit.index + 1
    )
    has_extras = one.flags or other.flags or other.heredocs or visit.body or other.line != one.end_line + 1
    if not is_simple or has_extras:
        return None
    whole = visit.script.commands[0]
    words = visit.text[whole.start : whole.end]
    start = later.span(0, 0)
    put = apply_edits(visit.survey.lines, [Edit(start, f"{words} && ")])
    return replace_lines(visit.survey.lines, one.line, put.line, put.added)


PRACTICES = (
    Practice(
        name="PackageListsLeft",
        url="https://docs.docker.com/build/building/best-practices/#apt-get",
        at=(
            At("RUN", find_lists),
            At("RUN", find_apk),
            At("RUN", find_rpm),
        ),
        codes=(
            "DL3009",
            "DL3019",
            "DL3032",
            "DL3036",
            "DL3040",
        ),
    ),
    Practice(
        name="RecommendedPackages",
        url="https://docs.docker.com/build/building/best-practices/#apt-get",
        at=(At("RUN", find_recommended),),
        codes=("DL3015",),
    ),
    Practice(
        name="PackageVersionPinned",
        url="https://docs.docker.com/build/building/best-practices/#apt-get",
        at=(At("RUN", find_pinned),),
        codes=("DL3008",),
    ),
    Practice(
        name="AssumeYesMissing",
        url="https://docs.docker.com/build/building/best-practices/#apt-get",
        at=(At("RUN", find_asking),),
        codes=("DL3014",),
    ),
    Practice(
        name="PackageUpdateAlone",
        url="https://docs.docker.com/build/building/best-practices/#apt-get",
        at=(At("RUN", find_update_alone),),
    ),
    Practice(
        name="AptInScript",
        url="https://docs.docker.com/build/building/best-practices/#apt-get",
        at=(At("RUN", find_interactive),),
        codes=("DL3027",),
    ),
)
