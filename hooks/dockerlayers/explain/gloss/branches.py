"""What a part of a script does that runs on a condition, again and again, or into a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from dockerlayers.explain.gloss.conditions import say_condition
from dockerlayers.explain.gloss.ranks import Clause, Rank, choose, join_clauses
from dockerlayers.explain.gloss.readings import Branch, Conditional, Node, Reading
from dockerlayers.explain.knowledge import load_words
from dockerlayers.patterns import lazy_pattern
from dockerlayers.texts.inline import Inline
from dockerlayers.texts.texts import Texts

Tell = Callable[[Iterable[Node]], list[Clause]]
"""What lists the clauses of other parts."""
_MOST_IN_BODY = 2
_LIST = lazy_pattern(r"[\w./:@+%,=-]+(?:\s+[\w./:@+%,=-]+)*")
_DONE = ("exit", "return")
_OPPOSITES = {Branch.WHILE: Branch.UNTIL, Branch.UNTIL: Branch.WHILE}


def tell_conditional(texts: Texts, node: Conditional, before: list[Clause], tell: Tell) -> Iterator[Clause]:
    """Say what a part does, and when; `before` are the clauses of what stands before it."""
    match node.branch:
        case Branch.FAILED:
            yield from _of_failure(tell, texts, node, before)
        case Branch.OK:
            yield from _of_body(tell, texts, node, say_condition(texts, node.text), 0)
        case Branch.IF:
            yield from _of_if(tell, texts, node)
        case Branch.CASE:
            yield _of_case(tell, texts, node)
        case Branch.INTO:
            yield _of_written(tell, texts, node)
        case Branch.FOR | Branch.WHILE | Branch.UNTIL:
            yield from _of_loop(tell, texts, node)
        case never:
            assert_never(never)


def _of_written(tell: Tell, texts: Texts, node: Conditional) -> Clause:
    """Say into which file a part prints, and what it does besides."""
    operator, _, target = node.text.partition(" ")
    written = say_written_into(texts, operator, target)
    clauses = tell(node.bodies[0])
    if all(clause.rank is Rank.PREPARES for clause in clauses):
        return Clause(say=written, rank=Rank.OTHER)
    inner = _sum_up(tell, texts, node.bodies[0])
    return replace(inner, say=texts.grammar.join([inner.say, written]), rank=max(inner.rank, Rank.OTHER))


def say_written_into(texts: Texts, operator: str, target: str) -> Inline:
    """Say into which file something is written, or to whose end."""
    entry = texts.find_shell(f"written.{operator}")
    assert entry  # of what writes, all are known
    return entry.template.fill({"target": target})


def _of_failure(tell: Tell, texts: Texts, node: Conditional, before: list[Clause]) -> Iterator[Clause]:
    """Say what happens where a command fails; that it goes on is a part of what is said of the command."""
    body = node.bodies[0]
    names = {one.name for one in body if isinstance(one, Reading)}
    first = node.test[0]
    is_test = isinstance(first, Reading) and first.name in load_words()["tests"]
    if is_test or node.text.startswith("! "):
        yield from _of_body(tell, texts, node, say_condition(texts, node.text, negated=True), 0)
    elif names and names <= {":", "true"}:
        if before and before[-1].rank > Rank.PREPARES:
            last = before.pop()
            joined = texts.grammar.join([last.say, texts.say("script.anyway")])
            yield replace(last, say=joined, merge=None)
    elif not names or not names <= load_words()["fallbacks"]:
        inner = _sum_up(tell, texts, body)
        if inner.rank > Rank.PREPARES:
            is_else = isinstance(first, Conditional) and first.branch is Branch.OK
            say = texts.say("script.else" if is_else else "script.failed", body=inner.say)
            failed = replace(inner, say=say)
            yield join_clauses(texts, before.pop(), failed) if before else failed


def _of_body(tell: Tell, texts: Texts, node: Conditional, when: Inline, number: int) -> Iterator[Clause]:
    """Say what runs on a condition."""
    body = node.bodies[number]
    if not body:
        return
    inner = _sum_up(tell, texts, body)
    say = texts.say("script.conditional", when=when, body=inner.say)
    ends = len(node.bodies) == 1 and _ends(body)
    yield replace(
        inner, say=say, merge=None, ends=ends, rank=max(inner.rank, Rank.OTHER if ends else inner.rank)
    )


def _ends(body: Sequence[Node]) -> bool:
    last = body[-1]
    return isinstance(last, Reading) and last.name in _DONE and last.operands in ((), ("0",))


def _of_if(tell: Tell, texts: Texts, node: Conditional) -> Iterator[Clause]:
    for clause in _of_body(tell, texts, node, say_condition(texts, node.text), 0):
        others = [_sum_up(tell, texts, body) for body in node.bodies[1:] if body]
        says = [clause.say, *(texts.say("script.else", body=other.say) for other in others)]
        yield replace(
            clause,
            say=texts.grammar.join(says),
            rank=max(clause.rank, *(other.rank for other in others), Rank.PREPARES),
            count=clause.count + sum(other.count for other in others),
        )


def _of_case(tell: Tell, texts: Texts, node: Conditional) -> Clause:
    """Say that one of several parts runs; where each only sets variables, which ones."""
    inner = [clause for body in node.bodies for clause in tell(body)]
    commands = [one for body in node.bodies for one in body]
    names = dict.fromkeys(one.said[0].code for one in commands if isinstance(one, Reading) and _sets(one))
    only_sets = all(
        isinstance(one, Reading) and (_sets(one) or one.name in ("exit", "echo", ":")) for one in commands
    )
    value = node.text.strip("\"'")
    rank = max((clause.rank for clause in inner), default=Rank.PREPARES)
    rank = max(rank, Rank.MINOR)
    count = sum(clause.count for clause in inner) or 1
    if names and only_sets:
        return Clause(
            say=texts.say("script.case-variables", value=value, names=tuple(names)), rank=rank, count=count
        )
    return Clause(say=texts.say("script.case", value=value), rank=rank, count=count)


def _sets(reading: Reading) -> bool:
    return not reading.name and bool(reading.said)


def _of_loop(tell: Tell, texts: Texts, node: Conditional) -> Iterator[Clause]:
    if not node.bodies[0]:
        return
    inner = _sum_up(tell, texts, node.bodies[0])
    yield replace(inner, say=_say_loop(texts, node, inner.say), merge=None)


def _say_loop(texts: Texts, node: Conditional, body: Inline) -> Inline:
    if node.branch is not Branch.FOR:
        first = node.test[0] if node.test else None
        if node.branch is Branch.WHILE and isinstance(first, Reading) and first.name == "read":
            return texts.say("script.each-line", body=body)
        test = node.text.removeprefix("! ").lstrip()
        branch = node.branch if test == node.text else _OPPOSITES[node.branch]
        return texts.say(f"script.{branch.value}", test=test, body=body)
    values = node.text.split() if _LIST.fullmatch(node.text) else [node.text]
    if not node.text:
        return texts.say("script.each-argument", body=body)
    if node.text.startswith("(("):
        return texts.say("script.counted", body=body)
    shown = (
        texts.say_shell("words.many", shown=tuple(values[:2]), count=len(values))
        if len(values) > 3
        else tuple(values)
    )
    return texts.say("script.each", values=shown, body=body)


def _sum_up(tell: Tell, texts: Texts, nodes: Sequence[Node]) -> Clause:
    """Make one clause of a part: what matters most in it, and how much else there is."""
    clauses = tell(nodes)
    said = choose(clauses, _MOST_IN_BODY)
    rest = sum(clause.count for clause in clauses if clause.rank > Rank.PREPARES) - sum(
        one.count for one in said
    )
    says = [clause.say for clause in said]
    if rest > 0:
        says.append(texts.say_shell("sentence.others", count=rest))
    return Clause(
        say=texts.grammar.join(says or [texts.say_shell("sentence.others", count=1)]),
        rank=max((clause.rank for clause in clauses), default=Rank.PREPARES),
        count=sum(clause.count for clause in clauses) or 1,
    )
