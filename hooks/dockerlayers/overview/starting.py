"""Who runs what in a container, on which ports."""

from __future__ import annotations

import posixpath

from dockerlayers.bases.known import Base
from dockerlayers.checks.practices.survey import Survey, Visit
from dockerlayers.model.steps import Cmd, Entrypoint
from dockerlayers.model.types import ImageConfig
from dockerlayers.overview.types import Launch
from dockerlayers.patterns import lazy_pattern
from dockerlayers.programs.makers import load_prompts
from dockerlayers.texts.inline import show_command

_STEPPING_DOWN = lazy_pattern(r"\b(?:gosu|su-exec|setpriv|s6-setuidgid|runuser)\b")
_SHELL = 3
"""How many words a command of the shell form has in the config: the shell, `-c`, the command."""
_VERSION = lazy_pattern(r"[\d.]+$")


def find_start(survey: Survey, config: ImageConfig, base: Base | None, *, is_known: bool) -> Launch:
    """Find out what runs: what the config says, and where it is silent what the base image is known for."""
    image = base.image if base and not is_known else None
    visits = [*survey.below(survey.target), *survey.visits(survey.target)]
    is_silent = not any(isinstance(one.step.does, Cmd | Entrypoint) for one in visits)
    words = image.start if is_silent and image else ()
    entrypoint = config.entrypoint or ()
    runner = image.runner if image and config.entrypoint is None else ()
    command = words or config.cmd or ()
    has_needs = image is not None and config.entrypoint is None
    return Launch(
        command=_join(entrypoint or runner, command),
        arguments=_show(command) if entrypoint else "",
        user=_find_user(config, base, visits, is_known=is_known),
        is_inherited=bool(words),
        is_arguments=not (entrypoint or runner or words) and command[:1] != () and command[0].startswith("-"),
        is_prompt=(is_silent and image is not None and image.is_prompt) or _is_prompt(entrypoint, command),
        is_silent=is_silent,
        has_entrypoint=bool(entrypoint),
        is_closed=_is_shell(entrypoint),
        ports=tuple(sorted(config.exposed_ports or (image.ports if image else ()), key=_rank)),
        volumes=tuple(dict.fromkeys((*config.volumes, *(base.volumes if image and base else ())))),
        has_health=config.healthcheck is not None and config.healthcheck.test[:1] != ("NONE",),
        needs=_list_needs(config, image.needs) if has_needs and image else (),
    )


def _list_needs(config: ImageConfig, names: tuple[str, ...]) -> tuple[str, ...]:
    """List the variables that nobody has set, not even in another way: a password may come from a file."""
    is_set = any("PASSWORD" in key for key, _ in config.env)
    return () if is_set else names


def _rank(port: str) -> tuple[bool, int]:
    """Order ports by their numbers, those of TCP first."""
    number, _, protocol = port.partition("/")
    return protocol != "tcp", int(number)


def _is_shell(words: tuple[str, ...]) -> bool:
    return len(words) == _SHELL and words[1] == "-c"


def _show(words: tuple[str, ...]) -> str:
    return words[2] if _is_shell(words) else show_command(words)


def _join(entrypoint: tuple[str, ...], command: tuple[str, ...]) -> str:
    """Write what runs; an entrypoint of the shell form takes no command."""
    if _is_shell(entrypoint):
        return entrypoint[2]
    return show_command((*entrypoint, *command)) if entrypoint else _show(command)


def _is_prompt(entrypoint: tuple[str, ...], command: tuple[str, ...]) -> bool:
    words = command or entrypoint
    name = posixpath.basename(words[0]) if len(words) == 1 else ""
    is_passed = not entrypoint or not command or entrypoint[0].endswith(".sh")
    return is_passed and bool(name) and _VERSION.sub("", name) in load_prompts()


def _find_user(config: ImageConfig, base: Base | None, visits: list[Visit], *, is_known: bool) -> str | None:
    """Find who runs the process, as far as it is certain."""
    user = config.user.partition(":")[0]
    if user:
        return None if "$" in user else user
    texts = (text for one in visits for text in (one.instruction.original, one.text))
    if base is None or any(map(_STEPPING_DOWN.search, texts)):
        return None
    return "root" if is_known or base.is_empty else base.user
