"""The arguments before the first FROM, and those that BuildKit sets by itself."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import takewhile

from dockerlayers.errors import DockerfileError
from dockerlayers.model.acceptance import locate
from dockerlayers.model.model import Model
from dockerlayers.model.references import DEFAULT_PLATFORM, Platform
from dockerlayers.model.steps import Arg
from dockerlayers.model.types import Effect, Step
from dockerlayers.syntax.expansion import Lexer
from dockerlayers.syntax.nodes import Instruction


def build_global_args(model: Model) -> None:
    """Evaluate the platform's automatic arguments and the ARGs before the first FROM."""
    model.automatic_args = _automatic_args(model)
    model.global_args = dict(model.automatic_args)
    if model.is_fragment:
        return
    for instruction in takewhile(lambda one: one.name != "FROM", model.dockerfile.instructions):
        step = evaluate_global_arg(instruction, model, model.global_args, model.options.build_args)
        model.global_steps.append(step)


def evaluate_global_arg(
    instruction: Instruction, model: Model, values: dict[str, str], build_args: Mapping[str, str]
) -> Step:
    """Evaluate one ARG before the first FROM into `values`."""
    lexer = Lexer(model.dockerfile.escape)
    pairs: list[tuple[str, str | None]] = []
    variables: dict[str, str | None] = {}
    for pair in instruction.pairs:
        value = build_args.get(pair.key)
        if value is None and pair.value is not None:
            try:
                result = lexer.expand(pair.value, values)
            except DockerfileError as error:
                error.span = pair.word.span
                raise locate(error, instruction) from None
            variables.update({name: values.get(name) for name in (*result.used, *result.unset)})
            value = result.text
        if value is not None:
            values[pair.key] = value
        pairs.append((pair.key, value))
    return Step(
        instruction=instruction,
        effect=Effect.NOTHING,
        created_by=None,
        does=Arg(tuple(pairs)),
        variables=tuple(variables.items()),
    )


def _automatic_args(model: Model) -> dict[str, str]:
    options = model.options
    last = next((item for item in reversed(model.dockerfile.instructions) if item.name == "FROM"), None)
    last_name = last.words[2].text.lower() if last and len(last.words) == 3 else ""
    values = dict(_platform_args(options.platform))
    values["TARGETSTAGE"] = options.target or last_name or "default"
    if options.build_args:
        return {name: options.build_args.get(name, value) for name, value in values.items()}
    return values


@cache
def _platform_args(target: Platform) -> tuple[tuple[str, str], ...]:
    """List the arguments that tell of the platforms, for the builder and the target."""
    return tuple(
        (prefix + name, value)
        for prefix, platform in (("BUILD", DEFAULT_PLATFORM), ("TARGET", target))
        for name, value in (
            ("PLATFORM", str(platform)),
            ("OS", platform.os),
            ("OSVERSION", ""),
            ("ARCH", platform.architecture),
            ("VARIANT", platform.variant),
        )
    )
