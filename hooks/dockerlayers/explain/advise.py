"""What is to be mended at each instruction, from the build checks and the practices."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter

from dockerlayers.analysis import Analysis
from dockerlayers.checks.findings import Finding
from dockerlayers.checks.mending.edits import Mend
from dockerlayers.checks.mending.faults import Fault
from dockerlayers.checks.mending.rules import find_mend
from dockerlayers.checks.practices.practice import Practice
from dockerlayers.checks.practices.rules import PRACTICES
from dockerlayers.checks.rules import RULES, Rule
from dockerlayers.checks.silencing import Silences
from dockerlayers.explain.annotations import Advice, AdviceKind
from dockerlayers.explain.guidance import load_guidance
from dockerlayers.model.types import Check, Facts
from dockerlayers.syntax.nodes import Dockerfile, Instruction
from dockerlayers.texts.texts import Texts

Told = tuple[Instruction, Advice]
"""An advice, and the instruction that it is for."""
_BETTER_TOLD = {"BrokenExecForm": "JSONArgsRecommended", "BackgroundStart": "JSONArgsRecommended"}
"""Practices that tell the reason for what a check of Docker sees but the outcome of, and that check."""


def advise(texts: Texts, analysis: Analysis) -> Mapping[int, tuple[Advice, ...]]:
    """Advise on each instruction, by its first line; what its author silences is left out."""
    found: dict[int, list[Advice]] = {}
    faults: dict[str, list[Told]] = {}
    for instruction, advice in _advise_on_checks(texts, analysis):
        faults.setdefault(advice.rule, []).append((instruction, advice))
    practices = (
        [(one.instruction, _advise_practice(texts, one)) for one in finding.all]
        for finding in analysis.practices
    )
    for same in (*faults.values(), *practices):
        for instruction, advice in _tell_once(same):
            found.setdefault(instruction.line, []).append(advice)
    return {line: tuple(some) for line, some in found.items()}


def _tell_once(same: Sequence[Told]) -> Iterator[Told]:
    """Tell in full what is first, with the places of the others, and of those only what is theirs."""
    (head, first), *others = same
    places = dict.fromkeys((one.line, one.end_line) for one, _ in others if one.line != head.line)
    yield head, replace(first, places=tuple(places)) if places else first
    for instruction, advice in others:
        is_apart = instruction.line != head.line
        yield instruction, replace(advice, why=(), trade=(), first=head.line) if is_apart else advice


def _advise_on_checks(texts: Texts, analysis: Analysis) -> Iterator[Told]:
    build, dockerfile = analysis.build, analysis.dockerfile
    assert build  # a file with an error is not explained
    assert dockerfile
    told: set[tuple[int, str, str]] = set()
    silences = Silences(dockerfile)
    better = {
        (_BETTER_TOLD.get(finding.rule), one.instruction.line)
        for finding in analysis.practices
        for one in finding.all
    }
    for check in analysis.checks:
        instruction = _find_instruction(dockerfile, check)
        key = (instruction.line, check.rule, check.detail)
        is_told = key in told or (check.rule, instruction.line) in better
        if check.rule in RULES and not is_told and not silences.hold(check.rule, instruction):
            told.add(key)
            fault = Fault(check=check, instruction=instruction, dockerfile=dockerfile, build=build)
            yield instruction, _advise_check(texts, fault)


def _find_instruction(dockerfile: Dockerfile, check: Check) -> Instruction:
    """Find the instruction that holds the first line of a check, or the nearest before."""
    line = check.lines[0] if check.lines else 0
    index = bisect_right(dockerfile.instructions, line, key=attrgetter("line")) - 1
    return dockerfile.instructions[max(index, 0)]


def _advise_check(texts: Texts, fault: Fault) -> Advice:
    rule = RULES[fault.check.rule]
    # a fact is empty where the word at fault became nothing: then the word itself is shown
    facts = {name: fact or fault.instruction.arguments.text for name, fact in fault.facts.items()}
    return _write(texts, rule, facts, find_mend(fault), kind=AdviceKind.CHECK, detail=fault.check.detail)


def _advise_practice(texts: Texts, finding: Finding) -> Advice:
    practice = PRACTICES[finding.rule]
    kind = AdviceKind.TRADE if finding.case in practice.weighed else AdviceKind.PRACTICE
    return _write(texts, practice, finding.facts, finding.mend, finding.case, kind=kind)


def _write(
    texts: Texts,
    rule: Rule | Practice,
    facts: Facts,
    mend: Mend | None,
    case: str = "",
    *,
    kind: AdviceKind,
    detail: str = "",
) -> Advice:
    guidance = load_guidance(texts)[rule.name]
    return Advice(
        kind=kind,
        rule=rule.name,
        url=rule.url,
        title=guidance.title,
        wrong=guidance.say("wrong", facts, case),
        why=guidance.say("why", facts, case),
        trade=guidance.say("trade", facts, case),
        detail=detail,
        line=mend.line if mend else None,
        removed=mend.removed if mend else (),
        added=mend.added if mend else (),
    )
