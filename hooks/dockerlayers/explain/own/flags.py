"""The flags of instructions."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dockerlayers.explain.annotations import Gloss
from dockerlayers.explain.own.making import make_gloss
from dockerlayers.explain.own.mounts import gloss_mount
from dockerlayers.explain.scene import Scene, find_stage
from dockerlayers.model.depends import depends_on
from dockerlayers.model.sources import is_git
from dockerlayers.model.steps import Add, Run
from dockerlayers.syntax.nodes import Flag
from dockerlayers.texts.inline import Inline

_Explain = Callable[[Scene, str], Inline]


def gloss_flags(scene: Scene) -> Iterator[Gloss]:
    """Explain the flags of an instruction, each with its value."""
    mounts = iter(scene.step.does.mounts if isinstance(scene.step.does, Run) else ())
    for flag in scene.instruction.flags:
        if flag.name == "mount":
            yield from gloss_mount(scene.texts, scene.build, flag, next(mounts))
            continue
        sentence = _explain(scene, flag)
        if sentence:
            yield make_gloss(flag.word.origin, [(flag.word.start, flag.word.end)], sentence)


def _explain(scene: Scene, flag: Flag) -> Inline:
    """Say what a flag does; one that is set to false does nothing."""
    value = flag.value if flag.value is not None else "true"
    if flag.name in _SWITCHES:
        return scene.say(_SWITCHES[flag.name]) if value.lower() == "true" else ()
    explain = _FLAGS.get(flag.name)
    return explain(scene, value) if explain else ()


def _from(scene: Scene, value: str) -> Inline:
    if not scene.step.source_stages:
        return scene.say("flag.from.image" if {*"/:@"} & set(value) else "flag.from.name", image=value)
    name = find_stage(scene.build, scene.step.source_stages[0]).name
    if not value.isdecimal():
        return scene.say("flag.from.stage", stage=name or value)
    if not name:
        return scene.say("flag.from.number", number=int(value))
    return scene.say("flag.from.numbered", number=int(value), stage=name)


def _chown(scene: Scene, value: str) -> Inline:
    user, _colon, group = value.partition(":")
    if group:
        return scene.say("flag.owner.group", user=user, group=group)
    return scene.say("flag.owner.user", user=user)


def _checksum(scene: Scene, _: str) -> Inline:
    is_commit = isinstance(scene.step.does, Add) and is_git(scene.step.does.sources[0])
    return scene.say("flag.add.commit" if is_commit else "flag.add.checksum")


def _unpack(scene: Scene, value: str) -> Inline:
    return scene.say("flag.add.unpack" if value.lower() == "true" else "flag.add.packed")


def _link(scene: Scene, value: str) -> Inline:
    if value.lower() != "true":
        return ()
    return scene.say("flag.copy.link-mode" if depends_on(scene.step).layers else "flag.copy.link")


def _named(table: str, names: tuple[str, ...]) -> _Explain:
    """Make an explanation for each of a few values."""
    return lambda scene, value: scene.say(f"{table}.{value}") if value in names else ()


def _valued(key: str) -> _Explain:
    return lambda scene, value: scene.say(key, value=value)


_SWITCHES = {
    "parents": "flag.copy.parents",
    "keep-git-dir": "flag.add.keep-git-dir",
}
_FLAGS: dict[str, _Explain] = {
    "checksum": _checksum,
    "chmod": _valued("flag.owner.mode"),
    "chown": _chown,
    "exclude": _valued("flag.copy.exclude"),
    "from": _from,
    "link": _link,
    "interval": _valued("flag.health.interval"),
    "network": _named("flag.network", ("none", "default", "host")),
    "retries": _valued("flag.health.retries"),
    "security": _named("flag.security", ("insecure", "sandbox")),
    "start-interval": _valued("flag.health.start-interval"),
    "start-period": _valued("flag.health.start-period"),
    "timeout": _valued("flag.health.timeout"),
    "unpack": _unpack,
}
