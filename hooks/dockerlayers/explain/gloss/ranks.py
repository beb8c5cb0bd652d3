"""How much a command matters to the image, and the clause that is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from dockerlayers.explain.gloss.readings import Knowledge, Merge, Reading
from dockerlayers.explain.knowledge import load_words
from dockerlayers.texts.inline import Inline
from dockerlayers.texts.texts import Texts


class Rank(IntEnum):
    """How much something matters to the image."""

    PREPARES = 0
    MINOR = 1
    UNKNOWN = 2
    OTHER = 3
    REMOVES = 4
    FETCHES = 5
    BUILDS = 6
    INSTALLS = 7


@dataclass(frozen=True, kw_only=True)
class Clause:
    """What a part of a script does: a sentence that others may be joined to.

    `count` is how many commands it stands for, `ends` says that it ends the script where its condition holds.
    """

    say: Inline
    rank: Rank
    merge: Merge | None = None
    count: int = 1
    ends: bool = False
    is_known: bool = True


def unwrap(reading: Reading) -> Reading:
    """Take the command that a wrapping one runs, where something is known of it."""
    wrapped = reading.wrapped
    return unwrap(wrapped) if wrapped and wrapped.knowledge is not Knowledge.NONE else reading


def name_program(reading: Reading) -> str:
    """Name the program of a command, without the command that it is given."""
    return reading.name.split(" ")[0]


def rank_of(reading: Reading) -> Rank:
    """Tell how much a command matters, by what its program, or its program's command, is for."""
    words = load_words()
    names = (reading.name, name_program(reading))
    if not reading.name or names[1] in words["unsaid"]:
        return Rank.PREPARES
    if reading.asks:
        return Rank.MINOR
    ranks = (
        (words["installs"], Rank.INSTALLS),
        (words["builds"], Rank.BUILDS),
        (words["removes"], Rank.REMOVES),
        (words["fetches"], Rank.FETCHES),
        (words["minor"], Rank.MINOR),
    )
    for name in names:
        for known, rank in ranks:
            if name in known:
                return rank
    return Rank.OTHER if reading.knowledge is Knowledge.PROGRAM else Rank.UNKNOWN


def join_clauses(texts: Texts, first: Clause, second: Clause) -> Clause:
    """Make one clause of two that belong together."""
    return Clause(
        say=texts.grammar.join([first.say, second.say]),
        rank=max(first.rank, second.rank),
        count=first.count + second.count,
        is_known=first.is_known or second.is_known,
    )


def choose(clauses: Sequence[Clause], most: int) -> list[Clause]:
    """Choose those that matter most, in their order; what prepares only where there is nothing else."""
    weighty = [clause for clause in clauses if clause.rank > Rank.PREPARES] or list(clauses)
    best = sorted(weighty, key=lambda clause: -clause.rank)[:most]
    return [clause for clause in weighty if any(clause is one for one in best)]
