"""What is to be mended at each instruction, from the build checks and the practices."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
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


def advise(texts: Texts, analysis: Analysis) -> Mapping[int, tuple[Advice, ...]]:
    """Advise on each instruction, by its first line; what its author silences is left out."""
    build, dockerfile = analysis.build, analysis.dockerfile
    assert build  # a file with an error is not explained
    assert dockerfile
    found: dict[int, list[Advice]] = {}
    told: set[tuple[int, str, str]] = set()
    silences = Silences(dockerfile)
    for check in analysis.checks:
        instruction = _find_instruction(dockerfile, check)
        key = (instruction.line, check.rule, check.detail)
        if check.rule in RULES and key not in told and not silences.hold(check.rule, instruction):
            told.add(key)
            fault = Fault(check=check, instruction=instruction, dockerfile=dockerfile, build=build)
            found.setdefault(instruction.line, []).append(_advise_check(texts, fault))
    for finding in analysis.practices:
        found.setdefault(finding.instruction.line, []).append(_advise_practice(texts, finding))
    return {line: tuple(some) for line, some in found.items()}


def _find_instruction(dockerfile: Dockerfile, check: Check) -> Instruction:
    """Find the instruction that holds the first line of a check, or the nearest before."""
    line = check.lines[0] if check.lines else 0
    index = bisect_right(dockerfile.instructions, line, key=attrgetter("line")) - 1
    return dockerfile.instructions[max(index, 0)]


def _advise_check(texts: Texts, fault: Fault) -> Advice:
    rule = RULES[fault.check.rule]
    # a fact is empty where the word at fault became nothing: then the word itself is shown
    facts = {name: fact or fault.instruction.arguments.text for name, fact in fault.facts.items()}
    advice = _write(texts, rule, facts, find_mend(fault))
    return replace(advice, kind=AdviceKind.CHECK, detail=fault.check.detail)


def _advise_practice(texts: Texts, finding: Finding) -> Advice:
    return _write(texts, PRACTICES[finding.rule], finding.facts, finding.mend, finding.case)


def _write(texts: Texts, rule: Rule | Practice, facts: Facts, mend: Mend | None, case: str = "") -> Advice:
    guidance = load_guidance(texts)[rule.name]
    return Advice(
        kind=AdviceKind.PRACTICE,
        rule=rule.name,
        url=rule.url,
        title=guidance.title,
        wrong=guidance.say("wrong", facts, case),
        why=guidance.say("why", facts, case),
        trade=guidance.say("trade", facts, case),
        line=mend.line if mend else None,
        removed=mend.removed if mend else (),
        added=mend.added if mend else (),
    )
