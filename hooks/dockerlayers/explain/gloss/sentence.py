"""One sentence for a script, made of what its commands do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dockerlayers.explain.gloss.joining import join_sentences
from dockerlayers.explain.gloss.readings import Knowledge, Reading, ScriptReading
from dockerlayers.explain.gloss.shell import say_shell
from dockerlayers.explain.inline import Inline
from dockerlayers.explain.knowledge import load_words

_MOST = 3
_SHOWN = 2
_WRITES = (">", ">|", ">>")


def summarize(script: ScriptReading) -> Inline:
    """Say what the commands of a script do; return nothing where that is not certain or not known."""
    steps = [step for reading in script.top for step in _list_steps(reading)]
    commands = [reading for reading in steps if not _is_preparation(reading)]
    if not commands and script.is_all:
        commands = steps
    if all(_unwrap(reading).knowledge is Knowledge.NONE for reading in commands):
        return ()
    found: dict[Inline, Reading] = {}
    for reading in commands:
        found.setdefault(_sentence(reading), reading)
    if script.is_all and len(found) <= _MOST:
        return join_sentences(list(found))
    shown = [sentence for sentence, _ in _choose(list(found.items()))]
    if script.is_all:
        return join_sentences([*shown, say_shell("sentence.others", count=len(found) - len(shown))])
    return join_sentences([*shown, say_shell("sentence.rest")])


def name_programs(script: ScriptReading) -> list[str]:
    """Name the commands of a script; nothing where they do not sum it up."""
    if not script.is_all:
        return []
    return [reading.name for reading in script.top if not _is_preparation(reading)]


def _is_preparation(reading: Reading) -> bool:
    return not _written(reading) and (not reading.name or _program(reading) in load_words()["unsaid"])


def _list_steps(reading: Reading) -> Iterator[Reading]:
    """List what the script among a command's words does in place of the command, where there is one."""
    steps = _unwrap(reading).steps
    if not steps:
        yield reading
    for step in steps:
        yield from _list_steps(step)


def _program(reading: Reading) -> str:
    return reading.name.split(" ")[0]


def _unwrap(reading: Reading) -> Reading:
    """Take the command that a wrapping one runs, where something is known of it."""
    wrapped = reading.wrapped
    return _unwrap(wrapped) if wrapped and wrapped.knowledge is not Knowledge.NONE else reading


def _sentence(reading: Reading) -> Inline:
    reading = _unwrap(reading)
    return _written(reading) or reading.sentence or say_shell("sentence.unknown", name=reading.name)


def _written(reading: Reading) -> Inline:
    """Say into which file a command puts what it prints, where that is all that it is for."""
    if _program(reading) not in load_words()["writers"]:
        return ()
    parts = {said.code: said.say for said in reading.said if said.is_part}
    return next((parts[code] for code in _WRITES if code in parts), ())


def _choose(found: Sequence[tuple[Inline, Reading]]) -> list[tuple[Inline, Reading]]:
    """Choose two: the first that weigh something, else any; they stay in order."""
    by_weight = sorted(range(len(found)), key=lambda index: _is_minor(_unwrap(found[index][1])))
    return [found[index] for index in sorted(by_weight[:_SHOWN])]


def _is_minor(reading: Reading) -> bool:
    return reading.knowledge is not Knowledge.PROGRAM or _program(reading) in load_words()["minor"]
