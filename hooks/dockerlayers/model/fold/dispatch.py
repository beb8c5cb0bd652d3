"""Apply an instruction to a stage, by its name."""

from __future__ import annotations

from collections.abc import Callable

from dockerlayers.errors import DockerfileError
from dockerlayers.model.fold import config, files, running
from dockerlayers.model.fold.fold import Fold
from dockerlayers.model.types import Effect, Step, make_entry

_FOLDS: dict[str, Callable[[Fold], Step]] = {
    "ADD": files.fold_copy,
    "ARG": config.fold_arg,
    "CMD": running.fold_cmd,
    "COPY": files.fold_copy,
    "ENTRYPOINT": running.fold_entrypoint,
    "ENV": config.fold_env,
    "EXPOSE": config.fold_expose,
    "HEALTHCHECK": running.fold_healthcheck,
    "LABEL": config.fold_label,
    "MAINTAINER": config.fold_maintainer,
    "ONBUILD": config.fold_onbuild,
    "RUN": running.fold_run,
    "SHELL": running.fold_shell,
    "STOPSIGNAL": config.fold_stopsignal,
    "USER": config.fold_user,
    "VOLUME": config.fold_volume,
    "WORKDIR": files.fold_workdir,
}


def fold_instruction(fold: Fold) -> None:
    """Apply the instruction that a fold has begun; raise DockerfileError where BuildKit stops."""
    state, instruction = fold.state, fold.instruction
    try:
        step = _FOLDS[instruction.name](fold)
        fold.shared.budget.spend(len(step.created_by or ""))
    except DockerfileError:
        # what was found before the fault is still reported by the build checks
        state.steps.append(fold.step(Effect.NOTHING, None, None)._replace(partial=fold.partial))
        raise
    state.steps.append(step)
    if step.created_by is not None:
        entry = make_entry((step.created_by, step.effect is not Effect.LAYER, instruction))
        state.history.append(entry)
