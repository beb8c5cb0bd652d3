"""What an instruction leaves in the image: a layer, a field of the config, a history entry, or nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dockerlayers.explain.annotations import Link
from dockerlayers.explain.scene import Scene, find_stage, is_empty
from dockerlayers.model.steps import (
    Arg,
    Cmd,
    Does,
    Entrypoint,
    Env,
    Expose,
    Healthcheck,
    Label,
    Maintainer,
    OnBuild,
    Run,
    Shell,
    StopSignal,
    User,
    Volume,
    Workdir,
)
from dockerlayers.model.types import Build, Effect, Stage
from dockerlayers.texts.inline import Inline, join_inline, text
from dockerlayers.texts.texts import Texts

_FIELDS: dict[type[Does], str] = {
    Cmd: "Cmd",
    Entrypoint: "Entrypoint",
    Env: "Env",
    Expose: "ExposedPorts",
    Healthcheck: "Healthcheck",
    Label: "Labels",
    Maintainer: "author",
    Shell: "Shell",
    StopSignal: "StopSignal",
    User: "User",
    Volume: "Volumes",
    Workdir: "WorkingDir",
}
"""The fields of the image config: https://github.com/opencontainers/image-spec/blob/v1.1.1/config.md"""


def explain_leaves(scene: Scene, replaced: Collection[int]) -> Inline:
    """Say what a step other than FROM leaves; `replaced` are ids of those that another one replaces."""
    stage, step = scene.stage, scene.step
    if stage is None:
        return scene.say("leaves.arg.global")
    if not stage.is_built:
        return scene.say("leaves.stage.unbuilt")
    if not stage.is_in_image:
        return scene.say("leaves.stage.layer" if step.effect is Effect.LAYER else "leaves.stage.config")
    if step.effect is Effect.LAYER:
        return _explain_layer(scene)
    if isinstance(step.does, OnBuild):
        is_last = stage.index == scene.build.target
        return scene.say("leaves.config.triggers" if is_last else "leaves.config.used")
    if isinstance(step.does, Arg):
        return scene.say("leaves.arg.history")
    assert step.does
    return scene.say("leaves.config.replaced") if id(step) in replaced else _config(scene, stage, step.does)


def _config(scene: Scene, stage: Stage, does: Does) -> Inline:
    """Name the field; what CMD comes to hangs on the base image, where the file gives no ENTRYPOINT."""
    sentence = scene.say("leaves.config.field", field=_FIELDS[type(does)])
    if not isinstance(does, Cmd) or scene.build.base_is_known or not does.command:
        return sentence
    if scene.around.start(stage).entrypoint:
        return sentence
    return join_inline([sentence, scene.say("leaves.config.start")])


def _explain_layer(scene: Scene) -> Inline:
    match scene.step.does:
        case Run(mounts=mounts):
            sentence = scene.say("leaves.run.files")
            return join_inline([sentence, scene.say("leaves.run.mounts")]) if mounts else sentence
        case Workdir():
            return scene.say("leaves.workdir.layer")
    return scene.say("leaves.copy.files")


def explain_base_leaves(texts: Texts, build: Build, stage: Stage, links: Sequence[Link]) -> Inline:
    """Say what FROM brings into the image, or what is taken from a stage that is not in it."""
    if not stage.is_built:
        return texts.say("leaves.stage.unbuilt")
    if not stage.is_in_image:
        taken = [str(line) for link in links if link.source == stage.index for line in link.lines]
        lines = texts.grammar.enumerate(map(text, dict.fromkeys(taken)))
        return join_inline([texts.say("leaves.stage.absent"), texts.say("leaves.stage.taken", lines=lines)])
    if is_empty(stage):
        return texts.say("leaves.base.scratch")
    if stage.base_stage is not None:
        return texts.say(
            "leaves.base.stage", stage=find_stage(build, stage.base_stage).name or stage.base or ""
        )
    return texts.say("leaves.base.image")
