"""Run the build checks over a model, in the order in which BuildKit reports them, and the practices."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dockerlayers.checks.collector import Collector
from dockerlayers.checks.config import CheckConfig
from dockerlayers.checks.findings import Finding
from dockerlayers.checks.practices.rules import find_practices
from dockerlayers.checks.practices.survey import Survey
from dockerlayers.checks.reading import READ_CHECKS
from dockerlayers.checks.rules import RULES
from dockerlayers.checks.silencing import Silences
from dockerlayers.checks.stages import check_all_stages
from dockerlayers.checks.steps import check_stage
from dockerlayers.errors import DockerfileError
from dockerlayers.model.model import Model
from dockerlayers.model.references import parse_platform
from dockerlayers.model.state import StageState
from dockerlayers.model.types import Check
from dockerlayers.syntax.nodes import Span


class Checked(NamedTuple):
    """What the checks say: `error` is what ends a build with them, `check_error` what ends the checks."""

    checks: tuple[Check, ...]
    error: DockerfileError | None
    check_error: DockerfileError | None


def run_checks(model: Model, config: CheckConfig) -> Checked:
    """Report what `docker build --check` reports, up to the error that ends it.

    With `# check=error=true`, warnings in what the target needs end the build, and any the checks.
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
        _check_platforms(model, collector)
        _check_stages(model, collector)
    error = model.error or _violation(collector, collector.violated) or _find_empty_run(model)
    return Checked(
        tuple(collector.checks), error, model.check_error or _violation(collector, collector.found)
    )


def run_practices(survey: Survey) -> tuple[Finding, ...]:
    """Find what is done against the practices, but for what the file's author silences; repeats are one."""
    silences = Silences(survey.dockerfile)
    found = find_practices(survey)
    return _gather(one for one in found if not silences.hold(one.rule, one.instruction))


def _gather(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Make one finding of those of one rule and case, at the first of their lines."""
    kinds: dict[tuple[str, str], list[Finding]] = {}
    for one in found:
        kinds.setdefault((one.rule, one.case), []).append(one)
    ordered = (sorted(some, key=lambda one: one.instruction.line) for some in kinds.values())
    return tuple(first._replace(others=tuple(others)) for first, *others in ordered)


def _check_continuations(model: Model, collector: Collector) -> None:
    rule = RULES["NoEmptyContinuation"]
    if model.dockerfile.empty_continuations and collector.config.allows(rule):
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


def _check_platforms(model: Model, collector: Collector) -> None:
    """Report images for another platform than the one that is asked for, as far as that is known."""
    rule = RULES["InvalidBaseImagePlatform"]
    if not collector.config.allows(rule):
        return
    for state in model.stages.states:
        image = state.image
        if not image or state.base_state:
            continue
        is_needed = state in model.needed
        if not is_needed and model.options.target:
            continue
        wanted = parse_platform(state.platform) if state.platform else model.options.platform
        is_told = image.is_known and image.architecture and not image.is_empty
        if is_told and (wanted.os, wanted.architecture) != (image.os, image.architecture):
            facts = {"image": state.base, "found": str(image.platform), "expected": str(wanted)}
            collector.put(rule, facts, state.lines, _place_of(state), is_needed=is_needed)


def _place_of(state: StageState) -> Span | None:
    return state.instruction.words[0].span if state.instruction else state.span


def _find_empty_run(model: Model) -> DockerfileError | None:
    """Find a RUN in what the target needs that has nothing to run: the last thing that a build notices."""
    if any(state.has_empty_run for state in model.needed):
        return DockerfileError("failed to marshal LLB definition: arguments are required")
    return None


def _violation(collector: Collector, rules: Iterable[str]) -> DockerfileError | None:
    names = ", ".join(rules) if collector.config.is_error else ""
    if not names:
        return None
    return DockerfileError(f"lint violation found for rules: {names}")
