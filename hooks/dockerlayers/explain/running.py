"""Sentences on RUN, CMD, ENTRYPOINT, HEALTHCHECK and SHELL: what runs, when, and by what."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from dockerlayers.explain.forms import explain_broken_array, explain_literals
from dockerlayers.explain.gloss.scripts import read_script
from dockerlayers.explain.gloss.sentence import explain_ending, name_programs, summarize
from dockerlayers.explain.gloss.sources import find_source
from dockerlayers.explain.listing import say_list
from dockerlayers.explain.scene import Scene
from dockerlayers.model.health import Health
from dockerlayers.model.mount_values import MountType
from dockerlayers.model.mounts import Mount
from dockerlayers.model.steps import Cmd, Entrypoint, Run, Shell
from dockerlayers.syntax.nodes import Heredoc
from dockerlayers.texts.inline import Inline, join_inline, show_command
from dockerlayers.texts.texts import Texts

_DEFAULT_INTERVAL = "30s"
_SHELL_FORM = "CMD-SHELL"
_NETWORKS = {"none": "run.no-network", "host": "run.host-network"}


def explain_run(scene: Scene, run: Run) -> Inline:
    """Say what RUN runs, and which of its mounts leave nothing behind."""
    if not run.is_exec and (broken := explain_broken_array(scene, "run-fails")):
        return broken
    literals = explain_literals(scene, run.command) if run.is_exec else ()
    script = _read(scene)
    return join_inline([_explain_run(scene, run, script), literals, *script.ending])


def _explain_run(scene: Scene, run: Run, script: _Script) -> Inline:
    where: list[Inline] = []
    if run.network in _NETWORKS:
        where.append(scene.say(_NETWORKS[run.network]))
    if run.security == "insecure":
        where.append(scene.say("run.insecure"))
    place = tuple(piece for part in where for piece in part)
    does = scene.say("run.heredoc.does", does=script.does) if script.does and run.script else script.does
    if not run.mounts and does:
        return (*place, *does)
    action = () if does else _action(scene, run, script)
    if not run.mounts:
        return scene.say("run.sentence", where=place, action=action)
    kept = _mounts(scene.texts, run.mounts)
    if does:
        return scene.say("run.does-mounted", where=place, does=does, mounts=kept)
    return scene.say("run.mounted", where=place, action=action, mounts=kept)


class _Script(NamedTuple):
    """What is said of a script: what it does where that is certain, what ends with it, and its programs."""

    does: Inline = ()
    ending: tuple[Inline, ...] = ()
    programs: tuple[str, ...] = ()


def _read(scene: Scene) -> _Script:
    """Read the script of a shell form, where a shell of the POSIX kind runs it."""
    source = find_source(scene)
    if not source or not source.text:
        return _Script()
    return _read_text(scene.texts, source.text, stops_early=source.stops_early)


@lru_cache(maxsize=256)
def _read_text(texts: Texts, text: str, *, stops_early: bool) -> _Script:
    """Read a script; the last ones are kept, as an edit leaves most of a file as it was."""
    reading = read_script(texts, text, stops_early=stops_early)
    return _Script(
        does=summarize(texts, reading),
        ending=tuple(explain_ending(texts, reading)),
        programs=tuple(name_programs(reading)),
    )


def _action(scene: Scene, run: Run, script: _Script) -> Inline:
    if run.is_exec:
        return scene.say("run.exec", command=show_command(run.command))
    if not scene.instruction.words:
        return scene.say("run.empty")
    if run.script:
        return _heredoc(scene.texts, run.script)
    if not script.programs:
        return scene.say("run.script")
    some = tuple(dict.fromkeys(script.programs))
    if scene.instruction.heredocs:
        return scene.say("run.heredoc.input", commands=some)
    return say_list(scene.texts, "run.shell", "run.many", "commands", some, len(script.programs))


def _heredoc(texts: Texts, script: Heredoc) -> Inline:
    """Say what runs a heredoc that is the script itself; its first line may name the program."""
    content = script.body
    lines = content.splitlines()
    if content.startswith("#!"):
        return texts.say("run.heredoc.interpreter", count=len(lines), program=lines[0][2:])
    return texts.say("run.heredoc.script", count=len(lines))


def _mounts(texts: Texts, mounts: Sequence[Mount]) -> Inline:
    kinds = {mount.type for mount in mounts}
    if len(kinds) > 1 or len(mounts) > 2:
        return texts.say("run.mount.several", count=len(mounts))
    kind = kinds.pop()
    if kind in (MountType.SECRET, MountType.SSH):
        return texts.say(f"run.mount.{kind.value}")
    stages = {mount.stage for mount in mounts}
    if kind is MountType.BIND and len(stages) == 1 and None not in stages:
        return texts.say("run.mount.bind-stage", stage=mounts[0].source_name.lower())
    return texts.say(f"run.mount.{kind.value}", targets=tuple(mount.target or "/" for mount in mounts))


def explain_cmd(scene: Scene, cmd: Cmd) -> Inline:
    """Say what runs when the container starts, or what CMD hands to the entrypoint."""
    entrypoint = scene.entrypoint
    if not entrypoint or scene.successor or not cmd.command:
        return _start(scene, cmd, "cmd")
    if not entrypoint.is_exec:
        return scene.say("cmd.ignored", command=show_command(cmd.command))
    return join_inline(
        [
            explain_broken_array(scene),
            scene.say("cmd.arguments", command=show_command(cmd.command)),
            explain_literals(scene, cmd.command, entrypoint.command),
        ]
    )


def explain_entrypoint(scene: Scene, entrypoint: Entrypoint) -> Inline:
    """Say what always runs when the container starts."""
    return _start(scene, entrypoint, "entrypoint")


def _start(scene: Scene, does: Cmd | Entrypoint, table: str) -> Inline:
    if scene.successor:
        return scene.say(f"{table}.overridden", line=scene.successor.instruction.line)
    if not does.command:
        return scene.say(f"{table}.cleared")
    if does.is_exec:
        said = scene.say(f"{table}.exec", command=show_command(does.command))
        return join_inline([said, explain_literals(scene, does.command)])
    command = does.command[-1]
    if broken := explain_broken_array(scene, "start-fails"):
        return broken
    return scene.say(f"{table}.shell", command=command) if command else scene.say(f"{table}.empty")


def explain_healthcheck(scene: Scene, health: Health) -> Inline:
    """Say how the container's health is found out."""
    if scene.successor:
        return scene.say("healthcheck.overridden", line=scene.successor.instruction.line)
    form, *command = health.test
    if not command:
        return scene.say("healthcheck.none")
    flag = scene.instruction.find_flag("interval")
    interval = flag.value if flag and flag.value else _DEFAULT_INTERVAL
    if form == _SHELL_FORM:
        if broken := explain_broken_array(scene, "health-fails"):
            return broken
        return scene.say("healthcheck.shell", interval=interval, command=" ".join(command))
    said = scene.say("healthcheck.test", interval=interval, command=show_command(command))
    return join_inline([said, explain_literals(scene, command)])


def explain_shell(texts: Texts, shell: Shell) -> Inline:
    """Say which program takes commands of the shell form from here on."""
    return texts.say("shell.program", command=show_command(shell.command))
