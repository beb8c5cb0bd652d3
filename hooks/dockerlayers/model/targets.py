"""The images of all stages that could be the target of a build, as far as one build works them out."""

from __future__ import annotations

from collections.abc import Iterator

from dockerlayers.model.model import Model
from dockerlayers.model.stages import reachable
from dockerlayers.model.state import StageState
from dockerlayers.model.types import ImageConfig, StageImage

_TARGET_ARG = "TARGETSTAGE"
_MOST = 32


def list_images(model: Model, config: ImageConfig) -> Iterator[tuple[int, StageImage]]:
    """Yield the image of the target, whose config is given, and those of the other possible targets.

    A stage can be one when its name leads to it, or when it is the last. Left out is what another target
    would make otherwise than this one, or make fail: the name of the target in a variable, triggers that were
    not added as nobody needs their stage, an error in a stage that is not built. Of a file with very many
    stages, only the target's image is given: each has the history of all stages below it.
    """
    registered = [state for state in model.stages.states if state.is_registered]
    is_target_alone = _TARGET_ARG in model.dockerfile.source or len(registered) > _MOST
    for state in registered:
        is_target = state is model.target
        is_last = state is registered[-1]
        is_named = bool(state.name) and model.stages.by_name.get(state.name) is state
        if is_target or ((is_last or is_named) and not is_target_alone and _is_complete(model, state)):
            option = None if is_last else state.name
            history = tuple(state.full_history())
            own = config if is_target else state.config()
            yield state.index, StageImage(option, history, own, state.is_known)


def _is_complete(model: Model, state: StageState) -> bool:
    return all(one in model.needed or _is_worked_out(one) for one in reachable(state))


def _is_worked_out(state: StageState) -> bool:
    """Say whether a stage that this build does not need is what it would be in one that does."""
    if state.error:
        return False
    if not state.is_registered:
        return True
    if state.base_state:
        return not any(instruction.name == "ONBUILD" for instruction, _ in state.base_state.instructions)
    return not (state.image and state.image.config.on_build)
