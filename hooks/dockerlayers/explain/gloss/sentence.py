"""One sentence for a script, made of what its commands do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from dockerlayers.explain.gloss.clauses import list_clauses
from dockerlayers.explain.gloss.ranks import Clause, Rank, choose, unwrap
from dockerlayers.explain.gloss.readings import Conditional, Node, Pipe, Reading, ScriptReading
from dockerlayers.explain.knowledge import load_words
from dockerlayers.texts.inline import Inline, join_inline
from dockerlayers.texts.texts import Texts

_MOST = 3
_SHOWN = 2
_MANY = 10
"""More commands than these are told in parts, one for each purpose."""


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
    names = [name for node in script.nodes for name in _list_names(node)]
    said = []
    if names and _is_of(names[-1], words["changes-shell"]):
        said.append("script.shell-ends")
    if any(_is_of(name, words["starts-process"]) for name in names):
        said.append("script.process-ends")
    if any(_is_of(name, words["boots"]) for name in names):
        said.append("script.no-boot")
    return [texts.say(key) for key in said]


def _list_names(node: Node) -> Iterator[str]:
    """Name the commands of a part, those on a condition as well."""
    match node:
        case Reading():
            inner = unwrap(node)
            yield from _list_all(inner.steps) if inner.steps else [inner.name]
        case Pipe(parts=parts):
            yield from _list_all(parts)
        case Conditional(bodies=bodies):
            yield from _list_all(one for body in bodies for one in body)
        case never:
            assert_never(never)


def _list_all(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        yield from _list_names(node)


def _is_of(name: str, names: frozenset[str]) -> bool:
    return name in names or name.split(" ")[0] in names
