"""A shell script: its commands, what joins them, and which of them run one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from dockerlayers.explain.gloss.commands import read_command
from dockerlayers.explain.gloss.readings import Reading, Said, ScriptReading
from dockerlayers.explain.gloss.shell import say_shell
from dockerlayers.explain.knowledge import load_words
from dockerlayers.syntax.shell.nodes import Script
from dockerlayers.syntax.shell.parser import parse_script

_FUNCTION = re.compile(r"""([^\s;&|()<>'"`$]+)[ \t]*\([ \t]*\)""")
_NAME_BEHIND = re.compile(r"\s*([^\s({]+)")
_EMPTY_PARENTHESES = re.compile(r"\([ \t]*\)")
_JOINTS: Mapping[str, str] = {
    **{text: f"operator.{text}" for text in ("&&", "||", "|", "&")},
    **{text: f"construct.{text}" for text in ("if", "else", "for", "while", "until", "case", "!", "(")},
}
_SEQUENCE = frozenset({"&&", ";", "|", "||"})


@lru_cache(maxsize=64)
def read_script(text: str, *, stops_early: bool = False) -> ScriptReading:
    """Find out about a script; `stops_early` says that its shell runs with -e.

    A line of a Dockerfile is asked about twice, for its sentence and for its words, hence the cache.
    """
    script = parse_script(text)
    functions = frozenset(_find_functions(script))
    readings = tuple(read_command(command, functions) for command in script.commands)
    return ScriptReading(
        readings=readings,
        joints=tuple(_list_joints(script, readings, stops_early=stops_early)),
        top=_find_top(script, readings),
    )


def _find_functions(script: Script) -> Iterator[str]:
    """Name the functions that a script defines: what stands before `()` or behind `function`."""
    for operator in script.operators:
        if operator.text == "function":
            match = _NAME_BEHIND.match(script.text, operator.end)
            yield match[1] if match else ""
    starts = {operator.start for operator in script.operators if operator.text == "("}
    for match in _FUNCTION.finditer(script.text) if starts else ():
        if script.text.index("(", match.end(1)) in starts:
            yield match[1]


def _list_joints(script: Script, readings: Sequence[Reading], *, stops_early: bool) -> Iterator[Said]:
    """List what joins or frames commands, each once, with all the places where it stands."""
    places: dict[str, list[tuple[int, int]]] = {}
    for operator in script.operators:
        if not _EMPTY_PARENTHESES.match(script.text, operator.start):
            places.setdefault(operator.text, []).append((operator.start, operator.end))
    for text, key in _JOINTS.items():
        if text in places:
            yield Said(text, tuple(places[text]), say_shell(key))
    is_plain = places.keys() <= _SEQUENCE and not stops_early
    if ";" in places and is_plain and all(reading.name != "set" for reading in readings):
        yield Said(";", tuple(places[";"]), say_shell("operator.;"))


def _find_top(script: Script, readings: Sequence[Reading]) -> tuple[Reading, ...] | None:
    """Find the commands that run one after the other; what only follows a failure does not count."""
    if not script.is_whole or any(operator.text not in _SEQUENCE for operator in script.operators):
        return None
    found: list[Reading] = []
    fallbacks = [operator.end for operator in script.operators if operator.text == "||"]
    end = 0
    for reading in readings:
        if reading.start < end:
            continue
        is_fallback = bool(fallbacks) and end <= fallbacks[0] <= reading.start
        end = reading.end
        if is_fallback:
            fallbacks.pop(0)
            if reading.name not in load_words()["fallbacks"]:
                return None
        else:
            found.append(reading)
    return tuple(found)
