"""What is to be mended at each instruction, from the build checks and the practices."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter

from dockerlayers.checks.mending.edits import Mend
from dockerlayers.checks.mending.faults import Fault
from dockerlayers.checks.mending.rules import find_mend
from dockerlayers.checks.practices.rules import find_practices
from dockerlayers.checks.practices.scene import Finding
from dockerlayers.explain.annotations import Advice, AdviceKind
from dockerlayers.explain.guidance import Guidance, load_guidance
from dockerlayers.explain.silencing import Silence, list_global_silences, list_silences
from dockerlayers.model.types import Build, Check
from dockerlayers.syntax.nodes import Dockerfile, Instruction
from dockerlayers.texts.texts import Texts


def advise(
    texts: Texts, build: Build, dockerfile: Dockerfile, checks: Iterable[Check]
) -> Mapping[int, tuple[Advice, ...]]:
    """Advise on each instruction, by its first line; what its author silences is left out."""
    silences = list_global_silences(dockerfile)
    found: dict[int, list[Advice]] = {}
    told: set[tuple[int, str, str]] = set()
    for instruction, advice in _advise_all(texts, build, dockerfile, checks):
        key = (instruction.line, advice.rule, advice.detail)
        is_again = bool(advice.detail) and key in told
        if not is_again and not _is_silenced(advice.rule, instruction, silences):
            told.add(key)
            found.setdefault(instruction.line, []).append(advice)
    return {line: tuple(some) for line, some in found.items()}


def _advise_all(
    texts: Texts, build: Build, dockerfile: Dockerfile, checks: Iterable[Check]
) -> Iterator[tuple[Instruction, Advice]]:
    guidance = load_guidance(texts)
    for check in checks:
        if check.rule in guidance:
            instruction = _find_instruction(dockerfile, check)
            fault = Fault(check=check, instruction=instruction, dockerfile=dockerfile, build=build)
            yield instruction, _advise_check(guidance[check.rule], fault)
    for finding in find_practices(build, dockerfile):
        yield finding.instruction, _advise_practice(guidance[finding.rule], finding)


def _find_instruction(dockerfile: Dockerfile, check: Check) -> Instruction:
    """Find the instruction that holds the first line of a check, or the nearest before."""
    line = check.lines[0] if check.lines else 0
    index = bisect_right(dockerfile.instructions, line, key=attrgetter("line")) - 1
    return dockerfile.instructions[max(index, 0)]


def _is_silenced(rule: str, instruction: Instruction, silences: list[Silence]) -> bool:
    own = list_silences(instruction.comments) if instruction.comments else []
    return any(one.holds(rule) for one in (*silences, *own))


def _advise_check(guidance: Guidance, fault: Fault) -> Advice:
    check = fault.check
    # a fact is empty where the word at fault became nothing: then the word itself is shown
    values = (fact or fault.instruction.arguments.text for fact in check.facts)
    facts = dict(zip(guidance.facts, values, strict=True))
    return _write(guidance, AdviceKind.CHECK, check.rule, facts, find_mend(fault), detail=check.detail)


def _advise_practice(guidance: Guidance, finding: Finding) -> Advice:
    return _write(guidance, AdviceKind.PRACTICE, finding.rule, finding.facts, finding.mend, case=finding.case)


def _write(
    guidance: Guidance,
    kind: AdviceKind,
    rule: str,
    facts: Mapping[str, str | int],
    mend: Mend | None,
    *,
    case: str = "",
    detail: str = "",
) -> Advice:
    return Advice(
        kind=kind,
        rule=rule,
        url=guidance.source,
        title=guidance.title,
        wrong=guidance.say("wrong", facts, case),
        why=guidance.say("why", facts, case),
        trade=guidance.say("trade", facts, case),
        detail=detail,
        line=mend.line if mend else None,
        removed=mend.removed if mend else (),
        added=mend.added if mend else (),
    )
