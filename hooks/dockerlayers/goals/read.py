"""Read the goals of an exercise, a line each.

goal = "rebuild" , path , "<=" , count
| "layers" , "<=" , count
| "no" , rule
| "user" , "not" , "root"
| "keep" , text
| "config" , key , "=" , value
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from dockerlayers.checks.practices.rules import PRACTICES
from dockerlayers.checks.rules import RULES
from dockerlayers.errors import DockerfileError
from dockerlayers.goals.types import ConfigHas, FewLayers, FewRebuilds, Goal, Kept, NoFinding, NoRoot
from dockerlayers.model.suggestions import suggest
from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.nodes import Span

CONFIG_KEYS = (
    "User",
    "ExposedPorts",
    "Env",
    "Entrypoint",
    "Cmd",
    "Volumes",
    "WorkingDir",
    "Labels",
    "StopSignal",
    "Shell",
)
_WORD = lazy_pattern(r"\s*(\S*)\s*")
_FORMS: Mapping[str, tuple[str, str]] = {
    "rebuild": (r"(?P<path>\S+)\s*<=\s*(?P<most>\d{1,4})", "rebuild app.py <= 1"),
    "layers": (r"<=\s*(?P<most>\d{1,4})", "layers <= 4"),
    "no": (r"(?P<rule>\w+)", "no RootUser"),
    "user": (r"not\s+root", "user not root"),
    "keep": (r"(?P<text>\S.*)", "keep RUN npm ci"),
    "config": (r"(?P<key>\w+)\s*=\s*(?P<value>\S.*)", "config User = node"),
}


def read_goal(text: str) -> Goal:
    """Read a goal; raise DockerfileError, with the place in the line, for what is none."""
    found = _WORD.match(text)
    assert found  # there may be nothing in it
    name = found[1]
    if name not in _FORMS:
        raise _refuse_unknown("goal", found, 1, _FORMS, f"the goals are {', '.join(_FORMS)}")
    pattern, example = _FORMS[name]
    rest = re.compile(pattern).fullmatch(text.rstrip(), found.end())
    if not rest:
        message, hint = f"this goal is incomplete: {name}", f"write it as {example}"
        raise _refuse(message, (found.start(1), len(text)), hint)
    return _BUILDERS[name](rest)


def _refuse(message: str, place: tuple[int, int], hint: str) -> DockerfileError:
    start, end = place
    return DockerfileError(message, span=Span(1, start + 1, 1, end + 1), hint=hint)


def _refuse_unknown(
    what: str, found: re.Match[str], group: int | str, known: Iterable[str], otherwise: str
) -> DockerfileError:
    """Return the error of a name that is not known; its hint is the nearest one that is."""
    nearest = suggest(found[group], known)
    hint = f"did you mean {nearest}?" if nearest else otherwise
    return _refuse(f"unknown {what}: {found[group]}", found.span(group), hint)


def _build_rule(found: re.Match[str]) -> Goal:
    known = {*PRACTICES, *RULES}
    if found["rule"] not in known:
        raise _refuse_unknown("rule", found, "rule", known, "see the names below findings in a breakdown")
    return NoFinding(rule=found["rule"])


def _build_config(found: re.Match[str]) -> Goal:
    if found["key"] not in CONFIG_KEYS:
        hint = f"the keys are {', '.join(CONFIG_KEYS)}"
        raise _refuse_unknown("key of the image config", found, "key", CONFIG_KEYS, hint)
    return ConfigHas(key=found["key"], value=found["value"])


_BUILDERS: Mapping[str, Callable[[re.Match[str]], Goal]] = {
    "rebuild": lambda found: FewRebuilds(path=found["path"], most=int(found["most"])),
    "layers": lambda found: FewLayers(most=int(found["most"])),
    "no": _build_rule,
    "user": lambda _: NoRoot(),
    "keep": lambda found: Kept(text=" ".join(found["text"].split())),
    "config": _build_config,
}
