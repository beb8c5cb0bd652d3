"""What each part of a script does, as clauses that a sentence may be made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import assert_never

from dockerlayers.explain.gloss.branches import say_written_into, tell_conditional
from dockerlayers.explain.gloss.ranks import Clause, Rank, join_clauses, name_program, rank_of, unwrap
from dockerlayers.explain.gloss.readings import Conditional, Knowledge, Merge, Node, Pipe, Reading
from dockerlayers.explain.gloss.say import say_merged
from dockerlayers.explain.knowledge import load_words
from dockerlayers.syntax.shell.places import is_shell
from dockerlayers.texts.inline import Inline
from dockerlayers.texts.texts import Texts


def list_clauses(texts: Texts, nodes: Iterable[Node]) -> list[Clause]:
    """List what the parts of a script do, in order; what is said of several commands alike is said once."""
    found: list[Clause] = []
    for node in nodes:
        for clause in _list_of(texts, node, found):
            if found and found[-1].ends:
                other = replace(clause, say=texts.say("script.else", body=clause.say))
                found.append(join_clauses(texts, found.pop(), other))
            else:
                found.append(clause)
    return _merge(texts, found)


def _list_of(texts: Texts, node: Node, before: list[Clause]) -> Iterator[Clause]:
    match node:
        case Reading():
            steps = unwrap(node).steps
            yield from list_clauses(texts, steps) if steps else [_of_reading(texts, node)]
        case Pipe():
            yield _of_pipe(texts, node)
        case Conditional():
            yield from tell_conditional(texts, node, before, partial(list_clauses, texts))
        case never:
            assert_never(never)


def _of_reading(texts: Texts, reading: Reading) -> Clause:
    inner = unwrap(reading)
    is_known = inner.knowledge is not Knowledge.NONE
    say = inner.sentence or texts.say_shell("sentence.unknown", name=inner.name)
    written = inner.written or reading.written
    if written and name_program(inner) in load_words()["writers"]:
        return Clause(say=written, rank=Rank.OTHER)
    if inner.is_fed and not inner.steps:
        fed = texts.say("script.fed", body=say)
        whole = texts.grammar.join([fed, written] if written else [fed])
        return Clause(say=whole, rank=rank_of(inner), is_known=is_known)
    if written and inner.name:
        return Clause(
            say=texts.grammar.join([say, written]), rank=max(rank_of(inner), Rank.MINOR), is_known=is_known
        )
    return Clause(say=say, rank=rank_of(inner), merge=inner.merge, is_known=is_known)


def _of_pipe(texts: Texts, pipe: Pipe) -> Clause:
    """Say what goes into a pipe and what comes of it; what stands between only changes its form."""
    clauses = [clause for part in pipe.parts for clause in list_clauses(texts, [part])]
    first, last = pipe.parts[0], pipe.parts[-1]
    ending = unwrap(last) if isinstance(last, Reading) else None
    if ending and ending.name == "tee" and ending.operands:
        operator = ">>" if any(use.code == "-a" for use in ending.uses) else ">"
        target = say_written_into(texts, operator, ", ".join(ending.operands))
        clauses[-1] = Clause(say=target, rank=Rank.OTHER)
    weighty = [clause for clause in clauses if clause.rank > Rank.PREPARES]
    if ending and len(weighty) > 1 and name_program(ending) in load_words()["filters"] and not ending.written:
        weighty.pop()  # what only picks lines tells less than what prints them
    shown = [clause.say for clause in weighty]
    rank = max((clause.rank for clause in clauses), default=Rank.PREPARES)
    ends = [shown[0], shown[-1]] if len(shown) > 1 else shown or [clause.say for clause in clauses[-1:]]
    if ending and _runs_input(ending):
        head = [clause.say for clause in clauses[:1]] if isinstance(first, Reading) else ends[:1]
        ends, rank = [*head, texts.say("script.executed")], Rank.INSTALLS
    if len(ends) > 1 and ends[0] == clauses[0].say:
        ends[0] = _hand_over(texts, first) or ends[0]
    is_known = any(clause.is_known for clause in clauses)
    return Clause(say=texts.grammar.join(ends), rank=rank, count=len(clauses), is_known=is_known)


def _hand_over(texts: Texts, node: Node) -> Inline:
    """Say of what prints files that another command gets them; nothing of anything else."""
    if not isinstance(node, Reading) or node.name != "cat" or not node.operands:
        return ()
    return texts.say("script.handed", files=node.operands)


def _runs_input(reading: Reading) -> bool:
    """Say whether a command is a shell, or another interpreter, that gets its script from a pipe."""
    is_alone = reading.operands in ((), ("-",)) or any(use.code == "-s" for use in reading.uses)
    return is_shell(name_program(reading)) and not reading.steps and not reading.inner and is_alone


def _merge(texts: Texts, clauses: Sequence[Clause]) -> list[Clause]:
    """Say what several commands do alike once over all that they do it to, where the first of them stands."""
    groups: dict[object, list[Clause]] = {}
    for clause in clauses:
        key: object = clause.merge.template if clause.merge else clause.say
        groups.setdefault(key, []).append(clause)
    return [_merge_group(texts, group) for group in groups.values()]


def _merge_group(texts: Texts, group: Sequence[Clause]) -> Clause:
    first = group[0]
    merges = [clause.merge for clause in group if clause.merge]
    if len(merges) < 2:
        return first
    operands = tuple(dict.fromkeys(word for merge in merges for word in merge.operands))
    say = say_merged(texts, merges[0].template, operands)
    return replace(first, say=say, merge=Merge(merges[0].template, operands), count=first.count)
