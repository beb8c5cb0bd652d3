"""What becomes of a stage when an image is built."""

from __future__ import annotations

from collections.abc import Mapping

from dockerlayers.explain.annotations import Breakdown, Image
from dockerlayers.model.types import Stage
from dockerlayers.texts.texts import Texts


def list_fates(breakdown: Breakdown, image: Image) -> Mapping[int, str]:
    """Map each stage to the label of what becomes of it: the image, a part of it, copied from, not built."""
    stages = {group.stage.index: group.stage for group in breakdown.groups if group.stage}
    fates = {index: "absent" if index in image.needs else "not-built" for index in stages}
    below = image.stage.base_stage
    while below is not None:
        fates[below] = "inherited"
        below = stages[below].base_stage
    return {**fates, image.stage.index: "final"}


def fate_class(fate: str) -> str:
    """Return the classes of a stage that is not in the image, and of one that is not built."""
    return {"absent": " bd-out", "not-built": " bd-out bd-unbuilt"}.get(fate, "")


def stage_name(texts: Texts, stage: Stage) -> str:
    """Name a stage; one without a name is called so."""
    return texts.label("named-stage", stage=stage.name) if stage.name else texts.label("unnamed-stage")


def stage_notes(texts: Texts, stage: Stage, is_target: bool) -> list[str]:
    """Say what becomes of a stage in the build, where its name does not."""
    if not stage.is_built:
        return [texts.label("absent"), texts.label("not-built")]
    if not stage.is_in_image:
        return [texts.label("absent")]
    if not is_target:
        return [texts.label("inherited")]
    return [texts.label("final")] if stage.name else []
