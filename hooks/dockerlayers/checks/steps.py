"""What is seen of an instruction as it is evaluated in its stage.

Source: https://github.com/moby/buildkit/blob/v0.32.2/frontend/dockerfile/dockerfile2llb/validations.go
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable

from dockerlayers.checks.report import Finding, Report
from dockerlayers.checks.stages import did_you_mean
from dockerlayers.model.dockerignore import DockerIgnore
from dockerlayers.model.sources import context_sources
from dockerlayers.model.state import StageState
from dockerlayers.model.types import Step
from dockerlayers.syntax.nodes import Instruction, Word

_SECRETS = frozenset(
    ("apikey", "auth", "credential", "credentials", "key", "password", "pword", "passwd", "secret", "token")
)
_NO_SECRETS = frozenset(("public", "file", "version"))


def check_stage(state: StageState, report: Report, ignore: DockerIgnore | None, *, is_needed: bool) -> None:
    """Report what the instructions of one stage do wrong."""
    used: dict[str, Instruction] = {}
    for step in state.steps:
        check = _STEP_CHECKS.get(step.instruction.name)
        found = check(step, used) if check else []
        if step.undefined:
            found = [*_on_undefined(step), *found]
        if found:
            report.add(step.instruction, found, is_needed=is_needed)
        if ignore and step.instruction.name in ("COPY", "ADD"):
            report.add(step.instruction, _on_ignored(step, ignore), is_needed=is_needed)


def _on_undefined(step: Step) -> list[Finding]:
    return [
        Finding("UndefinedVar", (one.name, did_you_mean(one.nearest, "$")), one.span)
        for one in step.undefined
    ]


def _on_ignored(step: Step, ignore: DockerIgnore) -> list[Finding]:
    """Report sources that `.dockerignore` excludes; with a `!` in it, that cannot be said of a folder."""
    if ignore.has_exceptions:
        return []
    verb = step.instruction.name.capitalize()
    written = {word.text: word for word in step.instruction.words}
    sources = [source for source in context_sources(step) if ignore.excludes_source(source)]
    return [
        Finding("CopyIgnoredFile", (verb, posixpath.normpath(source)), written.get(source))
        for source in sources
    ]


def _on_env(step: Step, _: dict[str, Instruction]) -> list[Finding]:
    found = []
    for pair, word in zip(step.instruction.pairs, step.words, strict=False):
        if pair.is_legacy:
            found.append(Finding("LegacyKeyValueFormat", (step.instruction.keyword.text,), pair.word))
        found += _on_secret("ENV", word.partition("=")[0], pair.word)
    return found


def _on_arg(step: Step, _: dict[str, Instruction]) -> list[Finding]:
    pairs = step.instruction.pairs
    return [finding for pair in pairs for finding in _on_secret("ARG", pair.key, pair.word)]


def _on_secret(name: str, key: str, word: Word) -> list[Finding]:
    parts = key.lower().split("_")
    if not _SECRETS.isdisjoint(parts) and _NO_SECRETS.isdisjoint(parts):
        return [Finding("SecretsUsedInArgOrEnv", (name, key), word)]
    return []


def _on_label(step: Step, _: dict[str, Instruction]) -> list[Finding]:
    keyword = step.instruction.keyword.text
    return [
        Finding("LegacyKeyValueFormat", (keyword,), pair.word)
        for pair in step.instruction.pairs
        if pair.is_legacy
    ]


def _on_once(step: Step, used: dict[str, Instruction]) -> list[Finding]:
    """Only the last CMD, ENTRYPOINT or HEALTHCHECK of a stage counts; the one before it is reported."""
    instruction, keyword = step.instruction, step.instruction.keyword.text
    found = []
    earlier = used.get(instruction.name)
    if earlier:
        finding = Finding("MultipleInstructionsDisallowed", (keyword,), earlier.keyword, earlier)
        found.append(finding)
    used[instruction.name] = instruction
    if step.uses_default_shell:
        found.append(Finding("JSONArgsRecommended", (keyword,), instruction.arguments))
    return found


def _on_workdir(step: Step, _: dict[str, Instruction]) -> list[Finding]:
    if step.relative_path is None:
        return []
    return [Finding("WorkdirRelativePath", (step.relative_path,), step.instruction.words[0])]


def _on_expose(step: Step, _: dict[str, Instruction]) -> list[Finding]:
    found = []
    written = {word.text: word for word in step.instruction.words}
    for text in step.words:
        word = written.get(text)
        if ":" in text:
            found.append(Finding("ExposeInvalidFormat", (text,), word))
        protocol = text.rpartition("/")[2] if "/" in text else ""
        if protocol != protocol.lower():
            found.append(Finding("ExposeProtoCasing", (text,), word))
    return found


_STEP_CHECKS: dict[str, Callable[[Step, dict[str, Instruction]], list[Finding]]] = {
    "ARG": _on_arg,
    "CMD": _on_once,
    "ENTRYPOINT": _on_once,
    "ENV": _on_env,
    "EXPOSE": _on_expose,
    "HEALTHCHECK": _on_once,
    "LABEL": _on_label,
    "WORKDIR": _on_workdir,
}
