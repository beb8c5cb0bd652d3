"""One sentence for a script, made of what its commands do."""

from __future__ import annotations

from collections.abc import Sequence

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
    top = script.top or ()
    commands = [reading for reading in top if not _is_preparation(reading)] or list(top)
    if all(_unwrap(reading).knowledge is Knowledge.NONE for reading in commands):
        return ()
    sentences = {_sentence(reading): reading for reading in reversed(commands)}
    said = [(sentence, reading) for sentence, reading in reversed(sentences.items())]
    if len(said) <= _MOST:
        return join_sentences([sentence for sentence, _ in said])
    shown = _choose([reading for _, reading in said])
    others = say_shell("sentence.others", count=len(said) - _SHOWN)
    return join_sentences([*(sentence for sentence, reading in said if reading in shown), others])


def _is_preparation(reading: Reading) -> bool:
    return not _written(reading) and (not reading.name or _program(reading) in load_words()["preparations"])


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
    is_writer = _program(reading) in load_words()["writers"]
    return next((said.say for said in reading.said if is_writer and said.code in _WRITES), ())


def _choose(readings: Sequence[Reading]) -> list[Reading]:
    """Choose the first that weigh something, then others."""
    is_minor = [_program(_unwrap(reading)) in load_words()["minor"] for reading in readings]
    order = sorted(range(len(readings)), key=lambda index: is_minor[index])
    return [readings[index] for index in order[:_SHOWN]]
