"""One simple command: what it does, and what each of its words does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dockerlayers.explain.gloss.parts import list_ranges, list_shell_parts, say_written
from dockerlayers.explain.gloss.readings import Knowledge, Node, Pipe, Reading, Said
from dockerlayers.explain.gloss.say import (
    merge_asking,
    only_assigns,
    say_asking,
    say_assignment,
    say_match,
    say_option,
)
from dockerlayers.explain.gloss.structure import find_structure
from dockerlayers.explain.gloss.texts import find_text
from dockerlayers.patterns import lazy_pattern
from dockerlayers.programs.load import find_called
from dockerlayers.programs.match import MOST_WRAPPED, Match, match_command
from dockerlayers.programs.options import Range, Rest, find_asking, list_dashed
from dockerlayers.programs.quoting import place_script, plain_text, show
from dockerlayers.programs.types import Program
from dockerlayers.syntax.shell.nodes import ShellWord, SimpleCommand
from dockerlayers.syntax.shell.parser import parse_script
from dockerlayers.syntax.shell.places import is_shell
from dockerlayers.texts.inline import Inline
from dockerlayers.texts.texts import Texts

_VARIABLE = lazy_pattern(r"\$(?:\w+|\{\w+\})")
_FETCHED = lazy_pattern(r'"?(?:\$\(|<\(|`)\s*((?:curl|wget)\s[^()`|;&]*)[)`]"?')
_EVALUATING = ("eval", "source", ".")
_QUOTES = lazy_pattern("[\"']")


class InnerScript(NamedTuple):
    """The commands of a script, and those that it comes to; see `Reading.steps`."""

    readings: tuple[Reading, ...] = ()
    steps: tuple[Node, ...] = ()


def read_command(
    texts: Texts, command: SimpleCommand, functions: frozenset[str] = frozenset(), depth: int = 0
) -> Reading:
    """Find out about a command; its script defines `functions`, `depth` counts the programs that run it."""
    if not command.words:
        return _read_assignments(texts, command)
    word = command.words[0]
    written = _QUOTES.sub("", word.text) if word.value is None else word.value
    program = None if written in functions or depth > MOST_WRAPPED else find_called(written)
    if program:
        return _read_known(texts, command, match_command(command.words, program), program, functions, depth)
    asking = None if written in functions else find_asking(command.words)
    asked = asking.asks if asking else None
    sentence = say_asking(texts, asked, command.words[:1]) or say_general(texts, written, functions)
    said = (
        (Said(written, list_ranges([word]), sentence), *list_shell_parts(texts, command)) if sentence else ()
    )
    is_certain = asked or written in functions
    knowledge = Knowledge.PROGRAM if is_certain else Knowledge.GENERAL if sentence else Knowledge.NONE
    return Reading(
        name=written,
        start=command.start,
        end=command.end,
        knowledge=knowledge,
        sentence=sentence,
        said=said,
        uses=tuple(use._replace(option=asking) for use in list_dashed(command.words)),
        asks=bool(asked),
        merge=merge_asking(texts, asked, command.words[0]),
        operands=tuple(show(plain_text(word)) for word in command.words[1:]),
    )


def say_general(texts: Texts, name: str, functions: frozenset[str]) -> Inline:
    """Say of a command without a known program what is certain of it by its name alone."""
    if name in functions:
        return texts.say_shell("command.function", name=name)
    if _VARIABLE.fullmatch(name):
        return texts.say_shell("command.variable", name=name)
    return texts.say_shell("command.file", name=name) if "/" in name else ()


def _read_known(
    texts: Texts,
    command: SimpleCommand,
    match: Match,
    program: Program,
    functions: frozenset[str],
    depth: int,
) -> Reading:
    sentence, merge = say_match(texts, match)
    code = " ".join(plain_text(word) for word in match.path)
    words = [*match.path, *(match.operands if match.is_trusted else ())]
    rests = [_read_rest(texts, rest, functions, depth + 1) for rest in match.rests]
    return Reading(
        name=code,
        start=command.start,
        end=command.end,
        knowledge=Knowledge.PROGRAM,
        sentence=sentence,
        said=(
            Said(code, list_ranges(words), sentence),
            *_list_options(texts, match),
            *_list_assignments(texts, match, program),
            *list_shell_parts(texts, command),
        ),
        uses=match.uses,
        asks=bool(match.asking),
        wrapped=_read_words(texts, match.wrapped, functions, depth + 1),
        inner=tuple(reading for rest in rests for reading in rest.readings),
        steps=_read_fetched(texts, command, code) or tuple(one for rest in rests for one in rest.steps),
        written=say_written(texts, command),
        merge=merge,
        operands=tuple(show(plain_text(word)) for word in match.operands),
        is_fed=any(redirect.operator in ("<<", "<<-") for redirect in command.redirects),
    )


def _read_fetched(texts: Texts, command: SimpleCommand, name: str) -> tuple[Node, ...]:
    """Read `sh -c "$(curl …)"` and the like as what they come to: a script that is fetched and run."""
    if not is_shell(name) and name not in _EVALUATING:
        return ()
    found = next((match for word in command.words if (match := _FETCHED.fullmatch(word.text))), None)
    inner = parse_script(found[1]).commands if found else ()
    if not inner:
        return ()
    shell = Reading("sh", command.start, command.end, Knowledge.PROGRAM, (), ())
    return (Pipe((read_command(texts, inner[0]), shell)),)


def _list_options(texts: Texts, match: Match) -> Iterator[Said]:
    """List the options that are known; those that say the same are one."""
    found: dict[tuple[str, Inline], tuple[Range, ...]] = {}
    for use in match.uses:
        if use.option:
            key = (use.code, say_option(texts, use.option, use.value, match.path))
            found[key] = (*found.get(key, ()), *use.ranges)
    for (code, say), ranges in found.items():
        yield Said(code, ranges, say, is_part=True)


def _list_assignments(texts: Texts, match: Match, program: Program) -> Iterator[Said]:
    if only_assigns(match):
        return  # what is said of the command itself is just that
    source = find_text(texts, match.level.key).assignments or find_text(texts, program.key).assignments or ""
    for word in match.assignments:
        name = plain_text(word).partition("=")[0]
        yield Said(name, list_ranges([word]), say_assignment(texts, source, word), is_part=True)


def _read_assignments(texts: Texts, command: SimpleCommand) -> Reading:
    """Read a command without a program: it sets variables of the shell, or only makes a file."""
    said = tuple(list_shell_parts(texts, command))
    if not said:
        return Reading("", command.start, command.end, Knowledge.NONE, (), ())
    said = (said[0]._replace(is_part=False), *said[1:])
    return Reading("", command.start, command.end, Knowledge.PROGRAM, said[0].say, said)


def _read_words(
    texts: Texts, words: tuple[ShellWord, ...], functions: frozenset[str], depth: int
) -> Reading | None:
    """Read words that are a command of their own."""
    if not words:
        return None
    command = SimpleCommand((), words, (), words[0].start, words[-1].end)
    return read_command(texts, command, functions, depth)


def _read_rest(texts: Texts, rest: Rest, functions: frozenset[str], depth: int) -> InnerScript:
    """Read the command or the script that an option leaves."""
    reading = _read_words(texts, rest.words, functions, depth)
    if reading:
        return InnerScript((reading,))
    return _read_script(texts, rest.script, depth) if rest.script else InnerScript()


def _read_script(texts: Texts, word: ShellWord, depth: int) -> InnerScript:
    """Read a script in a word, where it is certain what of it the inner shell gets."""
    placed = place_script(word)
    if not placed:
        return InnerScript()
    return _read_text(texts, *placed, depth)


def read_script_at(texts: Texts, text: str, start: int) -> InnerScript:
    """Read a script that stands as it is at an offset into another one."""
    return _read_text(texts, text, range(start, start + len(text) + 1), 1)


def _read_text(texts: Texts, text: str, places: Sequence[int], depth: int) -> InnerScript:
    script = parse_script(text)
    readings = tuple(read_command(texts, command, depth=depth) for command in script.commands)
    structure = find_structure(script, readings)
    return InnerScript(
        tuple(move(one, places) for one in readings), structure.nodes if structure.is_whole else ()
    )


def move(reading: Reading, places: Sequence[int]) -> Reading:
    """Return a reading of a text whose characters, and the end behind them, stand at `places`."""
    return reading._replace(
        start=places[reading.start],
        end=places[reading.end],
        said=tuple(
            said._replace(ranges=tuple((places[start], places[end]) for start, end in said.ranges))
            for said in reading.said
        ),
        wrapped=move(reading.wrapped, places) if reading.wrapped else None,
        inner=tuple(move(inner, places) for inner in reading.inner),
    )
