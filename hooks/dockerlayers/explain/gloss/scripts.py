"""A shell script: its commands, and what joins them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import attrgetter

from dockerlayers.explain.gloss.commands import read_command, read_script_at
from dockerlayers.explain.gloss.readings import Reading, Said, ScriptReading
from dockerlayers.explain.gloss.structure import find_structure
from dockerlayers.patterns import lazy_pattern
from dockerlayers.programs.options import Range
from dockerlayers.syntax.shell.nodes import Operator, Script, ShellWord
from dockerlayers.syntax.shell.parser import parse_kept
from dockerlayers.syntax.shell.places import is_shell
from dockerlayers.texts.texts import Texts

_FUNCTION = lazy_pattern(r"""([^\s;&|()<>'"`$]+)[ \t]*\([ \t]*\)""")
_NAME_BEHIND = lazy_pattern(r"\s*([^\s({]+)")
_EMPTY_PARENTHESES = lazy_pattern(r"\([ \t]*\)")
_JOINTS = {
    **{text: f"operator.{text}" for text in ("&&", "||", "|", "&")},
    **{text: f"construct.{text}" for text in ("if", "else", "for", "while", "until", "case", "!", "(")},
}
_SEMICOLON = {";": "operator.;"}
_SEQUENCE = frozenset({"&&", ";", "|", "||"})


@lru_cache(maxsize=1)
def read_script(texts: Texts, text: str, *, stops_early: bool = False) -> ScriptReading:
    """Find out about a script; `stops_early` says that its shell runs with -e.

    The last one is kept: an instruction is asked for its sentence, and then for its words.
    """
    script = parse_kept(text)
    functions = frozenset(_find_functions(script))
    bodies = _find_bodies(script)
    readings = tuple(
        _feed(texts, read_command(texts, command, functions), bodies.get(command.start))
        for command in script.commands
    )
    structure = find_structure(script, readings)
    is_plain = not stops_early and all(reading.name != "set" for reading in readings)
    joints = tuple(_list_joints(texts, script, structure.operators, is_plain=is_plain))
    return ScriptReading(readings, joints, structure.nodes, structure.is_whole)


def _find_bodies(script: Script) -> dict[int, ShellWord]:
    """Find the here-documents that commands get, by where these start.

    Bodies follow in the order of their marks.
    """
    marks = [
        (redirect.start, owner)
        for owner, redirects in (
            *((command.start, command.redirects) for command in script.commands),
            (-1, script.redirects),
        )
        for redirect in redirects
        if redirect.operator in ("<<", "<<-")
    ]
    bodies = sorted(script.heredocs, key=attrgetter("start"))
    return {owner: body for (_, owner), body in zip(sorted(marks), bodies, strict=False)}


def _feed(texts: Texts, reading: Reading, body: ShellWord | None) -> Reading:
    """Read the script that a shell gets as a here-document."""
    is_script = is_shell(reading.name) and not reading.inner and reading.operands in ((), ("-",))
    if not body or not is_script:
        return reading
    script = read_script_at(texts, body.text, body.start)
    return reading._replace(inner=script.readings, steps=script.steps)


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


def _list_joints(
    texts: Texts, script: Script, operators: Iterable[Operator], *, is_plain: bool
) -> Iterator[Said]:
    """List what joins or frames commands, each once, with all the places where it stands.

    A semicolon goes on after a failure only where the shell does not stop at one, and frames nothing else.
    """
    places: dict[str, list[Range]] = {}
    for operator in operators:
        if not _EMPTY_PARENTHESES.match(script.text, operator.start):
            places.setdefault(operator.text, []).append((operator.start, operator.end))
    joints = _JOINTS | _SEMICOLON if is_plain and places.keys() <= _SEQUENCE else _JOINTS
    for text, key in joints.items():
        if text in places:
            yield Said(text, tuple(places[text]), texts.say_shell(key))
