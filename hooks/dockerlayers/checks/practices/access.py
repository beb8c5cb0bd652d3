"""What a user that is not root may do: write, and listen; and by which name an orchestrator knows it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from dockerlayers.checks.findings import Finding
from dockerlayers.checks.mending.edits import Edit, apply_edits, replace_lines
from dockerlayers.checks.practices.copying import WINDOWS
from dockerlayers.checks.practices.images import find_directory, short_name
from dockerlayers.checks.practices.practice import Practice
from dockerlayers.checks.practices.survey import Survey, Visit
from dockerlayers.model.steps import Expose, Run, User, Workdir
from dockerlayers.patterns import lazy_pattern
from dockerlayers.programs.calls import Call

_ROOT = ("root", "0", "")
_LOW = 1024
_OPTIONS = {"useradd": ("-u", "--uid"), "adduser": ("-u", "--uid")}
_KNOWN = {("node", "node"): "1000"}
"""Users that an image brings, by image and name."""
_LISTENING = lazy_pattern(r"\bsetcap\b|ip_unprivileged_port_start|authbind")
_WRITING = {
    "bundle": ("install",),
    "composer": ("install",),
    "mkdir": (),
    "npm": ("install", "i", "ci"),
    "pnpm": ("install", "i"),
    "touch": (),
    "venv": (),
    "yarn": ("", "install"),
}
"""Programs that write into the directory where they are called, with the commands that do so."""
_OWNING = lazy_pattern(r"\b(?:chown|chmod|chgrp|install|setfacl|usermod|useradd|adduser)\b")


def find_user_name(survey: Survey) -> Iterator[Finding]:
    """Find a user by name, which Kubernetes cannot tell from root."""
    users = [visit for visit in survey.target_visits if isinstance(visit.step.does, User)]
    if survey.build.is_fragment or not users or not survey.starts:
        return
    last = users[-1]
    does = last.step.does
    if (
        not isinstance(does, User)
        or does.name in _ROOT
        or not re.fullmatch(r"[a-z_][\w.-]*", does.name, re.IGNORECASE)
    ):
        return
    base = survey.base_of(survey.target)
    if base and WINDOWS.search(base.familiar):
        return
    number = _find_number(survey, does.name)
    word = last.instruction.words[0]
    is_plain = bool(number) and word.text == does.name and last.stage is survey.target
    mend = apply_edits(survey.lines, [Edit(word.span, number)]) if is_plain else None
    yield Finding("UserByName", last.instruction, {"user": does.name}, mend=mend)


def _find_number(survey: Survey, name: str) -> str:
    """Find the number of a user that the file makes with one, or that the image is known for."""
    for visit in survey.target_visits:
        for call in visit.calls:
            numbers = call.list_values(*_OPTIONS.get(call.name, ()))
            words = [word.value for word in call.operands()]
            if call.name in _OPTIONS and name in words and numbers and numbers[0].isdigit():
                return numbers[0]
    base = survey.base_of(survey.target)
    return _KNOWN.get((short_name(base), name), "") if base else ""


def find_low_port(survey: Survey) -> Iterator[Finding]:
    """Find a low port of an image whose user is not root."""
    users = [does for visit in survey.target_visits if isinstance(does := visit.step.does, User)]
    is_root = not users or users[-1].name in _ROOT
    if survey.build.is_fragment or is_root or _LISTENING.search(survey.text_of(survey.target)):
        return
    for visit in survey.target_visits:
        does = visit.step.does
        ports = does.ports if isinstance(does, Expose) else ()
        low = next((port for port in ports if _is_low(port)), "")
        if low:
            facts = {"port": low.partition("/")[0], "user": users[-1].name}
            yield Finding("LowPort", visit.instruction, facts)


def _is_low(port: str) -> bool:
    number = port.partition("/")[0].partition("-")[0]
    return number.isdigit() and int(number) < _LOW


def find_denied(survey: Survey) -> Iterator[Finding]:
    """Find a RUN of a user that writes into a directory which root has made, and nobody has given away."""
    if survey.build.is_fragment or survey.dockerfile.omissions:
        return
    for visits in survey.own_visits:
        user: Visit | None = None
        made: dict[str, Visit] = {}
        for visit in visits:
            match visit.step.does:
                case User() as does:
                    user = visit if does.name not in _ROOT else None
                case Workdir(path) if user is None:
                    made.setdefault(path, visit)
                case Run():
                    finding = _denied(visit, user, made) if user else None
                    if finding:
                        yield finding
                        break


def _denied(visit: Visit, user: Visit, made: dict[str, Visit]) -> Finding | None:
    directory = visit.step.directory or ""
    if directory not in made or not _is_of_root(visit, directory):
        return None
    call = next((call for call in visit.calls if _writes(call) or _redirects(call)), None)
    if not call or visit.calls[0].name == "cd" or not isinstance(user.step.does, User):
        return None
    name = user.step.does.name
    facts = {"user": name, "path": directory, "program": call.name}
    mend = None
    if "$" not in user.instruction.words[0].text and user.instruction.line == user.instruction.end_line:
        line = user.instruction.line
        lines = [f"RUN chown {name} {directory}", visit.survey.lines[line - 1]]
        mend = replace_lines(visit.survey.lines, line, line, lines)
    return Finding("NoWritePermission", visit.instruction, facts, mend=mend)


def _is_of_root(visit: Visit, directory: str) -> bool:
    """Say whether a directory is surely root's: no image brings it, and no line gives it to anybody."""
    base = visit.survey.base_of(visit.stage)
    is_new = base is not None and find_directory(base) is not None and find_directory(base) != directory
    parents = [one for one in visit.before if isinstance(one.step.does, Run)]
    is_given = any(_OWNING.search(one.text) and directory in one.text for one in parents) or any(
        _OWNING.search(one.text) and re.search(r"\bchown\b[^\n]*\s\.(?:\s|/|$)", one.text) for one in parents
    )
    home = posixpath.dirname(directory) in ("/home", "/root")
    return is_new and not is_given and not home and directory.count("/") <= 3


def _writes(call: Call) -> bool:
    commands = _WRITING.get(call.name)
    if commands is None or call.has_option("-g", "--global", "--prefix", "-C"):
        return False
    words = [word.value or "/" for word in call.operands()]
    if commands:
        return (words[0] if words else "") in commands
    return bool(words) and not any(word.startswith(("/", "~", "$")) for word in words)


def _redirects(call: Call) -> bool:
    """Say whether a call's output goes to a file in the directory."""
    targets = [
        one.target.text for one in call.command.redirects if one.operator in (">", ">>") and one.target
    ]
    return any(text[:1].isalnum() for text in targets)


PRACTICES = (
    Practice(
        name="NoWritePermission",
        url="https://docs.docker.com/reference/dockerfile/#user",
        in_file=(find_denied,),
    ),
    Practice(
        name="UserByName",
        url="https://docs.docker.com/build/building/best-practices/#user",
        in_file=(find_user_name,),
        codes=("DL3066",),
        weighed=("",),
    ),
    Practice(
        name="LowPort",
        url="https://docs.docker.com/reference/dockerfile/#expose",
        in_file=(find_low_port,),
        weighed=("",),
    ),
)
