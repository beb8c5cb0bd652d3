"""What each instruction accepts: its flags and its arguments, checked before anything is built.

Source: https://github.com/moby/buildkit/blob/v0.32.2/frontend/dockerfile/instructions/parse.go
"""

from __future__ import annotations

from collections.abc import Callable

from dockerlayers.errors import DockerfileError
from dockerlayers.model.devices import check_device
from dockerlayers.model.flags import check_flags
from dockerlayers.model.health import parse_health
from dockerlayers.model.mounts import source_name
from dockerlayers.model.suggestions import suggest
from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.characters import SPACE, quote
from dockerlayers.syntax.heredocs import parse_heredoc_mark
from dockerlayers.syntax.instruction import INSTRUCTION_NAMES
from dockerlayers.syntax.nodes import Form, Instruction

_NOT_CHECKED = ("ARG", "STOPSIGNAL")
_NETWORKS = ("default", "none", "host")
_SECURITIES = ("sandbox", "insecure")
_STAGE_NAME = lazy_pattern(r"[a-z][a-z0-9-_.]*")


def check_instruction(instruction: Instruction) -> None:
    """Raise DockerfileError, with BuildKit's prefix, where it refuses the instruction as such."""
    try:
        check = _CHECKS.get(instruction.name)
        if not check:
            raise _unknown(instruction)
        check(instruction)
    except DockerfileError as error:
        prefix = f"dockerfile parse error on line {instruction.line}: "
        raise locate(error, instruction, prefix) from None


def locate(error: DockerfileError, instruction: Instruction, prefix: str = "") -> DockerfileError:
    """Give an error the lines of its instruction, and a place where it has none yet."""
    error.engine_text = prefix + error.engine_text
    error.lines = error.lines or tuple(range(instruction.line, instruction.end_line + 1))
    error.span = (
        error.span or ((instruction.arguments.text and instruction.arguments) or instruction.keyword).span
    )
    return error


def _unknown(instruction: Instruction) -> DockerfileError:
    word = instruction.keyword.text
    message = f"unknown instruction: {word}"
    nearest = suggest(word, [name.lower() for name in INSTRUCTION_NAMES], case_sensitive=False)
    if not nearest:
        return DockerfileError(message, span=instruction.keyword.span)
    hint = f"did you mean {nearest}?"
    engine_text = f"{message} ({hint})"
    return DockerfileError(message, span=instruction.keyword.span, hint=hint, engine_text=engine_text)


def _at_least_one(instruction: Instruction) -> DockerfileError:
    return DockerfileError(f"{instruction.name} requires at least one argument")


def _check_pairs(instruction: Instruction) -> None:
    check_flags(instruction)
    if not instruction.pairs:
        raise _at_least_one(instruction)
    _check_names(instruction)


def _check_names(instruction: Instruction) -> None:
    for pair in instruction.pairs:
        if not pair.key:
            raise DockerfileError(f"{instruction.name} names can not be blank", span=pair.word.span)


def _check_arg(instruction: Instruction) -> None:
    if not instruction.words:
        raise _at_least_one(instruction)
    _check_names(instruction)


def _check_one(instruction: Instruction) -> None:
    if len(instruction.words) != 1:
        raise DockerfileError(f"{instruction.name} requires exactly one argument")
    if instruction.name not in _NOT_CHECKED:
        check_flags(instruction)


def _check_some(instruction: Instruction) -> None:
    if not instruction.words:
        raise _at_least_one(instruction)
    check_flags(instruction)


def _check_volume(instruction: Instruction) -> None:
    _check_some(instruction)
    for word in instruction.words:
        if not word.text.strip(SPACE):
            raise DockerfileError("VOLUME specified can not be an empty string", span=word.span)


def _check_copy(instruction: Instruction) -> None:
    if len(instruction.words) < 2:
        raise DockerfileError(
            f"{instruction.name} requires at least two arguments, but only one was provided."
            " Destination could not be determined"
        )
    check_flags(instruction)
    destination = instruction.words[-1]
    if parse_heredoc_mark(destination.text):
        raise DockerfileError(
            f"{instruction.name} cannot accept a heredoc as a destination", span=destination.span
        )


def _check_command(instruction: Instruction) -> None:
    check_flags(instruction)


def _check_run(instruction: Instruction) -> None:
    """Check the flags kind by kind, as BuildKit does, whatever their order."""
    check_flags(instruction)
    for name, check in _RUN_FLAGS.items() if instruction.flags else ():
        for flag in instruction.flags:
            if flag.name == name:
                try:
                    check(flag.value or "")
                except DockerfileError as error:
                    error.span = flag.span
                    raise


def _check_network(value: str) -> None:
    if value not in _NETWORKS:
        raise DockerfileError(f"invalid network mode {quote(value)}")


def _check_security(value: str) -> None:
    if value not in _SECURITIES:
        raise DockerfileError(f"security {quote(value)} is not valid")


def _check_mount(value: str) -> None:
    source_name(value)


_RUN_FLAGS: dict[str, Callable[[str], None]] = {
    "device": check_device,
    "mount": _check_mount,
    "network": _check_network,
    "security": _check_security,
}


def _check_from(instruction: Instruction) -> None:
    words = instruction.words
    if len(words) == 3 and words[1].text.lower() == "as":
        if not _STAGE_NAME.fullmatch(words[2].text.lower()):
            raise DockerfileError(
                f"invalid name for build stage: {quote(words[2].text)},"
                " name can't start with a number or contain symbols",
                span=words[2].span,
            )
    elif len(words) != 1:
        raise DockerfileError("FROM requires either one or three arguments")
    check_flags(instruction)


def _check_onbuild(instruction: Instruction) -> None:
    if not instruction.trigger:
        raise _at_least_one(instruction)
    check_flags(instruction)
    name = instruction.trigger.name
    if name == "ONBUILD":
        message = "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed"
        raise DockerfileError(message, span=instruction.trigger.keyword.span)
    if name in ("MAINTAINER", "FROM"):
        message = f"{name} isn't allowed as an ONBUILD trigger"
        raise DockerfileError(message, span=instruction.trigger.keyword.span)


def _check_shell(instruction: Instruction) -> None:
    check_flags(instruction)
    if not instruction.words:
        raise _at_least_one(instruction)
    if instruction.form is not Form.EXEC:
        raise DockerfileError("SHELL requires the arguments to be in JSON form")


def _check_health(instruction: Instruction) -> None:
    parse_health(instruction)


_CHECKS: dict[str, Callable[[Instruction], None]] = {
    "ADD": _check_copy,
    "ARG": _check_arg,
    "CMD": _check_command,
    "COPY": _check_copy,
    "ENTRYPOINT": _check_command,
    "ENV": _check_pairs,
    "EXPOSE": _check_some,
    "FROM": _check_from,
    "HEALTHCHECK": _check_health,
    "LABEL": _check_pairs,
    "MAINTAINER": _check_one,
    "ONBUILD": _check_onbuild,
    "RUN": _check_run,
    "SHELL": _check_shell,
    "STOPSIGNAL": _check_one,
    "USER": _check_one,
    "VOLUME": _check_volume,
    "WORKDIR": _check_one,
}
