"""What is seen of all stages together, before any is evaluated.

Source: https://github.com/moby/buildkit/blob/v0.32.2/frontend/dockerfile/dockerfile2llb/validations.go
"""

from __future__ import annotations

from collections.abc import Sequence

from dockerlayers.checks.collector import Collector
from dockerlayers.checks.findings import Finding
from dockerlayers.checks.reading import FROM_WITH_NAME
from dockerlayers.errors import DockerfileError
from dockerlayers.model.arguments import evaluate_global_arg
from dockerlayers.model.model import Model
from dockerlayers.model.references import parse_platform, parse_reference
from dockerlayers.model.suggestions import suggest
from dockerlayers.syntax.expansion import Expansion, Lexer
from dockerlayers.syntax.nodes import Instruction, Word

_RESERVED_NAMES = ("context", "scratch")


def check_all_stages(model: Model, collector: Collector) -> None:
    """Report names, casing and bases."""
    instructions = model.dockerfile.instructions
    first = 0
    if not model.is_fragment:
        first = next(index for index, one in enumerate(instructions) if one.name == "FROM")
    _check_names(instructions, collector)
    _check_casing(instructions[first:], collector)
    if model.options.build_args or model.error:
        _check_defaults(model, first, collector)
    else:
        for instruction, base, _ in model.froms:
            _check_default(instruction, base.text, collector)
    for instruction, base, platform in model.froms:
        if base.unset or platform:
            collector.add(instruction, _on_from(model, instruction, base, platform))


def _check_names(instructions: Sequence[Instruction], collector: Collector) -> None:
    seen: set[str] = set()
    for instruction in instructions:
        if instruction.name != "FROM" or len(instruction.words) != FROM_WITH_NAME:
            continue
        word = instruction.words[2]
        name = word.text.lower()
        if name in _RESERVED_NAMES:
            collector.add(
                instruction,
                [Finding("ReservedStageName", instruction, {"stage": name}, word)],
                is_local=False,
            )
        if name in seen:
            collector.add(
                instruction,
                [Finding("DuplicateStageName", instruction, {"stage": name}, word)],
                is_local=False,
            )
        seen.add(name)


def _check_casing(instructions: Sequence[Instruction], collector: Collector) -> None:
    keywords = [instruction.keyword.text for instruction in instructions]
    if all(map(str.isupper, keywords)):
        return
    lower = sum(keyword == keyword.lower() for keyword in keywords)
    upper = sum(keyword == keyword.upper() and keyword != keyword.lower() for keyword in keywords)
    casing, name = (str.lower, "lowercase") if lower > upper else (str.upper, "uppercase")
    for instruction in instructions:
        keyword = instruction.keyword
        if keyword.text != casing(keyword.text):
            finding = Finding(
                "ConsistentInstructionCasing", instruction, {"keyword": keyword.text, "casing": name}, keyword
            )
            collector.add(instruction, [finding], is_local=False)


def _check_defaults(model: Model, first: int, collector: Collector) -> None:
    """Report base images whose name is not valid when no build argument is given."""
    values = dict(model.automatic_args)
    lexer = Lexer(model.dockerfile.escape)
    instructions = model.dockerfile.instructions
    try:
        for argument in instructions[:first]:
            evaluate_global_arg(argument, model, values, {})
        for instruction in instructions:
            if instruction.name == "FROM":
                base = lexer.expand(instruction.words[0].text, values)
                _check_default(instruction, base.text, collector)
    except DockerfileError:
        return  # the build will end with the same error


def _check_default(instruction: Instruction, base: str, collector: Collector) -> None:
    try:
        parse_reference(base)
    except DockerfileError:
        word = instruction.words[0]
        finding = Finding("InvalidDefaultArgInFrom", instruction, {"image": word.text}, word)
        collector.add(instruction, [finding], is_local=False)


def _on_from(
    model: Model, instruction: Instruction, base: Expansion, platform: Expansion | None
) -> list[Finding]:
    found = _undeclared(model, instruction, instruction.words[0], base)
    if platform is None:
        return found
    flag = instruction.find_flag("platform")
    assert flag
    found += _undeclared(model, instruction, flag.word, platform)
    written = flag.value or ""
    is_target = platform.used == ("TARGETPLATFORM",) and not platform.unset
    if is_target and platform.text == model.global_args.get("TARGETPLATFORM"):
        found.append(Finding("RedundantTargetPlatform", instruction, {"platform": written}, flag.word))
    if not platform.used and not platform.unset and _is_constant(instruction, platform.text):
        found.append(
            Finding("FromPlatformFlagConstDisallowed", instruction, {"platform": platform.text}, flag.word)
        )
    return found


def _undeclared(model: Model, instruction: Instruction, word: Word, expansion: Expansion) -> list[Finding]:
    if not expansion.unset:
        return []
    declared = {pair.key for step in model.global_steps for pair in step.instruction.pairs}
    known = [*model.global_args, *declared]
    return [
        Finding(
            "UndefinedArgInFrom",
            instruction,
            {"name": name, "hint": did_you_mean(suggest(name, known))},
            word,
        )
        for name in expansion.unset
        if name not in known
    ]


def did_you_mean(name: str | None, mark: str = "") -> str:
    """Write the suggestion that ends a message, where there is one."""
    return f" (did you mean {mark}{name}?)" if name else ""


def _is_constant(instruction: Instruction, value: str) -> bool:
    try:
        platform = parse_platform(value)
    except DockerfileError:
        return False
    name = instruction.words[2].text.lower() if len(instruction.words) == FROM_WITH_NAME else ""
    return platform.os not in name and platform.architecture not in name
