"""Package managers other than apt: what they leave in the layer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from dockerlayers.checks.findings import Finding
from dockerlayers.checks.mending.edits import Mend
from dockerlayers.checks.practices.appending import append_command
from dockerlayers.checks.practices.practice import At, Practice
from dockerlayers.checks.practices.survey import Visit
from dockerlayers.patterns import lazy_pattern
from dockerlayers.programs.calls import Call

_APK_CACHES = ("/var/cache/apk", "/etc/apk/cache")
_APK_CLEANING = lazy_pattern(r"/var/cache/(?:apk|\*)|/var/cache(?=/?(?:\s|$))|/var/cache/?\{|\bcache clean\b")
_UPDATING = ("-U", "--update", "--update-cache")
_RPM_INSTALLING = frozenset(
    ("install", "update", "upgrade", "groupinstall", "localinstall", "makecache", "reinstall", "builddep")
)
_RPM_CLEANING = lazy_pattern(r"\bclean\b|/var/cache")
_PIP = lazy_pattern(r"pip(?:3(?:\.\d+)?)?")
_PIP_CLEANING = lazy_pattern(r"\.cache|\bcache purge\b|/root/\*")
_PIP_CONFIG = lazy_pattern(r"\bpip3? config .*no-cache-dir")
_PIP_SETTINGS = ("PIP_NO_CACHE_DIR", "PIP_CACHE_DIR", "PIP_CONFIG_FILE", "XDG_CACHE_HOME", "pip.conf")


def find_apk(visit: Visit) -> Iterator[Finding]:
    """Find the index of packages that `apk update`, or `apk add --update`, leaves in the layer."""
    calls = [call for call in visit.calls if call.name == "apk" and not call.has_option("--no-cache")]
    leaving = [call for call in calls if _first(call) == "update" or call.has_option(*_UPDATING)]
    is_kept_out = not visit.stage.is_in_image or visit.mounts_over(*_APK_CACHES) or not visit.script.is_whole
    if not leaving or is_kept_out or _APK_CLEANING.search(visit.text, leaving[-1].command.end):
        return
    yield Finding("PackageListsLeft", visit.instruction, {}, mend=_without_index(visit, calls), case="apk")


def _without_index(visit: Visit, calls: list[Call]) -> Mend | None:
    """Let `apk add` fetch the index for itself, and drop the update before it."""
    edits: list[tuple[int, int, str]] = []
    adds = 0
    for call in calls:
        name = _first(call)
        if name == "update":
            following = re.compile(r"\s*&&\s*(?=\S)").match(visit.text, call.command.end)
            if not following or call.runners:
                return None
            edits.append((call.command.start, following.end(), ""))
        elif name == "add":
            adds += 1
            edits.append(_with_no_cache(call))
        else:
            return None
    return visit.mend(*edits) if adds else None


def _with_no_cache(call: Call) -> tuple[int, int, str]:
    for word in call.words:
        if word.text in _UPDATING:
            return word.start, word.end, "--no-cache"
    end = call.operands()[0].end
    return end, end, " --no-cache"


def _first(call: Call) -> str:
    operands = call.operands()
    return operands[0].text if operands else ""


def find_rpm(visit: Visit) -> Iterator[Finding]:
    """Find the package lists that dnf, yum, microdnf or zypper leave in the layer."""
    calls = [call for call in visit.calls if call.name in ("dnf", "yum", "microdnf", "zypper")]
    installs = [call for call in calls if not _RPM_INSTALLING.isdisjoint(_texts(call))]
    is_kept_out = not visit.stage.is_in_image or visit.mount_targets or not visit.script.is_whole
    if not installs or is_kept_out or _RPM_CLEANING.search(visit.text, installs[-1].command.end):
        return
    last = installs[-1]
    sudo = "sudo " if "sudo" in last.runners else ""
    clean = "clean --all" if last.name == "zypper" else "clean all"
    mend = append_command(visit, f"{sudo}{last.name} {clean}")
    yield Finding("PackageListsLeft", visit.instruction, {"program": last.name}, mend=mend, case="rpm")


def _texts(call: Call) -> list[str]:
    return [word.text for word in call.operands()[:2]]


def find_pip(visit: Visit) -> Iterator[Finding]:
    """Find `pip install` that leaves what it downloaded in the layer."""
    found = [(call, word) for call in visit.calls if (word := _pip_install(call))]
    found = [(call, word) for call, word in found if not _has_no_cache(call)]
    if not found or not visit.stage.is_in_image or not visit.script.is_whole:
        return
    if any("cache" in target for target in visit.mount_targets):
        return
    last = found[-1][0].command.end
    if _PIP_CLEANING.search(visit.text, last) or _tells_pip(visit.survey.text_of(visit.stage)):
        return
    edits = [(end, end, " --no-cache-dir") for _, end in found]
    yield Finding("PipCacheLeft", visit.instruction, {}, mend=visit.mend(*edits))


def _pip_install(call: Call) -> int:
    """Return where the word `install` ends, 0 where the call is no such command."""
    operands = call.operands() if _PIP.fullmatch(call.name) else []
    return operands[0].end if operands and operands[0].text == "install" else 0


def _has_no_cache(call: Call) -> bool:
    if call.has_option("--no-cache-dir", "--cache-dir", "--no-index", "--dry-run"):
        return True
    return any(word.text.startswith(("PIP_", "XDG_")) for word in call.assignments) or any(
        word.value is None for word in call.words if word.text.startswith("$")
    )


@lru_cache(maxsize=16)
def _tells_pip(text: str) -> bool:
    """Say whether a stage may tell pip where its cache is, or that it has none."""
    return any(name in text for name in _PIP_SETTINGS) or bool(_PIP_CONFIG.search(text))


PRACTICES = (
    Practice(
        name="PipCacheLeft",
        url="https://docs.docker.com/build/cache/optimize/#use-cache-mounts",
        at=(At("RUN", find_pip),),
        codes=("DL3042",),
    ),
)
