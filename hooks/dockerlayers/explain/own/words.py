"""All of the Dockerfile's own words in one instruction."""

from __future__ import annotations

from collections.abc import Iterable

from dockerlayers.explain.above import Variables
from dockerlayers.explain.annotations import Gloss
from dockerlayers.explain.environment import gloss_env
from dockerlayers.explain.own.arguments import gloss_arguments
from dockerlayers.explain.own.base import gloss_base
from dockerlayers.explain.own.flags import gloss_flags
from dockerlayers.explain.own.variables import gloss_global_variables, gloss_variables
from dockerlayers.explain.scene import Scene
from dockerlayers.model.steps import Env, OnBuild
from dockerlayers.model.types import Build, Stage
from dockerlayers.syntax.nodes import Instruction
from dockerlayers.texts.texts import Texts


def gloss_words(scene: Scene, above: Variables, command: Iterable[Gloss]) -> tuple[Gloss, ...]:
    """Explain an instruction word by word, with what is said of its command between flags and variables.

    A trigger has no place in the file, and its words stand in the ONBUILD that left it. Nothing is said of
    words at which a build would end.
    """
    if scene.step.is_onbuild or scene.step.does is None or isinstance(scene.step.does, OnBuild):
        return tuple(command)
    env = gloss_env(scene, scene.step.does) if isinstance(scene.step.does, Env) else ()
    return (*gloss_flags(scene), *gloss_arguments(scene), *env, *command, *gloss_variables(scene, above))


def gloss_from(texts: Texts, build: Build, stage: Stage, instruction: Instruction) -> tuple[Gloss, ...]:
    """Explain the FROM of a stage word by word."""
    return (
        *gloss_base(texts, build, stage, instruction),
        *gloss_global_variables(texts, build, stage, instruction),
    )
