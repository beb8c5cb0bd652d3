"""The one sentence that says what an instruction does."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import assert_never

from dockerlayers.explain.copying import explain_add, explain_copy
from dockerlayers.explain.environment import explain_env
from dockerlayers.explain.forms import explain_broken_array
from dockerlayers.explain.knowledge import load_words
from dockerlayers.explain.listing import say_list
from dockerlayers.explain.running import (
    explain_cmd,
    explain_entrypoint,
    explain_healthcheck,
    explain_run,
    explain_shell,
)
from dockerlayers.explain.scene import Scene, find_stage, is_empty, is_relative
from dockerlayers.model.steps import (
    Add,
    Arg,
    Cmd,
    Copy,
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
from dockerlayers.model.types import Build, Effect, Stage, Step
from dockerlayers.syntax.nodes import Directive
from dockerlayers.texts.inline import Inline, join_inline
from dockerlayers.texts.texts import Texts

_STABLE = "docker/dockerfile:"
_PLATFORMS = {"BUILDPLATFORM": "from.build-platform", "TARGETPLATFORM": "from.target-platform"}


def explain_step(scene: Scene) -> Inline:  # noqa: C901 - one line an instruction
    """Say what an instruction other than FROM does."""
    match scene.step.does:
        case None:
            return scene.say("unreached.line")
        case Add() as add:
            return explain_add(scene, add)
        case Arg() as arg:
            return _arg(scene, arg)
        case Cmd() as cmd:
            return explain_cmd(scene, cmd)
        case Copy() as copy:
            return explain_copy(scene, copy)
        case Entrypoint() as entrypoint:
            return explain_entrypoint(scene, entrypoint)
        case Env() as env:
            return explain_env(scene, env)
        case Expose() as expose:
            return _expose(scene.texts, expose)
        case Healthcheck(health=health):
            return explain_healthcheck(scene, health)
        case Label(pairs=pairs):
            return _label(scene.texts, pairs)
        case Maintainer():
            return scene.say("maintainer.author")
        case OnBuild(trigger=trigger):
            return scene.say("onbuild.trigger", trigger=trigger.split("\n")[0])
        case Run() as run:
            return explain_run(scene, run)
        case Shell() as shell:
            return explain_shell(scene.texts, shell)
        case StopSignal(signal=signal):
            return scene.say("stopsignal.signal", signal=signal)
        case User() as user:
            return _user(scene.texts, user)
        case Volume(paths=paths):
            said = say_list(scene.texts, "volume.paths", "volume.many", "paths", paths)
            return join_inline([said, explain_broken_array(scene)])
        case Workdir() as workdir:
            return _workdir(scene.texts, scene.step, workdir)
        case never:
            assert_never(never)


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


def _label(texts: Texts, pairs: Iterable[tuple[str, str]]) -> Inline:
    written = tuple(f"{key}={value}" for key, value in dict(pairs).items())
    return say_list(texts, "label.some", "label.many", "pairs", written)


def _arg(scene: Scene, arg: Arg) -> Inline:
    table = "arg" if scene.stage else "arg.global"
    if len(arg.pairs) > 1:
        return scene.say(f"{table}.several", names=tuple(dict(arg.pairs)))
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


def _workdir(texts: Texts, step: Step, workdir: Workdir) -> Inline:
    if step.created_by is None and is_relative(workdir.path):
        return texts.say("workdir.relative", path=workdir.path)
    return texts.say("workdir.path" if step.effect is Effect.LAYER else "workdir.root", path=workdir.path)


def _expose(texts: Texts, expose: Expose) -> Inline:
    if not expose.written:
        return texts.say("expose.nothing")
    return say_list(texts, "expose.ports", "expose.many", "ports", expose.written, len(expose.ports))


def _user(texts: Texts, user: User) -> Inline:
    if not user.name:
        return texts.say("user.nobody")
    if user.group:
        return texts.say("user.group", user=user.name, group=user.group)
    return texts.say("user.user", user=user.name)
