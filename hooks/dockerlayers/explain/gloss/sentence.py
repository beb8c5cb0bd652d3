"""One sentence for a script, made of what its commands do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from dockerlayers.explain.gloss.clauses import list_clauses
from dockerlayers.explain.gloss.ranks import Clause, Rank, choose, name_program, rank_of, unwrap
from dockerlayers.explain.gloss.readings import Conditional, Node, Pipe, Reading, ScriptReading
from dockerlayers.explain.gloss.texts import find_option_text
from dockerlayers.explain.knowledge import load_words
from dockerlayers.patterns import lazy_pattern
from dockerlayers.texts.inline import Inline, join_inline
from dockerlayers.texts.texts import Texts

_MOST = 3
_SHOWN = 2
_MANY = 10
"""More commands than these are told in parts, one for each purpose."""
_ASKING = (("-V",), ("-v",), ("-h",))
"""What most likely only asks a program whose options are not known."""
_SERVICE_SCRIPT = lazy_pattern(r"/etc/(?:rc\.d/)?init\.d/|/etc/rc\.d/")


def summarize(texts: Texts, script: ScriptReading) -> Inline:
    """Say what the commands of a script do that matter most to the image; nothing where none is known.

    How many others there are is a sentence of its own, so that the first one stays short.
    """
    clauses = list_clauses(texts, script.nodes)
    said = [clause for clause in clauses if clause.rank > Rank.PREPARES] or clauses
    if not any(clause.is_known for clause in said):
        return ()
    shown = said if len(said) <= _MOST else _choose(said)
    says = [texts.grammar.join([clause.say for clause in shown])]
    rest = sum(clause.count for clause in said) - sum(clause.count for clause in shown)
    if rest > 0:
        says.append(texts.say_shell("sentence.others", count=rest))
    if not script.is_whole:
        says.append(texts.say_shell("sentence.rest"))
    return join_inline(says)


def _choose(clauses: Sequence[Clause]) -> list[Clause]:
    """Choose what is told of many: the weightiest, and that what was installed is removed again.

    Of more than ten commands each purpose is told by the first command that has it.
    """
    if sum(clause.count for clause in clauses) > _MANY:
        firsts: dict[Rank, Clause] = {}
        for clause in clauses:
            firsts.setdefault(clause.rank, clause)
        purposes = [clause for clause in firsts.values() if clause.rank > Rank.UNKNOWN]
        chosen = purposes if len(purposes) >= _SHOWN else choose(clauses, _SHOWN)
    else:
        chosen = choose(clauses, _SHOWN)
    removed = [clause for clause in clauses if clause.rank is Rank.REMOVES][:1]
    return [one for one in clauses if any(one is other for other in (*chosen, *removed))]


def name_programs(script: ScriptReading) -> list[str]:
    """Name the commands of a script; nothing where they do not sum it up."""
    if not script.is_whole or not all(isinstance(node, Reading) for node in script.nodes):
        return []
    unsaid = load_words()["unsaid"]
    names = [node.name for node in script.nodes if isinstance(node, Reading)]
    return [name for name in names if name and name.split(" ")[0] not in unsaid]


def explain_ending(texts: Texts, script: ScriptReading) -> list[Inline]:
    """Say which effects of a script end with it: those on its shell, and processes that it starts."""
    words = load_words()
    readings = list(_list_all(script.nodes))
    is_waited_for = any(one.name == "wait" for one in readings)
    lasting = [one for one in readings if one.written or not _only_prepares(one)]
    said = []
    if lasting and (_is_of(lasting[-1], words["changes-shell"]) or all(map(_sets_up, lasting))):
        said.append("script.shell-ends")
    if any(_starts(texts, one) or (not is_waited_for and _stays_behind(one)) for one in readings):
        said.append("script.process-ends")
    if any(_is_for_boot(one) for one in readings):
        said.append("script.no-boot")
    return [texts.say(key) for key in said]


def _only_prepares(reading: Reading) -> bool:
    words = load_words()
    return name_program(reading) in words["unsaid"] and not _is_of(reading, words["changes-shell"])


def _sets_up(reading: Reading) -> bool:
    """Say whether a command only changes the shell that runs it; `> x` without a program makes a file."""
    words = load_words()
    is_assignment = not reading.name and any(said.code.isidentifier() for said in reading.said[:1])
    return is_assignment or _is_of(reading, words["changes-shell"] | words["sets-up-shell"])


def _stays_behind(reading: Reading) -> bool:
    return reading.is_behind and rank_of(reading) in (Rank.UNKNOWN, Rank.OTHER, Rank.BUILDS)


def _starts(texts: Texts, reading: Reading) -> bool:
    """Say whether a command leaves a process running; one that asks, tests or sets up ends by itself."""
    words = load_words()
    name = reading.name.rpartition("/")[2]
    options = (find_option_text(texts, use.option) for use in reading.uses if use.option)
    if reading.asks or reading.operands in _ASKING or any(option.commands for option in options if option):
        return False
    if name in words["starts-when-told"] or _SERVICE_SCRIPT.match(reading.name):
        return not words["tells-start"].isdisjoint(reading.operands)
    return name in words["starts-process"]


def _is_for_boot(reading: Reading) -> bool:
    words = load_words()
    is_told = reading.name in words["boots-when-told"] and not words["tells-boot"].isdisjoint(
        reading.operands
    )
    return is_told or reading.name in words["boots"]


def _list_all(nodes: Iterable[Node]) -> Iterator[Reading]:
    """List the commands of parts, those on a condition as well."""
    for node in nodes:
        match node:
            case Reading():
                inner = unwrap(node)._replace(is_behind=node.is_behind)
                yield from _list_all(inner.steps) if inner.steps else [inner]
            case Pipe(parts=parts):
                yield from _list_all(parts)
            case Conditional(bodies=bodies):
                yield from _list_all(one for body in bodies for one in body)
            case never:
                assert_never(never)


def _is_of(reading: Reading, names: frozenset[str]) -> bool:
    return reading.name in names or name_program(reading) in names
