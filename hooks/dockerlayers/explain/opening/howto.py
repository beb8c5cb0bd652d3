"""How the image is built and run, in sentences beside the commands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dockerlayers.analysis import Analysis
from dockerlayers.explain.annotations import Setting
from dockerlayers.explain.listing import say_list
from dockerlayers.explain.opening.told import ComposeKey, HowTo
from dockerlayers.overview.commands import OUTPUT, join_words, publish
from dockerlayers.overview.types import Demands, Overview
from dockerlayers.texts.inline import Inline, Slot
from dockerlayers.texts.texts import Texts

_KEYS: Mapping[str, str] = {
    "ports": "ports",
    "cmd": "command",
    "entrypoint": "entrypoint",
    "env": "environment",
    "volumes": "volumes",
    "user": "user",
    "workdir": "working_dir",
    "health": "healthcheck",
    "stop": "stop_signal",
}
"""The key of a Compose service that takes the place of a setting.

Source: https://docs.docker.com/reference/compose-file/services/
"""
_TOLD = ("ports", "cmd", "entrypoint", "env", "volumes")
_PATH = "PATH"
_MOST = 8
"""How many paths are told one by one."""


def tell_howto(texts: Texts, analysis: Analysis, settings: tuple[Setting, ...]) -> HowTo | None:
    """Tell how to build and run; None for a fragment. `settings` are those of the image that comes out."""
    commands, overview, demands = analysis.commands, analysis.overview, analysis.demands
    if not commands or not overview:
        return None
    given = list(_given(texts, demands))
    if commands.is_export:
        given.append(texts.say_opening("howto.export", folder=OUTPUT))
    if overview.start.needs:
        given.append(texts.say_opening("howto.needs", names=overview.start.needs))
    return HowTo(
        build=join_words(commands.build),
        run=join_words(commands.run),
        given=tuple(given),
        context=_context(texts, demands),
        replaces=_replaces(texts, overview) if commands.run else (),
        compose=tuple(_compose(texts, overview, settings)) if commands.run else (),
    )


def _given(texts: Texts, demands: Demands) -> Iterator[Inline]:
    """Say what stands in the commands and has to be there."""
    for argument in demands.arguments:
        if argument.given is None:
            yield texts.say_opening("howto.argument", name=argument.name, line=argument.line)
    for secret in demands.secrets:
        slots: dict[str, Slot] = {"id": secret.id, "line": secret.line}
        if secret.is_env:
            yield texts.say_opening("howto.secret-env", **slots, env=secret.env)
        else:
            yield texts.say_opening("howto.secret", **slots)
    if demands.ssh:
        yield texts.say_opening("howto.ssh")
    if demands.allowed:
        yield texts.say_opening("howto.allowed", names=demands.allowed)


def _context(texts: Texts, demands: Demands) -> Inline:
    """Say which files the build takes from its context."""
    paths = [one.path for one in demands.paths if one.path]
    is_all = len(paths) < len(demands.paths)
    if is_all and paths:
        return texts.say_opening("howto.context-mixed", paths=tuple(paths[:_MOST]))
    if is_all:
        return texts.say_opening("howto.context-all")
    if not paths:
        return texts.say_opening("howto.context-none")
    if len(paths) > _MOST:
        return texts.say_opening("howto.context-many", paths=tuple(paths[:_MOST]), count=len(paths))
    return texts.say_opening("howto.context-paths", paths=tuple(paths))


def _replaces(texts: Texts, overview: Overview) -> Inline:
    """Say what words behind the image's name do."""
    start = overview.start
    if not start.command and overview.is_decided:
        return texts.say_opening("howto.no-command")
    if start.is_closed:
        return texts.say_opening("howto.closed")
    if start.has_entrypoint and start.arguments:
        return texts.say_opening("howto.replace-arguments", arguments=start.arguments)
    if start.has_entrypoint:
        return texts.say_opening("howto.add-arguments")
    return texts.say_opening("howto.replace-command", command=start.command) if start.command else ()


def _compose(texts: Texts, overview: Overview, settings: tuple[Setting, ...]) -> Iterator[ComposeKey]:
    """Say what a Compose file replaces of what this file sets; small settings share one entry."""
    own = {one.name: one for one in settings if any(value.row for value in one.values)}
    for name in _TOLD:
        if name in own:
            say = _replacing(texts, overview, own[name])
            if say:
                yield ComposeKey(keys=(_KEYS[name],), say=say, lines=_lines(own[name]))
    rest = [name for name in _KEYS if name in own and name not in _TOLD]
    if rest:
        lines = {line for name in rest for line in _lines(own[name])}
        yield ComposeKey(
            keys=tuple(_KEYS[name] for name in rest),
            say=texts.say_opening("compose.rest"),
            lines=tuple(sorted(lines)),
        )


def _replacing(texts: Texts, overview: Overview, setting: Setting) -> Inline:
    values = [value.text for value in setting.values if value.row]
    match setting.name:
        case "ports":
            ports = [f'"{port}"' for port in publish(overview.start.ports[:1])]
            return texts.say_opening("compose.ports", ports=tuple(ports))
        case "env":
            names = [value.partition("=")[0] for value in values]
            names = [name for name in names if name != _PATH]
            some, many = "compose.environment", "compose.environment-many"
            return say_list(texts, some, many, "names", names, say=texts.say_opening) if names else ()
        case "volumes":
            return texts.say_opening("compose.volumes", paths=tuple(values[:3]))
        case "cmd" if overview.start.is_closed:
            return ()
        case "cmd" if overview.start.has_entrypoint:
            return texts.say_opening("compose.arguments")
        case "cmd":
            return texts.say_opening("compose.command")
    return texts.say_opening("compose.entrypoint")


def _lines(setting: Setting) -> tuple[int, ...]:
    return tuple(sorted({value.row.line for value in setting.values if value.row}))
