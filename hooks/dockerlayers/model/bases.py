"""The base of each stage: what FROM names, the image that it is, and the ONBUILD triggers that it leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from operator import attrgetter

from dockerlayers.errors import DockerfileError
from dockerlayers.model.acceptance import locate
from dockerlayers.model.fold.config import trigger_text
from dockerlayers.model.images import UNKNOWN, BaseImage, make_scratch
from dockerlayers.model.model import Model
from dockerlayers.model.references import Reference, parse_platform, parse_reference
from dockerlayers.model.stages import reachable
from dockerlayers.model.state import SCRATCH_NAME, StageState
from dockerlayers.syntax.expansion import Expansion, ExpansionError, Lexer
from dockerlayers.syntax.nodes import Flag, Instruction, Span

ANY_IMAGE = "*"
"""The key of the image that stands for every one not named."""


def build_stage(model: Model, instruction: Instruction) -> StageState:
    """Evaluate a FROM: only global ARGs are known there."""
    lexer = Lexer(model.dockerfile.escape)
    word = instruction.words[0]
    flag = instruction.find_flag("platform")
    try:
        base = lexer.expand(word.text, model.global_args)
    except ExpansionError as error:
        error.span = word.span
        model.froms.append((instruction, Expansion("", unset=error.unset), None))
        raise locate(error, instruction) from None
    model.froms.append((instruction, base, None))
    if not base.text:
        message = f"base name ({word.text}) should not be blank"
        raise locate(DockerfileError(message, span=word.span), instruction)
    platform = None
    if flag and flag.value:
        platform = _expand_platform(lexer, flag, model, instruction)
        model.froms[-1] = (instruction, base, platform)
        _check_platform(flag, platform.text, instruction)
    return StageState(
        index=len(model.stages.states),
        instruction=instruction,
        base=base.text,
        name=instruction.words[2].text.lower() if len(instruction.words) == 3 else "",
        platform=platform.text if platform else None,
        from_variables=(*base.used, *(platform.used if platform else ())),
        lines=tuple(range(instruction.line, instruction.end_line + 1)),
    )


def _expand_platform(lexer: Lexer, flag: Flag, model: Model, instruction: Instruction) -> Expansion:
    try:
        return lexer.expand(flag.value or "", model.global_args)
    except ExpansionError as error:
        failure = DockerfileError(
            f"failed to process arguments for platform : {error.message}", span=flag.span
        )
        raise locate(failure, instruction) from None


def _check_platform(flag: Flag, value: str, instruction: Instruction) -> None:
    written = flag.value
    try:
        if not value:
            raise DockerfileError(f"empty platform value from expression {written}")
        try:
            parse_platform(value)
        except DockerfileError as error:
            raise DockerfileError(f"failed to parse platform {written}: {error.message}") from None
    except DockerfileError as error:
        error.span = flag.span
        raise locate(error, instruction) from None


def resolve_bases(model: Model) -> None:
    """Find the base images, then the ONBUILD triggers that they and the base stages leave."""
    assert model.target
    done: set[StageState] = set()
    model.needed = reachable(model.target)
    while True:
        for state in model.stages.states:
            if not state.base_state and not state.image:
                state.image = _find_image(model, state, state in model.needed)
                state.is_dispatched = not state.is_registered
        if not _add_triggers(model, done):
            return
        # a trigger may copy from a stage that nothing else needs
        model.needed = reachable(model.target)


def _add_triggers(model: Model, done: set[StageState]) -> bool:
    """Give the stages that are needed the triggers of their bases; say whether there were any."""
    has_new = False
    for state in sorted(model.needed - done, key=attrgetter("index")):
        done.add(state)
        triggers = _triggers(state) if state.is_registered else []
        if triggers:
            model.stages.add_triggers(state, triggers)
            has_new = True
    return has_new


def _triggers(state: StageState) -> list[str]:
    if not state.base_state:
        return list(state.image.config.on_build) if state.image else []
    return [trigger_text(item) for item, _ in state.base_state.instructions if item.name == "ONBUILD"]


def _find_image(model: Model, state: StageState, is_needed: bool) -> BaseImage:
    if state.base == SCRATCH_NAME:
        return make_scratch(model.options.platform.os, is_known=not model.dockerfile.omissions)
    try:
        reference = parse_reference(state.base)
    except DockerfileError as error:
        message = f'failed to parse stage name "{state.base}": {error.message}'
        raise DockerfileError(message, lines=state.lines, span=_base_span(state)) from None
    images = model.options.images
    found = (images.get(reference.familiar) or _stand_in(images)) if images else None
    if not found and is_needed and _cannot_exist(reference):
        message = f"{state.base}: pull access denied: {reference.name}:{reference.tag or 'latest'}"
        raise DockerfileError(message, lines=state.lines, span=_base_span(state))
    return found or UNKNOWN


def _stand_in(images: Mapping[str, BaseImage]) -> BaseImage | None:
    """Return the image that stands for any other: it has no platform of its own."""
    image = images.get(ANY_IMAGE)
    return replace(image, architecture="") if image else None


def _cannot_exist(reference: Reference) -> bool:
    """Say whether it is a stage's number, which FROM and mounts take for the name of an image.

    Docker Hub asks for two characters or more: https://docs.docker.com/docker-hub/repos/create/
    """
    name = reference.name.removeprefix("docker.io/library/")
    return len(name) == 1 and name.isdigit()


def _base_span(state: StageState) -> Span | None:
    return state.instruction.words[0].span if state.instruction else state.span
