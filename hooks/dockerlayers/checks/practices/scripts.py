"""Scripts that go on where they should stop, and services that end with their RUN."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from dockerlayers.checks.findings import Finding
from dockerlayers.checks.mending.edits import Mend, replace_lines
from dockerlayers.checks.practices.copying import WINDOWS
from dockerlayers.checks.practices.images import short_name
from dockerlayers.checks.practices.pitfalls import DOWNLOADERS, reads_script
from dockerlayers.checks.practices.practice import At, Practice
from dockerlayers.checks.practices.survey import Survey, Visit
from dockerlayers.model.steps import Cmd, Entrypoint, Run
from dockerlayers.patterns import lazy_pattern
from dockerlayers.programs.calls import Call, CallPair
from dockerlayers.syntax.nodes import Heredoc
from dockerlayers.syntax.shell.nodes import Script
from dockerlayers.syntax.shell.parser import parse_script

# fmt: off
_NEVER_FAIL = frozenset((
    ":", "apt-mark", "date", "dpkg", "dpkg-query", "echo", "env", "find", "id", "ldd", "locale", "ls",
    "nproc", "printenv", "printf", "scanelf", "true", "uname", "yes",
))
# fmt: on
"""Commands that say something, or list what is there: a failure of theirs costs nothing."""
_FILTERS = frozenset(("awk", "cut", "gawk", "grep", "head", "sed", "sort", "tee", "tr", "uniq", "xargs"))
"""Programs that change what they read; behind a pipe there is no file that could be missing."""
_PIPES = ("|", "|&")
_OPENING = frozenset(("(", "{", "while"))
_ASKING = frozenset(("if", "elif", "while", "until"))
_TELLING = frozenset(("then", "do", "else", "fi", "done"))
# fmt: off
_WITH_BASH = frozenset((
    "buildpack-deps", "debian", "eclipse-temurin", "golang", "node", "openjdk", "perl", "php", "python",
    "ruby", "rust", "ubuntu",
))
# fmt: on
"""Debian and Ubuntu, and Docker's images on them: they have bash, and a `sh` without pipefail."""
_SHEBANG = lazy_pattern(r"#!\s*(?:/\S*/)?(?:env\s+(?:-S\s+)?)?(?:ba|da|z|k|a)?sh\b(.*)")
_STOPS = lazy_pattern(r"-[a-df-z]*e[a-z]*(?=\s|$|\")|errexit")
_SHELLS = lazy_pattern(r"(?:/\S*/)?(?:ba|da|z|k|a)?sh((?:\s+-\S+)*)")
_STARTING = ("start", "restart")
_SERVICE_FOLDER = "/etc/init.d/"
_HARMLESS = frozenset(("echo", "printf", "sleep", "true", ":"))
_SETTINGS = frozenset(("set", "echo", "printf", "export", "true", ":"))
_INIT = lazy_pattern(r"systemd|/s?bin/init\b|\binit\b|systemctl\d?\.py")


def find_lost_failure(survey: Survey) -> Iterator[Finding]:
    """Find pipes whose first command may fail unseen; one SHELL mends all of a stage."""
    for visits in survey.own_visits:
        is_mended = False
        for visit in visits:
            pair = (
                next(_lost(visit), None) if isinstance(visit.step.does, Run) and "|" in visit.text else None
            )
            if pair:
                facts = {"first": pair.first.name, "second": pair.second.name}
                mend = None if is_mended else _with_pipefail(visit)
                is_mended = is_mended or bool(mend and mend.added[0].startswith("SHELL"))
                yield Finding("PipefailMissing", visit.instruction, facts, mend=mend)


def _lost(visit: Visit) -> Iterator[CallPair]:
    base = visit.survey.base_of(visit.stage)
    if not visit.has_pipefail and not (base and WINDOWS.search(base.familiar)):
        yield from (pair for pair in visit.pairs if _is_pipe(pair.operators) and _loses(visit, pair))


def _is_pipe(operators: tuple[str, ...]) -> bool:
    return operators[:1] != () and operators[0] in _PIPES and _OPENING.issuperset(operators[1:])


