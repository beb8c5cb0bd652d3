"""The exec form where it does not what it seems to do."""

from __future__ import annotations

import json
import posixpath
import re
import shlex
from collections.abc import Iterator, Sequence

from dockerlayers.checks.findings import Finding
from dockerlayers.checks.mending.edits import Edit, Mend, apply_edits
from dockerlayers.checks.practices.practice import At, Practice
from dockerlayers.checks.practices.starting import write_exec
from dockerlayers.checks.practices.survey import Visit
from dockerlayers.model.steps import Cmd, Entrypoint, Healthcheck, Run
from dockerlayers.patterns import lazy_pattern

_VARIABLE = lazy_pattern(r"\$(?:[A-Za-z_]\w*|\{[A-Za-z_]\w*(?:[:?+=-][^}]*)?\})")
_EXPANDING = lazy_pattern(
    r"(?:ba|da|z|k|a)?sh|[gm]?awk|perl|ruby|php|envsubst|jq|sed|e?grep|cmd(?:\.exe)?|pwsh|powershell(?:\.exe)?|expect"
)
"""Programs to which `$x` means something of their own."""
_OPTIONS = lazy_pattern(r"\$\{?\w*(?:OPTS|OPTIONS|ARGS|FLAGS|PARAMS)\}?")
_PLAIN = lazy_pattern(r"[\w@%+=:,./-]+")
_QUOTED = r"(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|[“”][^“”\"]*[“”]|‘[^‘’']*’)"
_LIST = lazy_pattern(rf"\[\s*({_QUOTED}(?:\s*,\s*{_QUOTED}|\s+{_QUOTED})*)\s*(,?)\s*\]")
_ITEM = lazy_pattern(_QUOTED)
_OPEN = lazy_pattern(r"(\[\"[^\"]*\"(?:\s*,\s*\"[^\"]*\")*),?\s*")
"""A list without its closing bracket."""
_FOLLOWED = lazy_pattern(r"(\[\"[^\"]*\"(?:\s*,\s*\"[^\"]*\")*\s*\])\s*([^\s#].*)", re.DOTALL)
"""A list with something behind it."""
_BARE = lazy_pattern(r"\[\s*([\w./:=-]+(?:\s*,\s*[\w./:=-]+)+)\s*\]")
"""A list whose words have no quotes at all."""


def find_variable(visit: Visit) -> Iterator[Finding]:
    """Find a variable in the exec form, where no shell puts its value in."""
    words = _exec_words(visit)
    if any(_EXPANDING.fullmatch(posixpath.basename(word)) for word in words):
        return
    found = next((match for word in words if (match := _VARIABLE.search(word))), None)
    if found:
        mend = _through_shell(visit, words)
        yield Finding("ExecFormVariable", visit.instruction, {"variable": found[0]}, mend=mend)


def _exec_words(visit: Visit) -> Sequence[str]:
    match visit.step.does:
        case Run(command, is_exec=True) | Cmd(command, is_exec=True) | Entrypoint(command, is_exec=True):
            return command
        case Healthcheck(health) if health.test[:1] == ("CMD",):
            return health.test[1:]
    return ()


def _through_shell(visit: Visit, words: Sequence[str]) -> Mend | None:
    """Let a shell start the program, and give its place up to it."""
    does, instruction = visit.step.does, visit.instruction
    base = visit.survey.base_of(visit.stage)
    is_apart = isinstance(does, Cmd) and any(
        isinstance(one.step.does, Entrypoint) for one in visit.survey.visits(visit.stage)
    )
    is_start = isinstance(does, Cmd | Entrypoint) and instruction.line == instruction.end_line
    if not is_start or is_apart or not base or "distroless" in base.name or "chiseled" in base.tag:
        return None
    if isinstance(does, Entrypoint) and any(
        isinstance(one.step.does, Cmd) for one in visit.survey.visits(visit.stage)
    ):
        return None  # the shell would not hand its words on
    if any(_VARIABLE.search(word) and re.search(r'["\\`]', word) for word in words):
        return None  # what is to be put in, and what is not, cannot be told apart
    return write_exec(visit, ["sh", "-c", " ".join(["exec", *map(_quote, words)])])


def _quote(word: str) -> str:
    """Quote a word of a script so that its variables are still put in."""
    if _OPTIONS.fullmatch(word) or _PLAIN.fullmatch(word):
        return word
    return f'"{word}"' if _VARIABLE.search(word) else shlex.quote(word)


def find_broken_form(visit: Visit) -> Iterator[Finding]:
    """Find a list that is no JSON, so that a shell gets it as it is."""
    text = visit.instruction.arguments.text
    does = visit.step.does
    if not isinstance(does, Run | Cmd | Entrypoint) or does.is_exec or not text.startswith("["):
        return
    bare = _BARE.fullmatch(text) if isinstance(does, Cmd | Entrypoint) else None
    if bare:
        mended = write_exec(visit, re.split(r"\s*,\s*", bare[1]))
        yield Finding("BrokenExecForm", visit.instruction, {}, mend=mended)
        return
    if broken := _OPEN.fullmatch(text) or _FOLLOWED.fullmatch(text):
        yield _other_form(visit, broken)
        return
    found = _LIST.fullmatch(text)
    if not found or (isinstance(does, Run) and re.match(r"\[\s", text) and "," not in text):
        return
    case = "comma" if found[2] and "'" not in text else ""
    words = [_unquote(item) for item in _ITEM.findall(found[1])]
    edit = Edit(visit.instruction.arguments.span, json.dumps(words, ensure_ascii=False))
    is_short = visit.instruction.line == visit.instruction.end_line
    mend = apply_edits(visit.survey.lines, [edit]) if is_short and "\\" not in text else None
    yield Finding("BrokenExecForm", visit.instruction, {}, mend=mend, case=case)


def _other_form(visit: Visit, broken: re.Match[str]) -> Finding:
    """Tell of a list that does not end where it should; what follows it is left out only if it is nothing."""
    instruction = visit.instruction
    is_open = broken.re.pattern == _OPEN.pattern
    is_certain = is_open or broken[2].strip() in (";", ",", ".")
    is_short = instruction.line == instruction.end_line and "\\" not in broken[0]
    edit = Edit(instruction.arguments.span, f"{broken[1]}]" if is_open else broken[1])
    mend = apply_edits(visit.survey.lines, [edit]) if is_certain and is_short else None
    return Finding("BrokenExecForm", instruction, {}, mend=mend, case="open" if is_open else "followed")


def _unquote(item: str) -> str:
    return item[1:-1]


PRACTICES = (
    Practice(
        name="ExecFormVariable",
        url="https://docs.docker.com/reference/dockerfile/#exec-form",
        at=tuple(At(name, find_variable) for name in ("RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK")),
    ),
    Practice(
        name="BrokenExecForm",
        url="https://docs.docker.com/reference/dockerfile/#exec-form",
        at=tuple(At(name, find_broken_form) for name in ("RUN", "CMD", "ENTRYPOINT")),
    ),
)
