"""Commands that do not what they seem to do, or too much."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from dockerlayers.checks.findings import Finding
from dockerlayers.checks.mending.edits import Mend, replace_lines
from dockerlayers.checks.practices.practice import At, Practice
from dockerlayers.checks.practices.survey import Survey, Visit
from dockerlayers.model.steps import Add, Copy, User
from dockerlayers.model.types import Facts
from dockerlayers.patterns import lazy_pattern
from dockerlayers.programs.calls import Call

DOWNLOADERS = ("curl", "wget")
"""Programs whose output is a script of somebody else."""
_INTERPRETERS = lazy_pattern(r"(?:ba|da|z|k)?sh|python3?|perl|node|php")
_SUBSTITUTED = lazy_pattern(r"\$\(\s*(?:curl|wget)\s|`\s*(?:curl|wget)\s|<\(\s*(?:curl|wget)\s")
_WIDE = lazy_pattern(r"0?777|(?:a|ugo|ogu)\+rwx|(?:a|ugo)=rwx")
_TEMPORARY = lazy_pattern(r"te?mp", re.IGNORECASE)
_PASSING = ("/", "/tmp", "/var/tmp", "/usr/src")
_TOP_OPERATORS = frozenset(("&&", ";"))
_LISTED = 2


def find_pipe(visit: Visit) -> Iterator[Finding]:
    """Find a download that a shell runs unseen."""
    if not any(call.name in DOWNLOADERS for call in visit.calls):
        return
    for first, second, operators in visit.pairs:
        is_piped = first.name in DOWNLOADERS and operators in (("|",), ("|&",))
        if is_piped and reads_script(second):
            facts = {"program": first.name, "shell": second.name}
            case = "checked" if visit.has_pipefail else ""
            yield Finding("PipeToShell", visit.instruction, facts, case=case)
            return
    for call in visit.calls:
        is_shell = _INTERPRETERS.fullmatch(call.name) or call.name in ("eval", "source", ".")
        if is_shell and any(_SUBSTITUTED.search(word.text) for word in call.words):
            program = "wget" if re.search(r"[(`]\s*wget\s", call.words[-1].text) else "curl"
            facts = {"program": program, "shell": call.name}
            yield Finding("PipeToShell", visit.instruction, facts, case="substituted")
            return


def reads_script(call: Call) -> bool:
    """Say whether an interpreter takes its program from the pipe: no file, no `-c`, is given."""
    if not _INTERPRETERS.fullmatch(call.name):
        return False
    words = [word.text for word in call.words]
    if not words or words[0] in ("-", "-s", "--"):
        return True
    if not re.fullmatch(r"(?:ba|da|z|k)?sh", call.name):
        return False
    return any("s" in word[1:] for word in words if re.fullmatch(r"-[a-z]+", word)) or all(
        re.fullmatch(r"-[aefnuvx]+", word) for word in words
    )


def find_mode(visit: Visit) -> Iterator[Finding]:
    """Find modes that let anybody write."""
    for call in visit.calls:
        if call.name == "chmod":
            words = call.operands()
            is_passing = any(_TEMPORARY.search(word.text) for word in words[1:])
            if words and _WIDE.fullmatch(words[0].text) and not is_passing:
                yield Finding("WideOpenMode", visit.instruction, {"mode": words[0].text})
                return


def find_copied_mode(visit: Visit) -> Iterator[Finding]:
    """Find such a mode on COPY or ADD."""
    does = visit.step.does
    if isinstance(does, Copy | Add) and _WIDE.fullmatch(does.chmod):
        yield Finding("WideOpenMode", visit.instruction, {"mode": does.chmod})


def find_sudo(survey: Survey) -> Iterator[Finding]:
    """Find the first sudo of each stage; it can be left out where the stage says that root is the user."""
    for visits in survey.own_visits:
        for visit in visits:
            found = [one for one in visit.calls if "sudo" in one.runners]
            if found:
                mend = _without_sudo(visit, found) if _is_root(visit) else None
                yield Finding("SudoInRun", visit.instruction, {}, mend=mend)
                break


def _is_root(visit: Visit) -> bool:
    users = [one.step.does for one in visit.before if isinstance(one.step.does, User)]
    return bool(users) and users[-1].name in ("root", "0")


def _without_sudo(visit: Visit, calls: list[Call]) -> Mend | None:
    edits = []
    for call in calls:
        words = call.command.words
        if words[0].text != "sudo" or len(words) < _LISTED or words[1].text.startswith("-"):
            return None
        edits.append((words[0].start, words[1].start, ""))
    return visit.mend(*edits)


def find_useless_cd(visit: Visit) -> Iterator[Finding]:
    """Find a RUN whose last command is `cd`: it holds for nothing that follows."""
    if not visit.calls or not visit.script.is_whole or not _is_plain_list(visit):
        return
    last = visit.calls[-1]
    is_last = not visit.text[last.command.end :].strip(" \t\n;")
    if last.name != "cd" or not is_last or len(last.words) != 1:
        return
    path = last.words[0]
    if path.value is None or path.value.startswith(("-", "~")):
        return
    mend = _as_workdir(visit, path.value)
    yield Finding("CdForWorkdir", visit.instruction, {"path": path.value}, mend=mend, case="useless")


def _is_plain_list(visit: Visit) -> bool:
    return all(one.text in _TOP_OPERATORS for one in visit.script.operators)


def _as_workdir(visit: Visit, path: str) -> Mend | None:
    """Write WORKDIR for `cd`, or for `mkdir` and `cd`; both make the directory where it is missing."""
    instruction, calls = visit.instruction, visit.calls
    is_known = path.startswith("/") or any(one.instruction.name == "WORKDIR" for one in visit.before)
    if not is_known or instruction.flags or visit.body or any(one in path for one in "\"'\\$ "):
        return None
    if len(visit.script.commands) > 1:
        made = calls[0]
        if len(visit.script.commands) > _LISTED or made.name != "mkdir":
            return None
        if [word.value for word in made.operands()] != [path] or set(made.options) - {"-p", "--parents"}:
            return None
    line = visit.survey.lines[instruction.line - 1]
    indent = line[: len(line) - len(line.lstrip())]
    keyword = "workdir" if instruction.keyword.text.islower() else "WORKDIR"
    return replace_lines(
        visit.survey.lines, instruction.line, instruction.end_line, [f"{indent}{keyword} {path}"]
    )


def find_repeated_cd(survey: Survey) -> Iterator[Finding]:
    """Find directories that several RUNs of a stage go to first; told once, at the first of them."""
    for visits in survey.own_visits:
        found: dict[str, list[Visit]] = {}
        for visit in visits:
            path = _begins_with_cd(visit)
            if path:
                found.setdefault(path, []).append(visit)
        for path, those in found.items():
            if len(those) >= _LISTED:
                facts: Facts = {"path": path, "lines": len(those)}
                yield Finding("CdForWorkdir", those[0].instruction, facts, case="repeated")


def _begins_with_cd(visit: Visit) -> str:
    if "cd" not in visit.text or not visit.calls:
        return ""
    first = visit.calls[0]
    is_first = not visit.text[: first.command.start].strip() and len(visit.script.commands) > 1
    if first.name != "cd" or not is_first or len(first.words) != 1:
        return ""
    first_end, second_start = visit.script.commands[0].end, visit.script.commands[1].start
    if visit.text[first_end:second_start].strip() not in ("&&", ";", ""):
        return ""
    path = first.words[0].value or ""
    path = posixpath.normpath(path) if path.startswith("/") else ""
    return "" if path in _PASSING else path


PRACTICES = (
    Practice(
        name="CdForWorkdir",
        url="https://docs.docker.com/build/building/best-practices/#workdir",
        at=(At("RUN", find_useless_cd),),
        in_file=(find_repeated_cd,),
        codes=("DL3003",),
    ),
    Practice(
        name="SudoInRun",
        url="https://docs.docker.com/build/building/best-practices/#user",
        in_file=(find_sudo,),
        codes=("DL3004",),
    ),
    Practice(
        name="PipeToShell",
        url="https://docs.docker.com/build/building/best-practices/#using-pipes",
        at=(At("RUN", find_pipe),),
    ),
    Practice(
        name="WideOpenMode",
        url="https://docs.docker.com/build/building/best-practices/#user",
        at=(
            At("RUN", find_mode),
            At("ADD", find_copied_mode),
            At("COPY", find_copied_mode),
        ),
    ),
)
