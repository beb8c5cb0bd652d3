"""The variables in an instruction, with the value that they have on that line."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping, Set
from functools import partial

from dockerlayers.errors import DockerfileError
from dockerlayers.explain.above import Variables
from dockerlayers.explain.annotations import Gloss
from dockerlayers.explain.knowledge import load_words
from dockerlayers.explain.own.making import Range, make_gloss
from dockerlayers.explain.scene import Scene, is_empty
from dockerlayers.model.steps import Arg, Run
from dockerlayers.model.types import Build, Stage
from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.expansion import Lexer
from dockerlayers.syntax.nodes import Instruction
from dockerlayers.texts.inline import Inline
from dockerlayers.texts.texts import Texts

_USE = r"(?P<use>\$(?:(?P<name>[A-Za-z_]\w*)|\{(?P<braced>[A-Za-z_]\w*)[^{}]*\}))"
_PLAIN = lazy_pattern(rf"{_USE}|\\.|'[^']*'|[^$\\'\"]+|(?P<quote>\")|.", re.DOTALL | re.ASCII)
_QUOTED = lazy_pattern(rf"{_USE}|\\.|[^$\\\"]+|(?P<quote>\")|.", re.DOTALL | re.ASCII)
_ASSIGNED = lazy_pattern(r"\b(\w+)\+?=")
_SETTING = lazy_pattern(r"\b(?:for|read|unset)\b[^;&|\n]*")
_WORD = lazy_pattern(r"\w+")
_UNEXPANDED = ("CMD", "ENTRYPOINT", "HEALTHCHECK", "SHELL", "MAINTAINER", "ONBUILD", "RUN")

_OWN = ("given", "empty")
"""What is said in another way of the shell."""
_FALLBACKS = {
    "given": "given-fallback",
    "unset": "fallback",
    "global": "global-fallback",
    "same-line": "fallback",
}
"""What is said of `${NAME:-value}` where the file gives NAME no value."""

Values = Mapping[str, str | None]


def gloss_variables(scene: Scene, above: Variables) -> Iterator[Gloss]:
    """Explain the variables that BuildKit or, in RUN, the shell replaces; `above` are ENV's and ARG's."""
    instruction = scene.instruction
    known = dict(scene.step.variables)
    origin = partial(_origin, scene, above)
    if instruction.name not in _UNEXPANDED:
        yield from _gloss(scene.texts, instruction, known, "word.variable", origin)
    elif isinstance(scene.step.does, Run) and "$" in instruction.original:
        text, start = instruction.arguments.text, instruction.arguments.start
        yield from _gloss(scene.texts, instruction, known, "word.variable", origin, end=start)
        if not scene.step.does.is_exec:
            uses = _find_uses(instruction.original, start, instruction.arguments.end)
            declared = scene.around.global_names
            used = [name for name, _, _ in uses if name in above or name in declared]
            own = _list_set_by_script(text) if used else frozenset[str]()
            known = {name: above.get(name) for name in used if name not in own}
            yield from _gloss(scene.texts, instruction, known, "word.variable.shell", origin, start=start)


def _origin(scene: Scene, above: Container[str], name: str) -> str:
    """Find the key of what is said of a variable that has no value where it is used."""
    if name in above:
        return "given"
    if name in scene.around.global_names:
        return "global"
    pairs = scene.instruction.pairs if scene.instruction.name == "ENV" else ()
    if any(pair.key == name for pair in pairs) and any(
        pair.key != name and name in (pair.value or "") for pair in pairs
    ):
        return "same-line"
    has_base = scene.stage and not is_empty(scene.around.start(scene.stage).root)
    return "unset" if has_base else "empty"


def gloss_global_variables(
    texts: Texts, build: Build, stage: Stage, instruction: Instruction
) -> Iterator[Gloss]:
    """Explain the variables of FROM: global ARGs, and those that BuildKit sets by itself."""
    declared = (step.does for step in build.global_args)
    values = {name: value for arg in declared if isinstance(arg, Arg) for name, value in arg.pairs}
    automatic = load_words()["platform-arguments"]
    known = {name: values.get(name) for name in stage.variables if name in values or name in automatic}
    return _gloss(texts, instruction, known, "word.variable", lambda _: "given")


def _list_set_by_script(text: str) -> Set[str]:
    """List the variables that a script itself may set, so that their values are not known."""
    names = set(_ASSIGNED.findall(text))
    for match in _SETTING.finditer(text):
        names.update(_WORD.findall(match[0]))
    return names


def _gloss(
    texts: Texts,
    instruction: Instruction,
    values: Values,
    table: str,
    origin: Callable[[str], str],
    *,
    start: int | None = None,
    end: int | None = None,
) -> Iterator[Gloss]:
    """Explain each use between two offsets once, with all the places where it stands."""
    found: dict[str, list[Range]] = {}
    names: dict[str, str] = {}
    if not values or "$" not in instruction.original:
        return
    start = instruction.keyword.end if start is None else start
    end = instruction.arguments.end if end is None else end
    for name, use, place in _find_uses(instruction.original, start, end):
        if name in values:
            found.setdefault(use, []).append(place)
            names[use] = name
    for use, places in found.items():
        name = names[use]
        value = values[name]
        sentence = _say(texts, use, name, value, table, "" if value is not None else origin(name))
        yield make_gloss(instruction.keyword.origin, places, sentence)


def _find_uses(text: str, position: int, end: int) -> Iterator[tuple[str, str, Range]]:
    """Find the variables outside of single quotes, as far as they are written plainly."""
    pattern, other = _PLAIN, _QUOTED
    while match := pattern.match(text, position, end):
        if match["use"]:
            yield match["name"] or match["braced"], match["use"], match.span()
        elif match["quote"]:
            pattern, other = other, pattern
        position = match.end()


def _say(texts: Texts, use: str, name: str, value: str | None, table: str, origin: str) -> Inline:
    """Say what a use becomes; `origin` tells where a value would come from that is not in the file."""
    known = {name: value} if value is not None else {}
    is_plain = use.strip("${}") == name
    try:
        result = Lexer().expand(use, known).text
    except DockerfileError:
        return texts.say("word.variable.shell.other")
    if is_plain and name in load_words()["platform-arguments"]:
        return texts.say(f"{table}.automatic")
    if value is None and (is_plain or not result) and origin:
        return texts.say(f"{table if origin in _OWN else 'word.variable'}.{origin}")
    if result and origin in _FALLBACKS:
        return texts.say(f"word.variable.{_FALLBACKS[origin]}", value=result)
    return texts.say(f"{table}.value", value=result) if result else texts.say(f"{table}.empty")