def _loses(visit: Visit, pair: CallPair) -> bool:
    """Say whether a failure of the first command matters, and nobody else tells of it."""
    first, second, script = pair.first, pair.second, visit.script
    is_reading = first.name in _FILTERS or "xargs" in first.runners
    is_filter = is_reading and visit.text[: first.command.start].rstrip(" \t\n\\").endswith("|")
    if first.name in _NEVER_FAIL or is_filter or (first.name in DOWNLOADERS and reads_script(second)):
        return False
    if _is_apart(script, pair) or _is_in_argument(script, pair):
        return False
    return not (_is_condition(script, first) or _is_excused(visit, pair))


def _is_apart(script: Script, pair: CallPair) -> bool:
    """Say whether the first command stands in a word of the one that is really before the pipe."""
    first, second = pair.first.command, pair.second.command
    return any(one.start < first.start and first.end <= one.end <= second.start for one in script.commands)


def _is_condition(script: Script, call: Call) -> bool:
    """Say whether a command is asked rather than told, as behind `if`."""
    before = [one.text for one in script.operators if one.end <= call.command.start]
    words = [text for text in before if text in _ASKING or text in _TELLING]
    return before[-1:] == ["!"] or (bool(words) and words[-1] in _ASKING)


def _is_in_argument(script: Script, pair: CallPair) -> bool:
    """Say whether a pipe stands in a word of another command, whose own result counts."""
    start, end = pair.first.command.start, pair.second.command.end
    return any(one.words and one.start < start and one.end >= end for one in script.commands)


def _is_excused(visit: Visit, pair: CallPair) -> bool:
    """Say whether the pipe may fail: `… || true` follows it."""
    behind = [one.text for one in visit.script.operators if one.start >= pair.second.command.end]
    following = next((text for text in behind if text not in _PIPES), "")
    return following == "||"


def _cuts(visit: Visit) -> bool:
    """Say whether a command ends before it has read all, so that the one before it would fail."""
    for call in visit.calls:
        if call.name == "head" or (
            call.name == "grep" and call.has_option("-q", "-m", "--quiet", "--max-count")
        ):
            return True
        if call.name in ("sed", "awk") and any(
            "q" in word.text or "exit" in word.text for word in call.words
        ):
            return True
    return False


def _with_pipefail(visit: Visit) -> Mend | None:
    """Set pipefail where the shell surely knows it: in bash, and in the ash of Alpine."""
    lines, instruction = visit.survey.lines, visit.instruction
    if _cuts(visit) or visit.script.comments or visit.survey.build.is_fragment:
        return None
    base = visit.survey.base_of(visit.stage)
    is_alpine = base is not None and ("alpine" in base.tag or short_name(base) == "alpine")
    if "bash" in visit.shell or (is_alpine and not visit.shell):
        if not visit.body:
            return visit.mend((0, 0, "set -o pipefail && "))
        first = visit.body.first_line
        return replace_lines(lines, first, first, ["set -o pipefail", lines[first - 1]])
    starts = [
        one
        for one in visit.after
        if isinstance(one.step.does, Cmd | Entrypoint) and not one.step.does.is_exec
    ]
    if not base or short_name(base) not in _WITH_BASH or is_alpine or visit.shell or starts:
        return None
    line = lines[instruction.line - 1]
    return replace_lines(
        lines, instruction.line, instruction.line, ['SHELL ["/bin/bash", "-o", "pipefail", "-c"]', line]
    )


class _Body(NamedTuple):
    """A heredoc that a shell runs, and the line before which `set -e` would stand, from 0."""

    heredoc: Heredoc
    line: int


def find_going_on(visit: Visit) -> Iterator[Finding]:
    """Find a heredoc whose script goes on behind a command that failed."""
    body = _find_body(visit) if visit.instruction.heredocs else None
    if not body:
        return
    script = parse_script(body.heredoc.content)
    if script.is_whole and _goes_on(script) and not any(map(_sets_errexit, script.commands)):
        first = body.heredoc.first_line + body.line
        lines = visit.survey.lines
        mend = replace_lines(lines, first, first, ["set -e", lines[first - 1]])
        yield Finding("HeredocGoesOn", visit.instruction, {}, mend=mend)


