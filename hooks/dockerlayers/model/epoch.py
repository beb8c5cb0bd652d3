"""`SOURCE_DATE_EPOCH`: the time that a build stamps on what it makes, or a stage whose source tells it.

Source: https://github.com/moby/buildkit/blob/v0.32.2/frontend/dockerfile/dockerfile2llb/epoch.go
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dockerlayers.errors import DockerfileError
from dockerlayers.model.acceptance import locate
from dockerlayers.model.digests import check_digest
from dockerlayers.model.git import parse_git
from dockerlayers.model.integers import parse_integer
from dockerlayers.model.model import Model
from dockerlayers.model.sources import is_url
from dockerlayers.syntax.characters import quote
from dockerlayers.syntax.expansion import ExpansionError, Lexer
from dockerlayers.syntax.nodes import Instruction

NAME = "SOURCE_DATE_EPOCH"
FROM_WITH_NAME = 3
_CONTEXT = "context"
_ONE_ADD = "SOURCE_DATE_EPOCH stage must contain exactly one remote ADD"
_ONE_SOURCE = "SOURCE_DATE_EPOCH stage must contain exactly one remote ADD source"
_OTHER_SOURCE = "SOURCE_DATE_EPOCH stage source must be a single HTTP(S) or Git ADD"


def resolve_epoch(model: Model) -> None:
    """Write the time as a plain number of seconds; it is unknown where a stage or the context tells it."""
    given = model.options.build_args.get(NAME)
    value = model.global_args.get(NAME, "") if given is None else given
    model.build_args = dict(model.options.build_args)
    if not value:
        return
    seconds = parse_integer(value)
    if seconds is None:
        _check_origin(model, value)
    known = {} if seconds is None else {NAME: str(seconds)}
    for values in (model.build_args, model.global_args):
        if NAME in values:
            del values[NAME]
            values |= known


def _check_origin(model: Model, value: str) -> None:
    """Refuse what is neither the build context nor a stage that holds one source."""
    if value == _CONTEXT:
        return
    stages = [one for one in _split_stages(model) if len(one[0].words) == FROM_WITH_NAME]
    found = next((one for one in stages if one[0].words[2].text.lower() == value.lower()), None)
    if not found:
        raise DockerfileError(f"invalid SOURCE_DATE_EPOCH: {value}")
    instruction, commands = found
    try:
        _check_stage(model, instruction, commands)
    except DockerfileError as error:
        raise locate(error, instruction) from None


def _split_stages(model: Model) -> Iterator[tuple[Instruction, list[Instruction]]]:
    """Yield each FROM with the instructions of its stage."""
    head: Instruction | None = None
    commands: list[Instruction] = []
    for instruction in model.instructions:
        if instruction.name == "FROM":
            if head:
                yield head, commands
            head, commands = instruction, []
        else:
            commands.append(instruction)
    if head:
        yield head, commands


def _check_stage(model: Model, head: Instruction, commands: list[Instruction]) -> None:
    lexer = Lexer(model.dockerfile.escape)
    values = {key: value for key, value in model.global_args.items() if key != NAME}
    base = head.words[0].text
    try:
        name = lexer.expand(base, values).text
    except ExpansionError as error:
        message = f"failed to process source stage base name {quote(base)}: {error.message}"
        raise DockerfileError(message) from None
    if name != "scratch":
        raise DockerfileError("SOURCE_DATE_EPOCH stage must use FROM scratch")
    has_source = False
    for command in commands:
        if command.name == "ARG":
            _set_values(command, lexer, values, model.options.build_args)
        elif command.name != "ADD":
            message = "SOURCE_DATE_EPOCH stage does not meet source-only requirements: unsupported"
            raise DockerfileError(f"{message} {command.keyword.text} instruction")
        elif has_source:
            raise DockerfileError(_ONE_ADD)
        else:
            _check_add(command, lexer, values)
            has_source = True
    if not has_source:
        raise DockerfileError(_ONE_ADD)


def _set_values(
    command: Instruction, lexer: Lexer, values: dict[str, str], build_args: Mapping[str, str]
) -> None:
    for pair in command.pairs:
        if pair.key in build_args:
            values[pair.key] = build_args[pair.key]
        elif pair.value is not None:
            values[pair.key] = lexer.expand(pair.value, values).text


def _check_add(command: Instruction, lexer: Lexer, values: Mapping[str, str]) -> None:
    """Refuse anything but one source that can tell a time: a file from the web, or a repository."""
    if command.heredocs or len(command.words) != 2:
        raise DockerfileError(_ONE_SOURCE)
    source = lexer.expand(command.words[0].text, values).text
    checksum = command.find_flag("checksum")
    keeps_git = command.find_flag("keep-git-dir")
    if is_url(source) and not keeps_git:
        if checksum and checksum.value:
            check_digest(lexer.expand(checksum.value, values).text)
        return
    ref = parse_git(source)
    if not ref or ref.is_local:
        raise DockerfileError(_OTHER_SOURCE)
    if checksum and checksum.value:
        lexer.expand(checksum.value, values)
