"""The instructions that hold a command: RUN, CMD, ENTRYPOINT, HEALTHCHECK, SHELL."""

from __future__ import annotations

import posixpath

from dockerlayers.errors import DockerfileError
from dockerlayers.model.devices import NO_DEVICES
from dockerlayers.model.durations import format_duration
from dockerlayers.model.fold.fold import Fold
from dockerlayers.model.health import Health, parse_health
from dockerlayers.model.mount_values import MountType
from dockerlayers.model.mounts import Mount, parse_mount
from dockerlayers.model.places import clean_path, is_absolute, to_slashes
from dockerlayers.model.state import StageState
from dockerlayers.model.steps import (
    DEFAULT_NETWORK,
    DEFAULT_SECURITY,
    Cmd,
    Entrypoint,
    Healthcheck,
    Run,
    Shell,
)
from dockerlayers.model.types import Effect, Step
from dockerlayers.syntax.characters import quote
from dockerlayers.syntax.heredocs import parse_heredoc_mark
from dockerlayers.syntax.nodes import Flag, Form, Heredoc, Instruction

_SHELLS = {"windows": ("cmd", "/S", "/C")}
_DEFAULT_SHELL = ("/bin/sh", "-c")


def fold_run(fold: Fold) -> Step:
    """Fold RUN: always a layer."""
    state, instruction = fold.state, fold.instruction
    mounts = _read_mounts(fold) if instruction.flags else []
    script = _find_script(instruction) if instruction.heredocs else None
    line = _run_line(fold, script)
    if not line:
        state.has_empty_run = True
    does = Run(line, instruction.form is Form.EXEC, script)
    if instruction.flags:
        kept = tuple([_place_mount(state, *one) for one in zip(mounts, fold.sources, strict=True)])
        device = instruction.find_flag("device")
        if device:
            raise DockerfileError(NO_DEVICES, span=device.span)
        network, security = fold.flag_value("network"), fold.flag_value("security")
        does = does._replace(
            mounts=kept, network=network or DEFAULT_NETWORK, security=security or DEFAULT_SECURITY
        )
    shown = ["RUN", *_shown_arguments(state), *line] if state.build_args else ["RUN", *line]
    return fold.step(Effect.LAYER, " ".join([*shown, "# buildkit"]), does)


def _shown_arguments(state: StageState) -> list[str]:
    """List the ARGs of the stage chain, with the values that they have now, as the history shows them."""
    items = state.build_args.items()
    return [f"|{len(items)}", *[f"{name}={state.variables.get(name, value or '')}" for name, value in items]]


def _read_mounts(fold: Fold) -> list[tuple[Mount, Flag]]:
    """Read all mounts, before anything is said of one of them."""
    return [(_parse_mount(fold, flag), flag) for flag in fold.instruction.flags if flag.name == "mount"]


def _parse_mount(fold: Fold, flag: Flag) -> Mount:
    try:
        return parse_mount(flag.value or "", lambda text: fold.expand(text, flag))
    except DockerfileError as error:
        error.span = flag.span
        raise


def _place_mount(state: StageState, read: tuple[Mount, Flag], source: StageState) -> Mount:
    """Check a mount, note the stage whose files it has; an empty folder may be that of a stage `scratch`."""
    mount, flag = read
    _check_mount(state, mount, flag, source)
    takes_files = mount.type is MountType.CACHE or (mount.type is MountType.BIND and mount.source_name)
    return mount._replace(stage=source.index) if takes_files and source.is_registered else mount


def _check_mount(state: StageState, mount: Mount, flag: Flag, source: StageState) -> None:
    if mount.source_name and not source.is_dispatched:
        message = (
            f"cannot mount from stage {quote(mount.source_name)} to {quote(mount.target)},"
            " stage needs to be defined before current command"
        )
        raise DockerfileError(message, span=flag.span)
    if mount.type in (MountType.SECRET, MountType.SSH):
        return
    target = mount.target
    if not is_absolute(target or ".", state.system):
        directory = to_slashes(state.working_dir, state.system)
        target = clean_path(posixpath.join("/", directory, mount.target))
    if target == "/" and (state.is_known or mount.target.startswith("/")):
        raise DockerfileError(f"invalid mount target {quote(target)}", span=flag.span)


def _run_line(fold: Fold, script: Heredoc | None) -> tuple[str, ...]:
    """List the arguments that the process of a RUN gets."""
    instruction = fold.instruction
    if instruction.form is Form.EXEC:
        return tuple([word.text for word in instruction.words])
    text = instruction.arguments.text
    if script:
        text = _script_text(fold, script)
    elif instruction.heredocs:
        text += "".join(f"\n{heredoc.content}{heredoc.name}" for heredoc in instruction.heredocs)
    return _with_shell(fold.state, text)


def _find_script(instruction: Instruction) -> Heredoc | None:
    """Find the heredoc that is all of a RUN; the shell reads any other."""
    return instruction.heredocs[0] if parse_heredoc_mark(instruction.arguments.text) else None


def _script_text(fold: Fold, script: Heredoc) -> str:
    """Put a heredoc in that is all of a RUN: it is the script itself, or a file to run."""
    is_windows = fold.state.image is not None and fold.state.image.os == "windows"
    body = script.body
    return posixpath.join("/dev/pipes/", script.name) if body.startswith("#!") and not is_windows else body


def fold_cmd(fold: Fold) -> Step:
    """Fold CMD: a shell form runs in the SHELL that holds there."""
    does = Cmd(*_command_line(fold))
    fold.state.cmd = does.command or None
    fold.state.is_cmd_set = True
    return fold.step(Effect.METADATA, f"CMD [{' '.join(map(quote, does.command))}]", does)


def fold_entrypoint(fold: Fold) -> Step:
    """Fold ENTRYPOINT: it takes an inherited CMD away."""
    does = Entrypoint(*_command_line(fold))
    fold.state.entrypoint = does.command or None
    if not fold.state.is_cmd_set:
        fold.state.cmd = None
    return fold.step(Effect.METADATA, f"ENTRYPOINT [{' '.join(map(quote, does.command))}]", does)


def _command_line(fold: Fold) -> tuple[tuple[str, ...], bool, bool]:
    """List what the process gets; say whether it is an exec form, and whether the default shell takes it."""
    words = tuple([word.text for word in fold.instruction.words])
    if fold.instruction.form is Form.EXEC:
        return words, True, False
    return _with_shell(fold.state, " ".join(words)), False, not fold.state.shell


def _with_shell(state: StageState, text: str) -> tuple[str, ...]:
    default = _SHELLS.get(state.image.os if state.image else "", _DEFAULT_SHELL)
    return (*(state.shell or default), text)


def fold_healthcheck(fold: Fold) -> Step:
    """Fold HEALTHCHECK."""
    health = parse_health(fold.instruction)
    fold.state.healthcheck = health
    return fold.step(Effect.METADATA, f"HEALTHCHECK {_format_health(health)}", Healthcheck(health))


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
    words = tuple([word.text for word in fold.instruction.words])
    fold.state.shell = words
    return fold.step(Effect.METADATA, f"SHELL [{' '.join(words)}]", Shell(words))
