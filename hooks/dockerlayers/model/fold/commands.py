"""The instructions that hold a command: RUN, CMD, ENTRYPOINT, HEALTHCHECK, SHELL."""

from __future__ import annotations

import posixpath

from dockerlayers.errors import DockerfileError
from dockerlayers.model.durations import format_duration
from dockerlayers.model.fold.files import clean_path
from dockerlayers.model.fold.fold import Fold
from dockerlayers.model.health import parse_health
from dockerlayers.model.mounts import Mount, parse_mount
from dockerlayers.model.state import StageState
from dockerlayers.model.types import Effect, Health, Step
from dockerlayers.syntax.characters import quote
from dockerlayers.syntax.heredocs import chomp, parse_heredoc_mark
from dockerlayers.syntax.nodes import Flag, Form

_SHELLS = {"windows": ("cmd", "/S", "/C")}
_DEFAULT_SHELL = ("/bin/sh", "-c")


def fold_run(fold: Fold) -> Step:
    """Fold RUN: always a layer."""
    state = fold.state
    flags = fold.instruction.flags
    mounts = [(_parse_mount(fold, flag), flag) for flag in flags if flag.name == "mount"] if flags else []
    line = _run_line(fold)
    if not line:
        raise DockerfileError("failed to marshal LLB definition: arguments are required")
    for (mount, flag), source in zip(mounts, fold.sources, strict=False):
        _check_mount(state, mount, flag, source)
    shown = ["RUN", *_shown_arguments(state), *line] if state.build_args else ["RUN", *line]
    return fold.step(Effect.LAYER, " ".join([*shown, "# buildkit"]), line)


def _shown_arguments(state: StageState) -> list[str]:
    """List the ARGs of the stage chain, with the values that they have now, as the history shows them."""
    items = state.build_args.items()
    return [f"|{len(items)}", *[f"{name}={state.variables.get(name, value or '')}" for name, value in items]]


def _parse_mount(fold: Fold, flag: Flag) -> Mount:
    try:
        return parse_mount(flag.value or "", lambda text: fold.expand(text, flag))
    except DockerfileError as error:
        error.span = flag.span
        raise


def _check_mount(state: StageState, mount: Mount, flag: Flag, source: StageState) -> None:
    if mount.source_name and not source.is_dispatched:
        message = (
            f"cannot mount from stage {quote(mount.source_name)} to {quote(mount.target)},"
            " stage needs to be defined before current command"
        )
        raise DockerfileError(message, span=flag.span)
    if mount.type in ("secret", "ssh"):
        return
    target = mount.target
    if not clean_path(target or ".").startswith("/"):
        target = clean_path(posixpath.join("/", state.working_dir, mount.target))
    if target == "/" and (state.is_known or mount.target.startswith("/")):
        raise DockerfileError(f"invalid mount target {quote(target)}", span=flag.span)


def _run_line(fold: Fold) -> tuple[str, ...]:
    """List the arguments that the process of a RUN gets."""
    instruction = fold.instruction
    if instruction.form is Form.EXEC:
        return tuple([word.text for word in instruction.words])
    text = instruction.arguments.text
    if instruction.heredocs:
        text = _inline_heredocs(fold, text)
    return _with_shell(fold.state, text)


def _inline_heredocs(fold: Fold, text: str) -> str:
    """Put heredocs in: a lone one is the script itself, or a file to run; the shell reads any other."""
    heredocs = fold.instruction.heredocs
    if not parse_heredoc_mark(text):
        return text + "".join(f"\n{heredoc.content}{heredoc.name}" for heredoc in heredocs)
    content = chomp(heredocs[0].content) if heredocs[0].chomp else heredocs[0].content
    is_windows = fold.state.image is not None and fold.state.image.os == "windows"
    if content.startswith("#!") and not is_windows:
        return posixpath.join("/dev/pipes/", heredocs[0].name)
    return content


def fold_cmd(fold: Fold) -> Step:
    """Fold CMD: a shell form runs in the SHELL that holds there."""
    words, uses_default_shell = _command_line(fold)
    fold.state.cmd = words or None
    fold.state.is_cmd_set = True
    created_by = f"CMD [{' '.join(map(quote, words))}]"
    return fold.step(Effect.METADATA, created_by, words, uses_default_shell=uses_default_shell)


def fold_entrypoint(fold: Fold) -> Step:
    """Fold ENTRYPOINT: it takes an inherited CMD away."""
    words, uses_default_shell = _command_line(fold)
    fold.state.entrypoint = words or None
    if not fold.state.is_cmd_set:
        fold.state.cmd = None
    created_by = f"ENTRYPOINT [{' '.join(map(quote, words))}]"
    return fold.step(Effect.METADATA, created_by, words, uses_default_shell=uses_default_shell)


def _command_line(fold: Fold) -> tuple[tuple[str, ...], bool]:
    words = tuple(word.text for word in fold.instruction.words)
    if fold.instruction.form is Form.EXEC:
        return words, False
    return _with_shell(fold.state, " ".join(words)), not fold.state.shell


def _with_shell(state: StageState, text: str) -> tuple[str, ...]:
    default = _SHELLS.get(state.image.os if state.image else "", _DEFAULT_SHELL)
    return (*(state.shell or default), text)


def fold_healthcheck(fold: Fold) -> Step:
    """Fold HEALTHCHECK."""
    health = parse_health(fold.instruction)
    fold.state.healthcheck = health
    return fold.step(Effect.METADATA, f"HEALTHCHECK {_format_health(health)}", health.test)


def _format_health(health: Health) -> str:
    durations = {
        "Interval": health.interval,
        "Timeout": health.timeout,
        "StartPeriod": health.start_period,
        "StartInterval": health.start_interval,
    }
    parts = [f"{name}:{format_duration(value)}" for name, value in durations.items()]
    return f"{{Test:[{' '.join(health.test)}] {' '.join(parts)} Retries:{health.retries}}}"


def fold_shell(fold: Fold) -> Step:
    """Fold SHELL."""
    words = tuple(word.text for word in fold.instruction.words)
    fold.state.shell = words
    return fold.step(Effect.METADATA, f"SHELL [{' '.join(words)}]", words)
