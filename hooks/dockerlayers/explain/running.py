"""Sentences on RUN, CMD, ENTRYPOINT, HEALTHCHECK and SHELL: what runs, when, and by what."""

from __future__ import annotations

from dockerlayers.explain.gloss.command import read_source
from dockerlayers.explain.gloss.joining import go_on
from dockerlayers.explain.gloss.readings import ScriptReading
from dockerlayers.explain.gloss.sentence import name_programs, summarize
from dockerlayers.explain.gloss.sources import find_source
from dockerlayers.explain.inline import Inline, show_command
from dockerlayers.explain.knowledge import say
from dockerlayers.explain.listing import say_list
from dockerlayers.explain.scene import Scene
from dockerlayers.model.mounts import split_fields
from dockerlayers.syntax.heredocs import chomp, parse_heredoc_mark
from dockerlayers.syntax.nodes import Form

_DEFAULT_INTERVAL = "30s"
_SHELL_FORM = "CMD-SHELL"
_NETWORKS = {"none": "run.no-network", "host": "run.host-network"}


def explain_run(scene: Scene) -> Inline:
    """Say what RUN runs, and which of its mounts leave nothing behind."""
    where: list[Inline] = []
    if scene.flag("network") in _NETWORKS:
        where.append(say(_NETWORKS[scene.flag("network")]))
    if scene.flag("security") == "insecure":
        where.append(say("run.insecure"))
    place = tuple(piece for part in where for piece in part)
    does = _does(scene)
    mounts = [_fields(flag.value or "") for flag in scene.instruction.flags if flag.name == "mount"]
    if not mounts:
        return (*place, *does) if does else say("run.sentence", where=place, action=_action(scene))
    kept = _mounts(scene, mounts)
    if does:
        return say("run.does-mounted", where=place, does=go_on(does), mounts=kept)
    return say("run.mounted", where=place, action=_action(scene), mounts=kept)


def _read(scene: Scene) -> ScriptReading | None:
    """Read the script of a shell form, where a shell of the POSIX kind runs it."""
    source = find_source(scene)
    return read_source(source) if source and source.text else None


def _does(scene: Scene) -> Inline:
    """Say what the commands do; return nothing where that is not certain."""
    reading = _read(scene)
    does = summarize(reading) if reading else ()
    is_script = scene.instruction.heredocs and parse_heredoc_mark(scene.instruction.words[0].text)
    return say("run.heredoc.does", does=does) if does and is_script else does


def _fields(value: str) -> dict[str, str]:
    pairs = (field.partition("=") for field in split_fields(value))
    return {"type": "bind", **{key.lower(): value for key, _, value in pairs}}


def _action(scene: Scene) -> Inline:
    instruction = scene.instruction
    if instruction.form is Form.EXEC:
        return say("run.exec", command=show_command(scene.step.words))
    if not instruction.words:
        return say("run.empty")
    if instruction.heredocs and parse_heredoc_mark(instruction.words[0].text):
        return _heredoc(scene)
    reading = _read(scene)
    names = name_programs(reading) if reading else []
    if not names:
        return say("run.script")
    some = tuple(dict.fromkeys(names))
    if instruction.heredocs:
        return say("run.heredoc.input", commands=some)
    return say_list("run.shell", "run.many", "commands", some, len(names))


def _heredoc(scene: Scene) -> Inline:
    """Say what runs a heredoc that is the script itself; its first line may name the program."""
    heredoc = scene.instruction.heredocs[0]
    content = chomp(heredoc.content) if heredoc.chomp else heredoc.content
    lines = content.splitlines()
    if content.startswith("#!"):
        return say("run.heredoc.interpreter", count=len(lines), program=lines[0][2:])
    return say("run.heredoc.script", count=len(lines))


def _mounts(scene: Scene, mounts: list[dict[str, str]]) -> Inline:
    kinds = {mount["type"].lower() for mount in mounts}
    targets = tuple(_target(mount) for mount in mounts)
    if len(kinds) > 1 or len(mounts) > 2:
        return say("run.mount.several", count=len(mounts))
    kind = kinds.pop()
    if kind in ("secret", "ssh"):
        return say(f"run.mount.{kind}")
    names = {stage.name for stage in scene.build.stages}
    sources = {mount.get("from", "").lower() for mount in mounts}
    if kind == "bind" and len(sources) == 1 and sources <= names:
        return say("run.mount.bind-stage", stage=sources.pop())
    return say(f"run.mount.{kind}", targets=targets)


def _target(mount: dict[str, str]) -> str:
    return next((mount[key] for key in ("target", "dst", "destination") if key in mount), "/")


def explain_cmd(scene: Scene) -> Inline:
    """Say what runs when the container starts, or what CMD hands to the entrypoint."""
    entrypoint, words = scene.entrypoint, scene.step.words
    if not entrypoint or scene.successor or not words:
        return _start(scene, "cmd")
    if entrypoint.instruction.form is Form.SHELL:
        return say("cmd.ignored", command=show_command(words))
    return say("cmd.arguments", command=show_command(words))


def explain_entrypoint(scene: Scene) -> Inline:
    """Say what always runs when the container starts."""
    return _start(scene, "entrypoint")


def _start(scene: Scene, table: str) -> Inline:
    if scene.successor:
        return say(f"{table}.overridden", line=scene.successor.instruction.line)
    if not scene.step.words:
        return say(f"{table}.cleared")
    if scene.instruction.form is Form.EXEC:
        return say(f"{table}.exec", command=show_command(scene.step.words))
    command = scene.instruction.arguments.text
    return say(f"{table}.shell", command=command) if command else say(f"{table}.empty")


def explain_healthcheck(scene: Scene) -> Inline:
    """Say how the container's health is found out."""
    if scene.successor:
        return say("healthcheck.overridden", line=scene.successor.instruction.line)
    form, *command = scene.step.words
    if not command:
        return say("healthcheck.none")
    interval = scene.flag("interval") or _DEFAULT_INTERVAL
    if form == _SHELL_FORM:
        return say("healthcheck.shell", interval=interval, command=" ".join(command))
    return say("healthcheck.test", interval=interval, command=show_command(command))


def explain_shell(scene: Scene) -> Inline:
    """Say which program takes commands of the shell form from here on."""
    return say("shell.program", command=show_command(scene.step.words))
