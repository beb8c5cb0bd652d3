"""What is seen of an instruction as it is evaluated in its stage.

Source: https://github.com/moby/buildkit/blob/v0.32.2/frontend/dockerfile/dockerfile2llb/validations.go
"""

from __future__ import annotations

import posixpath

from dockerlayers.checks.collector import Collector
from dockerlayers.checks.findings import Finding
from dockerlayers.checks.stages import did_you_mean
from dockerlayers.errors import DockerfileError
from dockerlayers.model.dockerignore import DockerIgnore
from dockerlayers.model.ports import split_port
from dockerlayers.model.state import StageState
from dockerlayers.model.steps import (
    Add,
    Arg,
    Cmd,
    Copy,
    Does,
    Entrypoint,
    Env,
    Expose,
    Healthcheck,
    Label,
    Run,
    User,
    Workdir,
)
from dockerlayers.model.types import Step
from dockerlayers.syntax.nodes import Instruction, Word

_SECRETS = frozenset(
    ("apikey", "auth", "credential", "credentials", "key", "password", "pword", "passwd", "secret", "token")
)
_NO_SECRETS = frozenset(("public", "file", "version"))
_UNCHECKED = frozenset((Run, Copy, Add, User))
"""Most steps: none of these checks is of them, and to know it by their type is faster than to match them."""


def check_stage(
    state: StageState, collector: Collector, ignore: DockerIgnore | None, *, is_needed: bool
) -> None:
    """Report what the instructions of one stage do wrong."""
    used: dict[str, Instruction] = {}
    for step in state.steps:
        does = step.does or step.partial
        found = [] if type(does) in _UNCHECKED else _on_step(step.instruction, does, used)
        if step.undefined:
            found = [*_on_undefined(step), *found]
        if found:
            collector.add(step.instruction, found, is_needed=is_needed)
        if ignore and isinstance(does, Copy | Add):
            collector.add(step.instruction, _on_ignored(step.instruction, does, ignore), is_needed=is_needed)


def _on_step(instruction: Instruction, does: Does | None, used: dict[str, Instruction]) -> list[Finding]:
    """Find what is wrong with what a step does; a step that is never reached does nothing."""
    match does:
        case Workdir() as workdir:
            return _on_workdir(instruction, workdir)
        case Env() as env:
            return _on_env(instruction, env)
        case Arg(pairs=read):
            pairs = instruction.pairs[: len(read)]
            return [finding for pair in pairs for finding in _on_secret(instruction, pair.key, pair.word)]
        case Label():
            return _on_label(instruction)
        case Cmd(uses_default_shell=uses_default_shell) | Entrypoint(uses_default_shell=uses_default_shell):
            found = _on_once(instruction, used)
            return found + _on_shell_form(instruction) if uses_default_shell else found
        case Healthcheck():
            return _on_once(instruction, used)
        case Expose(written=texts):
            return _on_expose(instruction, texts)
    return []


def _on_undefined(step: Step) -> list[Finding]:
    return [
        Finding(
            "UndefinedVar",
            step.instruction,
            {"name": one.name, "hint": did_you_mean(one.nearest, "$")},
            one.span,
        )
        for one in step.undefined
    ]


def _on_ignored(instruction: Instruction, does: Copy | Add, ignore: DockerIgnore) -> list[Finding]:
    """Report sources that `.dockerignore` excludes; with a `!` in it, that cannot be said of a folder."""
    if ignore.has_exceptions:
        return []
    verb = instruction.name.capitalize()
    written = {word.text: word for word in instruction.words}
    return [
        Finding(
            "CopyIgnoredFile",
            instruction,
            {"instruction": verb, "file": posixpath.normpath(source)},
            written.get(source),
        )
        for source in does.context_sources
        if ignore.excludes_source(source)
    ]


def _on_workdir(instruction: Instruction, workdir: Workdir) -> list[Finding]:
    if not workdir.is_relative or not workdir.is_first:
        return []
    return [Finding("WorkdirRelativePath", instruction, {"path": workdir.written}, instruction.words[0])]


def _on_env(instruction: Instruction, env: Env) -> list[Finding]:
    found = []
    for pair, (key, _) in zip(instruction.pairs, env.pairs, strict=True):
        if pair.is_legacy:
            found.append(
                Finding(
                    "LegacyKeyValueFormat", instruction, {"instruction": instruction.keyword.text}, pair.word
                )
            )
        found += _on_secret(instruction, key, pair.word)
    return found


def _on_secret(instruction: Instruction, key: str, word: Word) -> list[Finding]:
    parts = key.lower().split("_")
    if not _SECRETS.isdisjoint(parts) and _NO_SECRETS.isdisjoint(parts):
        return [
            Finding(
                "SecretsUsedInArgOrEnv", instruction, {"instruction": instruction.name, "name": key}, word
            )
        ]
    return []


def _on_label(instruction: Instruction) -> list[Finding]:
    keyword = instruction.keyword.text
    legacy = [pair for pair in instruction.pairs if pair.is_legacy]
    return [
        Finding("LegacyKeyValueFormat", instruction, {"instruction": keyword}, pair.word) for pair in legacy
    ]


def _on_once(instruction: Instruction, used: dict[str, Instruction]) -> list[Finding]:
    """Only the last CMD, ENTRYPOINT or HEALTHCHECK of a stage counts; the one before it is reported."""
    earlier = used.get(instruction.name)
    used[instruction.name] = instruction
    if not earlier:
        return []
    return [
        Finding(
            "MultipleInstructionsDisallowed",
            earlier,
            {"instruction": instruction.keyword.text},
            earlier.keyword,
        )
    ]


def _on_shell_form(instruction: Instruction) -> list[Finding]:
    return [
        Finding(
            "JSONArgsRecommended",
            instruction,
            {"instruction": instruction.keyword.text},
            instruction.arguments,
        )
    ]


def _on_expose(instruction: Instruction, texts: tuple[str, ...]) -> list[Finding]:
    found = []
    written = {word.text: word for word in instruction.words}
    for text in texts:
        try:
            spec = split_port(text)
        except DockerfileError:
            continue  # a variable that an unknown base image may set
        if spec.protocol != spec.protocol.lower():
            found.append(Finding("ExposeProtoCasing", instruction, {"port": text}, written.get(text)))
        if spec.is_mapping:
            found.append(Finding("ExposeInvalidFormat", instruction, {"port": text}, written.get(text)))
    return found