def _find_body(visit: Visit) -> _Body | None:
    """Find the heredoc that is the script of a RUN, or of the one shell that it calls, without `-e`."""
    heredocs = visit.instruction.heredocs
    if len(heredocs) != 1 or not visit.has_shell:
        return None
    heredoc = heredocs[0]
    first, _, _ = heredoc.content.partition("\n")
    if visit.body:
        if not first.startswith("#!"):
            return None if _STOPS.search(visit.shell) else _Body(heredoc, 0)
        shebang = _SHEBANG.fullmatch(first)
        return _Body(heredoc, 1) if shebang and not _STOPS.search(shebang[1]) else None
    text = visit.instruction.arguments.text
    shell = _SHELLS.fullmatch(re.sub(r"<<-?\s*['\"]?\w+['\"]?", "", text, count=1).strip())
    return _Body(heredoc, 0) if shell and not _STOPS.search(shell[1]) and "-c" not in shell[1] else None


def _goes_on(script: Script) -> bool:
    """Say whether a command may fail with another one behind it on a line of its own."""
    commands = [one for one in script.commands if one.words]
    for one, other in pairwise(commands):
        between = [op.text for op in script.operators if one.end <= op.start < other.start]
        name = posixpath.basename(one.words[0].value or "x")
        if name not in _SETTINGS and other.start > one.end and set(between) <= {";"}:
            return True
    return False


def _sets_errexit(command: object) -> bool:
    words = [word.text for word in getattr(command, "words", ())]
    return words[:1] == ["set"] and any(_STOPS.search(word) for word in words[1:])


def find_service(visit: Visit) -> Iterator[Finding]:
    """Find a service that is started where nothing stays running."""
    calls = visit.calls
    for index, call in enumerate(calls):
        name = started_service(call)
        if not name and not _enables(call):
            continue
        if call.name == "systemctl":
            if not _INIT.search(visit.survey.text_of(visit.stage).replace("/etc/systemd", "")):
                case = "systemd" if name else "enabled"
                facts = {"service": name or _last_word(call)}
                yield Finding("ServiceInRun", visit.instruction, facts, case=case)
                return
        elif all(one.name in _HARMLESS for one in calls[index + 1 :]) and visit.script.is_whole:
            yield Finding("ServiceInRun", visit.instruction, {"service": name})
            return


def started_service(call: Call) -> str:
    """Return the service that a call starts, "" where it starts none."""
    words = [word.text for word in call.words if not word.text.startswith("-")]
    path = next(
        (word.value for word in call.command.words if word.value and word.value.startswith(_SERVICE_FOLDER)),
        "",
    )
    if path and words[:1] and words[0] in _STARTING:
        return posixpath.basename(path)
    if call.name in ("service", "invoke-rc.d", "rc-service") and len(words) > 1 and words[1] in _STARTING:
        return words[0]
    if call.name == "systemctl" and len(words) > 1 and words[0] in _STARTING:
        return words[1]
    return ""


def _enables(call: Call) -> bool:
    return call.name == "systemctl" and any(word.text == "enable" for word in call.words)


def _last_word(call: Call) -> str:
    return call.words[-1].text


PRACTICES = (
    Practice(
        name="PipefailMissing",
        url="https://docs.docker.com/build/building/best-practices/#using-pipes",
        in_file=(find_lost_failure,),
        codes=("DL4006",),
    ),
    Practice(
        name="HeredocGoesOn",
        url="https://docs.docker.com/reference/dockerfile/#here-documents",
        at=(At("RUN", find_going_on),),
    ),
    Practice(
        name="ServiceInRun",
        url="https://docs.docker.com/engine/containers/multi-service_container/",
        at=(At("RUN", find_service),),
        codes=("DL3001",),
    ),
)
