"""The one sentence that says what an instruction does."""

from __future__ import annotations

from collections.abc import Callable

from dockerlayers.explain.copying import explain_add, explain_copy
from dockerlayers.explain.inline import Inline
from dockerlayers.explain.knowledge import load_words
from dockerlayers.explain.listing import say_list
from dockerlayers.explain.running import (
    explain_cmd,
    explain_entrypoint,
    explain_healthcheck,
    explain_run,
    explain_shell,
)
from dockerlayers.explain.scene import Scene, find_stage, is_empty, is_relative, list_ports
from dockerlayers.model.types import Build, Effect, Stage
from dockerlayers.syntax.nodes import Directive
from dockerlayers.texts.texts import Texts

_STABLE = "docker/dockerfile:"
_PLATFORMS = {"BUILDPLATFORM": "from.build-platform", "TARGETPLATFORM": "from.target-platform"}


def explain_step(scene: Scene) -> Inline:
    """Say what an instruction other than FROM does."""
    step = scene.step
    if step.effect is Effect.NOTHING and step.created_by is None and not step.words:
        return scene.say("unreached.line")
    return _SENTENCES[step.instruction.name](scene)


def explain_from(texts: Texts, build: Build, stage: Stage) -> Inline:
    """Say what a stage starts from and what it is for."""
    return texts.say("from.sentence", origin=_origin(texts, build, stage), goal=_goal(texts, build, stage))


def _origin(texts: Texts, build: Build, stage: Stage) -> Inline:
    base = stage.base or ""
    if stage.base_stage is not None:
        return texts.say("from.stage", stage=find_stage(build, stage.base_stage).name or base)
    if is_empty(stage):
        return texts.say("from.scratch")
    if not stage.platform or not stage.instruction:
        return texts.say("from.image", image=base)
    written = (stage.instruction.flags[0].value or "").strip("${}")
    if written in _PLATFORMS:
        return texts.say(_PLATFORMS[written], image=base)
    return texts.say("from.platform", platform=stage.platform, image=base)


def _goal(texts: Texts, build: Build, stage: Stage) -> Inline:
    is_target = stage is build.stages[build.target]
    if stage.name:
        is_one_of_many = len(build.stages) > 1
        return texts.say(
            "from.final-named" if is_target and is_one_of_many else "from.named", stage=stage.name
        )
    return texts.say("from.final" if is_target else "from.unnamed")


def explain_directive(texts: Texts, directive: Directive) -> Inline:
    """Say how a parser directive changes the reading of the file."""
    return _DIRECTIVES[directive.name](texts, directive.value)


def _syntax(texts: Texts, value: str) -> Inline:
    version = value.removeprefix("docker.io/").removeprefix(_STABLE)
    if version.isdecimal() and version.isascii():
        return texts.say("directive.syntax.stable", version=int(version))
    return texts.say("directive.syntax.image", image=value)


def _escape(texts: Texts, value: str) -> Inline:
    return texts.say("directive.escape.token", token=value)


def _check(texts: Texts, value: str) -> Inline:
    options = dict(option.strip().partition("=")[::2] for option in value.split(";"))
    rules = tuple(rule.strip() for rule in options.get("skip", "").split(",") if rule.strip())
    is_error = options.get("error", "").strip().lower() == "true"
    if len(options) > 1 + is_error or not (rules or is_error):
        return texts.say("directive.check.other")
    if not rules:
        return texts.say("directive.check.error")
    if is_error:
        return texts.say("directive.check.skip-error", rules=rules)
    return (
        texts.say("directive.check.skip-all")
        if rules == ("all",)
        else texts.say("directive.check.skip", rules=rules)
    )


_DIRECTIVES: dict[str, Callable[[Texts, str], Inline]] = {
    "syntax": _syntax,
    "escape": _escape,
    "check": _check,
}


def _keys(scene: Scene) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.partition("=")[0] for word in scene.step.words))


def _env(scene: Scene) -> Inline:
    """Say what a variable is for where it is one that many programs know; an empty value turns such off."""
    key, _, value = scene.step.words[0].partition("=")
    known = scene.texts.find_sentence(f"env.known.{key}.{value}") or scene.texts.find_sentence(
        f"env.known.{key}.value"
    )
    if known and value and len(scene.step.words) == 1:
        return known.template.fill({"value": value} if known.template.slots else {})
    return say_list(scene.texts, "env.some", "env.many", "names", _keys(scene))


def _label(scene: Scene) -> Inline:
    return say_list(scene.texts, "label.some", "label.many", "names", _keys(scene))


def _arg(scene: Scene) -> Inline:
    table = "arg" if scene.stage else "arg.global"
    if len(scene.instruction.pairs) > 1:
        return scene.say(f"{table}.several", names=_keys(scene))
    pair = scene.instruction.pairs[0]
    if pair.value is None:
        return _arg_without_default(scene, table, pair.key)
    value = pair.value.strip("\"'")
    if not value:
        return scene.say(f"{table}.default-empty", name=pair.key)
    return scene.say(f"{table}.default", name=pair.key, value=value)


def _arg_without_default(scene: Scene, table: str, name: str) -> Inline:
    if scene.stage is None:
        return scene.say(f"{table}.required", name=name)
    declared = {pair.key for step in scene.build.global_args for pair in step.instruction.pairs}
    if name in declared:
        return scene.say("arg.global.inherited", name=name)
    if name in load_words()["platform-arguments"]:
        return scene.say("arg.platform.automatic", name=name)
    return scene.say(f"{table}.required", name=name)


def _workdir(scene: Scene) -> Inline:
    step = scene.step
    if step.created_by is None and is_relative(step.words[0]):
        return scene.say("workdir.relative", path=step.words[0])
    return scene.say("workdir.path" if step.effect is Effect.LAYER else "workdir.root", path=step.words[0])


def _expose(scene: Scene) -> Inline:
    if not scene.step.words:
        return scene.say("expose.nothing")
    return say_list(
        scene.texts, "expose.ports", "expose.many", "ports", scene.step.words, len(list_ports(scene.step))
    )


def _volume(scene: Scene) -> Inline:
    return say_list(scene.texts, "volume.paths", "volume.many", "paths", scene.step.words)


def _user(scene: Scene) -> Inline:
    user, _, group = scene.step.words[0].partition(":")
    if not user:
        return scene.say("user.nobody")
    return scene.say("user.group", user=user, group=group) if group else scene.say("user.user", user=user)


def _stopsignal(scene: Scene) -> Inline:
    return scene.say("stopsignal.signal", signal=scene.step.words[0])


def _onbuild(scene: Scene) -> Inline:
    return scene.say("onbuild.trigger", trigger=scene.step.words[0].split("\n")[0])


_SENTENCES: dict[str, Callable[[Scene], Inline]] = {
    "ADD": explain_add,
    "ARG": _arg,
    "CMD": explain_cmd,
    "COPY": explain_copy,
    "ENTRYPOINT": explain_entrypoint,
    "ENV": _env,
    "EXPOSE": _expose,
    "HEALTHCHECK": explain_healthcheck,
    "LABEL": _label,
    "MAINTAINER": lambda scene: scene.say("maintainer.author"),
    "ONBUILD": _onbuild,
    "RUN": explain_run,
    "SHELL": explain_shell,
    "STOPSIGNAL": _stopsignal,
    "USER": _user,
    "VOLUME": _volume,
    "WORKDIR": _workdir,
}
