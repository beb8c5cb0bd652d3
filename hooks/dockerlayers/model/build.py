"""Build the model of a Dockerfile: everything that BuildKit works out before it runs the first command.

Source: https://github.com/moby/buildkit/blob/v0.32.2/frontend/dockerfile/dockerfile2llb/convert.go
"""

from __future__ import annotations

from dockerlayers.errors import DockerfileError
from dockerlayers.model.acceptance import check_instruction, locate
from dockerlayers.model.arguments import build_global_args
from dockerlayers.model.bases import build_stage, resolve_bases
from dockerlayers.model.epoch import resolve_epoch
from dockerlayers.model.fold.dispatch import fold_instruction
from dockerlayers.model.fold.fold import Fold, Shared
from dockerlayers.model.images import UNKNOWN
from dockerlayers.model.model import BuildOptions, Model
from dockerlayers.model.stages import Stages
from dockerlayers.model.state import StageState
from dockerlayers.model.targets import list_images
from dockerlayers.model.types import Build, Stage
from dockerlayers.syntax.expansion import Lexer
from dockerlayers.syntax.nodes import Dockerfile


def build_model(dockerfile: Dockerfile, options: BuildOptions, *, is_fragment: bool = False) -> Model:
    """Work out stages, history and config; an error is kept in the model, not raised."""
    model = Model(dockerfile=dockerfile, options=options, is_fragment=is_fragment)
    try:
        _check_instructions(model)
        build_global_args(model)
        resolve_epoch(model)
        _build_stages(model)
        model.target = model.stages.find_target(options.target)
        model.stages.connect()
        resolve_bases(model)
    except DockerfileError as error:
        model.error = model.check_error = error
        return model
    _fold_stages(model)
    return model


def _check_instructions(model: Model) -> None:
    """Accept the instructions one by one, in file order."""
    has_stage = model.is_fragment
    for instruction in model.dockerfile.instructions:
        model.instructions.append(instruction)
        check_instruction(instruction)
        if instruction.name == "FROM":
            has_stage = True
        elif not has_stage and instruction.name != "ARG":
            message = "no build stage in current context"
            raise locate(DockerfileError(message, span=instruction.keyword.span), instruction)
    if not has_stage:
        raise DockerfileError("dockerfile contains no stages to build")
    model.are_stages_complete = True


def _build_stages(model: Model) -> None:
    model.stages = Stages(model.dockerfile.escape)
    if model.is_fragment:
        model.stages.add(StageState(index=0, instruction=None, base="", image=UNKNOWN))
    for instruction in model.dockerfile.instructions:
        if instruction.name == "FROM":
            model.stages.add(build_stage(model, instruction))
        elif model.stages.states:
            model.stages.states[-1].instructions.append((instruction, False))


def _fold_stages(model: Model) -> None:
    """Fold every stage, also those that the target does not need: the checks look at them too."""
    shared = Shared(
        lexer=Lexer(model.dockerfile.escape),
        global_args=model.global_args,
        build_args=model.build_args,
    )
    for state in model.stages.states:
        is_needed = state in model.needed
        if state.base_state and state.base_state.error:
            state.error = state.base_state.error
            continue
        if not state.is_registered:
            continue
        state.start(model.options.platform)
        state.error = _fold_stage(state, shared)
        if is_needed:
            model.error = model.error or state.error
        if is_needed or not model.options.target:
            model.check_error = model.check_error or state.error


def _fold_stage(state: StageState, shared: Shared) -> DockerfileError | None:
    fold = Fold(state, shared)
    for position, (instruction, is_onbuild) in enumerate(state.instructions):
        fold.begin(instruction, is_onbuild, state.sources.get(position, ()))
        try:
            fold_instruction(fold)
        except DockerfileError as error:
            return locate(error, instruction)
    return None


def to_build(model: Model) -> Build:
    """Turn a model without an error into the public result."""
    assert model.target
    states = [state for state in model.stages.states if state.is_registered]
    chain: set[StageState] = set()
    state: StageState | None = model.target
    while state:
        chain.add(state)
        state = state.base_state
    config = model.target.config()
    if model.options.labels:
        labels = {**dict(config.labels), **model.options.labels}
        config = config._replace(labels=tuple(labels.items()))
    return Build(
        global_args=tuple(model.global_steps),
        stages=tuple(_to_stage(one, one in model.needed, one in chain) for one in states),
        target=states.index(model.target),
        history=tuple(model.target.full_history()),
        config=config,
        author=model.target.author,
        base_is_known=model.target.is_known,
        is_fragment=model.is_fragment,
        images=tuple(list_images(model, config)),
    )


def _to_stage(state: StageState, is_built: bool, is_in_image: bool) -> Stage:
    return Stage(
        index=state.index,
        name=state.name or None,
        instruction=state.instruction,
        base=state.base or None,
        base_stage=state.base_state.index if state.base_state else None,
        platform=state.platform,
        variables=state.from_variables,
        steps=tuple(state.steps),
        is_built=is_built,
        is_in_image=is_in_image,
    )
