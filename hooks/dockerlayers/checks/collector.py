"""Where what the build checks find is collected."""

from __future__ import annotations

from collections.abc import Iterable

from dockerlayers.checks.config import CheckConfig
from dockerlayers.checks.findings import Finding
from dockerlayers.checks.rules import RULES, Rule
from dockerlayers.model.types import Check, Facts
from dockerlayers.syntax.nodes import Flag, Instruction, Span, Word


class Collector:
    """Collects findings, each under the options that hold for its instruction.

    `found` are the rules of all findings, `violated` those of what the target needs.
    """

    def __init__(self, config: CheckConfig) -> None:
        self.config = config
        self.checks: list[Check] = []
        self.violated: dict[str, None] = {}
        self.found: dict[str, None] = {}

    def add(
        self,
        instruction: Instruction,
        findings: Iterable[Finding],
        *,
        is_local: bool = True,
        is_needed: bool = True,
    ) -> None:
        """Add what is found at an instruction, as far as the options at the top and above it allow.

        Those above it hold for a local finding only. What the target does not need is no violation.
        """
        config = None
        for finding in findings:
            if config is None:
                comments = instruction.comments if is_local else ()
                config = self.config.merged(comments) if comments else self.config
            rule = RULES[finding.rule]
            if config.allows(rule):
                lines = tuple(range(finding.instruction.line, finding.instruction.end_line + 1))
                self.put(rule, finding.facts, lines, finding.place, is_needed=is_needed)

    def put(
        self,
        rule: Rule,
        facts: Facts,
        lines: tuple[int, ...],
        place: Word | Flag | Span | None,
        *,
        is_needed: bool = True,
    ) -> None:
        """Add one warning."""
        self.found[rule.name] = None
        if is_needed:
            self.violated[rule.name] = None
        detail = rule.format(facts)
        span = place if place is None or isinstance(place, Span) else place.span
        self.checks.append(Check(rule=rule.name, detail=detail, lines=lines, span=span, facts=facts))
