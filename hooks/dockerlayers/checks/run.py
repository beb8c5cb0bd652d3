"""Run the build checks over a model, in the order in which BuildKit reports them."""

from __future__ import annotations

from dockerlayers.checks.config import CheckConfig
from dockerlayers.checks.reading import on_reading
from dockerlayers.checks.report import Report
from dockerlayers.checks.rules import RULES
from dockerlayers.checks.stages import check_all_stages
from dockerlayers.checks.steps import check_stage
from dockerlayers.errors import DockerfileError
from dockerlayers.model.model import Model
from dockerlayers.model.types import Check


def run_checks(model: Model, config: CheckConfig) -> tuple[Check, ...]:
    """Report what `docker build --check` reports, up to the error that ends it."""
    report = Report(config)
    for continuation in model.dockerfile.empty_continuations:
        rule = RULES["NoEmptyContinuation"]
        if config.allows(rule):
            report.put(rule.name, rule.message, (continuation.line,), None, None)
    for instruction in model.instructions:
        report.add(instruction, on_reading(instruction))
    if model.are_stages_complete:
        check_all_stages(model, report)
        for state in model.stages.states:
            if model.options.target and not any(state is one for one in model.needed):
                continue
            check_stage(state, report)
            if state.error:
                break
    return tuple(report.checks)


def violation(model: Model, config: CheckConfig, checks: tuple[Check, ...]) -> DockerfileError | None:
    """Make an error of the warnings in what the target needs, where `# check=error=true` asks for it."""
    if not config.is_error or not checks:
        return None
    unneeded = {
        id(instruction)
        for state in model.stages.states
        if not any(state is one for one in model.needed)
        for instruction, _ in state.commands
    }
    lines = {
        line
        for state in model.stages.states
        for instruction, _ in state.commands
        if id(instruction) in unneeded
        for line in range(instruction.line, instruction.end_line + 1)
    }
    early = {"ConsistentInstructionCasing", "NoEmptyContinuation", "MaintainerDeprecated"}
    rules = [check.rule for check in checks if check.rule in early or check.lines[0] not in lines]
    if not rules:
        return None
    return DockerfileError(f"lint violation found for rules: {', '.join(dict.fromkeys(rules))}")
