"""Run the build checks over a model, in the order in which BuildKit reports them, and the practices."""

from __future__ import annotations

from dockerlayers.checks.collector import Collector
from dockerlayers.checks.config import CheckConfig
from dockerlayers.checks.findings import Finding
from dockerlayers.checks.practices.rules import find_practices
from dockerlayers.checks.reading import READ_CHECKS
from dockerlayers.checks.rules import RULES
from dockerlayers.checks.silencing import Silences
from dockerlayers.checks.stages import check_all_stages
from dockerlayers.checks.steps import check_stage
from dockerlayers.errors import DockerfileError
from dockerlayers.model.model import Model
from dockerlayers.model.types import Build, Check
from dockerlayers.syntax.nodes import Dockerfile


def run_checks(model: Model, config: CheckConfig) -> tuple[tuple[Check, ...], DockerfileError | None]:
    """Report what `docker build --check` reports, up to the error that ends it.

    Also return the error that `# check=error=true` makes of warnings in what the target needs.
    """
    collector = Collector(config)
    _check_continuations(model, collector)
    for instruction in model.instructions:
        check = READ_CHECKS.get(instruction.name)
        found = check(instruction) if check else None
        if found:
            collector.add(instruction, found)
    if model.are_stages_complete:
        check_all_stages(model, collector)
        _check_stages(model, collector)
    return tuple(collector.checks), _violation(collector)


def run_practices(build: Build, dockerfile: Dockerfile) -> tuple[Finding, ...]:
    """Find what is done against the practices, but for what the file's author silences."""
    silences = Silences(dockerfile)
    found = find_practices(build, dockerfile)
    return tuple(one for one in found if not silences.hold(one.rule, one.instruction))


def _check_continuations(model: Model, collector: Collector) -> None:
    rule = RULES["NoEmptyContinuation"]
    if model.dockerfile.empty_continuations and collector.config.allows(rule):
        collector.violated[rule.name] = None
        for continuation in model.dockerfile.empty_continuations:
            collector.put(rule, {}, (continuation.line,), None)


def _check_stages(model: Model, collector: Collector) -> None:
    context = model.options.context
    ignore = context.ignore if context else None
    for state in model.stages.states:
        is_needed = state in model.needed
        if is_needed or not model.options.target:
            check_stage(state, collector, ignore, is_needed=is_needed)
            if state.error:
                return


def _violation(collector: Collector) -> DockerfileError | None:
    if not collector.config.is_error or not collector.violated:
        return None
    return DockerfileError(f"lint violation found for rules: {', '.join(collector.violated)}")
