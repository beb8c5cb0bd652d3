"""Sentences on RUN, CMD, ENTRYPOINT, HEALTHCHECK and SHELL: what runs, when, and by what."""

from __future__ import annotations

from dockerlayers.explain.gloss.command import read_source
from dockerlayers.explain.gloss.readings import ScriptReading
from dockerlayers.explain.gloss.sentence import name_programs, summarize
from dockerlayers.explain.gloss.sources import find_source
from dockerlayers.explain.inline import Inline, show_command
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
        where.append(scene.say(_NETWORKS[scene.flag("network")]))
    if scene.flag("security") == "insecure":
        where.append(scene.say("run.insecure"))
    place = tuple(piece for part in where for piece in part)
    does = _does(scene)
    mounts = [_fields(flag.value or "") for flag in scene.instruction.flags if flag.name == "mount"]
    if not mounts:
        return (*place, *does) if does else scene.say("run.sentence", where=place, action=_action(scene))
    kept = _mounts(scene, mounts)
    if does:
        return scene.say("run.does-mounted", where=place, does=scene.texts.grammar.go_on(does), mounts=kept)
    return scene.say("run.mounted", where=place, action=_action(scene), mounts=kept)


def _read(scene: Scene) -> ScriptReading | None:
    """Read the script of a shell form, where a shell of the POSIX kind runs it."""
    source = find_source(scene)
    return read_source(scene.texts, source) if source and source.text else None


def _does(scene: Scene) -> Inline:
    """Say what the commands do; return nothing where that is not certain."""
    reading = _read(scene)
    does = summarize(scene.texts, reading) if reading else ()
    is_script = scene.instruction.heredocs and parse_heredoc_mark(scene.instruction.words[0].text)
    return scene.say("run.heredoc.does", does=does) if does and is_script else does


def _fields(value: str) -> dict[str, str]:
    pairs = (field.partition("=") for field in split_fields(value))
    return {"type": "bind", **{key.lower(): value for key, _, value in pairs}}


def _action(scene: Scene) -> Inline:
    instruction = scene.instruction
    if instruction.form is Form.EXEC:
        return scene.say("run.exec", command=show_command(scene.step.words))
    if not instruction.words:
        return scene.say("run.empty")
    if instruction.heredocs and parse_heredoc_mark(instruction.words[0].text):
        return _heredoc(scene)
    reading = _read(scene)
    names = name_programs(reading) if reading else []
    if not names:
        return scene.say("run.script")
    some = tuple(dict.fromkeys(names))
    if instruction.heredocs:
        return scene.say("run.heredoc.input", commands=some)
    return say_list(scene.texts, "run.shell", "run.many", "commands", some, len(names))


def _heredoc(scene: Scene) -> Inline:
    """Say what runs a heredoc that is the script itself; its first line may name the program."""
    heredoc = scene.instruction.heredocs[0]
    content = chomp(heredoc.content) if heredoc.chomp else heredoc.content
    lines = content.splitlines()
    if content.startswith("#!"):
        return scene.say("run.heredoc.interpreter", count=len(lines), program=lines[0][2:])
    return scene.say("run.heredoc.script", count=len(lines))


def _mounts(scene: Scene, mounts: list[dict[str, str]]) -> Inline:
    kinds = {mount["type"].lower() for mount in mounts}
    targets = tuple(_target(mount) for mount in mounts)
    if len(kinds) > 1 or len(mounts) > 2:
        return scene.say("run.mount.several", count=len(mounts))
    kind = kinds.pop()
    if kind in ("secret", "ssh"):
        return scene.say(f"run.mount.{kind}")
    names = {stage.name for stage in scene.build.stages}
    sources = {mount.get("from", "").lower() for mount in mounts}
    if kind == "bind" and len(sources) == 1 and sources <= names:
        return scene.say("run.mount.bind-stage", stage=sources.pop())
    return scene.say(f"run.mount.{kind}", targets=targets)


def _target(mount: dict[str, str]) -> str:
    return next((mount[key] for key in ("target", "dst", "destination") if key in mount), "/")


def explain_cmd(scene: Scene) -> Inline:
    """Say what runs when the container starts, or what CMD hands to the entrypoint."""
    entrypoint, words = scene.entrypoint, scene.step.words
    if not entrypoint or scene.successor or not words:
        return _start(scene, "cmd")
    if entrypoint.instruction.form is Form.SHELL:
        return scene.say("cmd.ignored", command=show_command(words))
    return scene.say("cmd.arguments", command=show_command(words))


def explain_entrypoint(scene: Scene) -> Inline:
    """Say what always runs when the container starts."""
    return _start(scene, "entrypoint")


def _start(scene: Scene, table: str) -> Inline:
    if scene.successor:
        return scene.say(f"{table}.overridden", line=scene.successor.instruction.line)
    if not scene.step.words:
        return scene.say(f"{table}.cleared")
    if scene.instruction.form is Form.EXEC:
        return scene.say(f"{table}.exec", command=show_command(scene.step.words))
    command = scene.instruction.arguments.text
    return scene.say(f"{table}.shell", command=command) if command else scene.say(f"{table}.empty")


def explain_healthcheck(scene: Scene) -> Inline:
    """Say how the container's health is found out."""
    if scene.successor:
        return scene.say("healthcheck.overridden", line=scene.successor.instruction.line)
    form, *command = scene.step.words
    if not command:
        return scene.say("healthcheck.none")
    interval = scene.flag("interval") or _DEFAULT_INTERVAL
    if form == _SHELL_FORM:
        return scene.say("healthcheck.shell", interval=interval, command=" ".join(command))
    return scene.say("healthcheck.test", interval=interval, command=show_command(command))


def explain_shell(scene: Scene) -> Inline:
    """Say which program takes commands of the shell form from here on."""
    return scene.say("shell.program", command=show_command(scene.step.words))
