"""One sentence for a script, made of what its commands do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dockerlayers.explain.gloss.readings import Knowledge, Reading, ScriptReading
from dockerlayers.explain.knowledge import load_words
from dockerlayers.texts.inline import Inline
from dockerlayers.texts.texts import Texts

_MOST = 3
_SHOWN = 2


def summarize(texts: Texts, script: ScriptReading) -> Inline:
    """Say what the commands of a script do; return nothing where that is not certain or not known."""
    steps = [step for reading in script.top for step in _list_steps(reading)]
    commands = [reading for reading in steps if not _is_preparation(reading)]
    if not commands and script.is_all:
        commands = steps
    if all(_unwrap(reading).knowledge is Knowledge.NONE for reading in commands):
        return ()
    found: dict[Inline, Reading] = {}
    for reading in commands:
        found.setdefault(_sentence(texts, reading), reading)
    join = texts.grammar.join
    if script.is_all and len(found) <= _MOST:
        return join(list(found))
    shown = [sentence for sentence, _ in _choose(list(found.items()))]
    if script.is_all:
        return join([*shown, texts.say_shell("sentence.others", count=len(found) - len(shown))])
    return join([*shown, texts.say_shell("sentence.rest")])


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


def _sentence(texts: Texts, reading: Reading) -> Inline:
    reading = _unwrap(reading)
    return _written(reading) or reading.sentence or texts.say_shell("sentence.unknown", name=reading.name)


def _written(reading: Reading) -> Inline:
    """Say into which file a command puts what it prints, where that is all that it is for."""
    return reading.written if _program(reading) in load_words()["writers"] else ()


def _choose(found: Sequence[tuple[Inline, Reading]]) -> list[tuple[Inline, Reading]]:
    """Choose the first two that weigh something, or of any where none does."""
    major = [one for one in found if not _is_minor(_unwrap(one[1]))]
    return (major or list(found))[:_SHOWN]


def _is_minor(reading: Reading) -> bool:
    if reading.knowledge is not Knowledge.PROGRAM or reading.asks:
        return True
    minor = load_words()["minor"]
    return _program(reading) in minor or reading.name in minor
