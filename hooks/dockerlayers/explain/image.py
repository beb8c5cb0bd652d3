"""The image that comes out: what its config says, and which line said so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from dockerlayers.explain.annotations import Annotation, HistoryRow, Image, Setting, SettingValue
from dockerlayers.explain.listing import join_ports
from dockerlayers.explain.scene import is_empty, list_steps
from dockerlayers.model.steps import (
    Cmd,
    Does,
    Entrypoint,
    Env,
    Expose,
    Healthcheck,
    OnBuild,
    StopSignal,
    User,
    Volume,
    Workdir,
)
from dockerlayers.model.types import Build, Effect, HistoryEntry, ImageConfig, Stage, StageImage, Step
from dockerlayers.texts.inline import show_command

_Field = tuple[str, type[Does], Callable[[ImageConfig], Iterable[str]]]


def make_image(build: Build, index: int, image: StageImage, rows: Mapping[int, Annotation]) -> Image:
    """Describe the image that a stage makes; `rows` are those of its steps and instructions, by their ids."""
    stage = build.stages[index]
    steps = list_steps(build, stage)
    root = list(build.chain(stage))[-1]
    return Image(
        stage=stage,
        option=image.option,
        layers=tuple(rows[id(step)] for step in steps if step.effect is Effect.LAYER),
        base=None if is_empty(root) else rows.get(id(root.instruction)),
        base_name=root.base,
        base_is_known=image.base_is_known,
        metadata_count=sum(step.effect is Effect.METADATA for step in steps),
        settings=() if build.is_fragment else _list_settings(image.config, steps, rows),
        history=_list_history(image.history, steps, rows),
        needs=_list_needs(build, stage),
    )


def find_replaced(config: ImageConfig, steps: Iterable[Step]) -> set[int]:
    """Find the steps whose value in the config another step replaces, by their ids."""
    found: set[int] = set()
    names: set[str] = set()
    keys: set[str] = set()
    for step in reversed(list(steps)):
        name = step.instruction.name
        own_keys = {key for key, _ in step.does.pairs} if isinstance(step.does, Env) else set()
        is_reset = isinstance(step.does, Cmd) and config.cmd is None and bool(step.does.command)
        if (name in _SINGLE and name in names) or (own_keys and own_keys <= keys) or is_reset:
            found.add(id(step))
        names.add(name)
        keys |= own_keys
    return found


def _list_history(
    history: Sequence[HistoryEntry], steps: Sequence[Step], rows: Mapping[int, Annotation]
) -> tuple[HistoryRow, ...]:
    """List the history, the newest entry first; the file's own are the last ones, one for each step."""
    found = []
    layers = [step for step in steps if step.effect is Effect.LAYER]
    numbers = {id(step): number for number, step in enumerate(layers, 1)}
    owners = [step for step in steps if step.created_by is not None]
    for position, entry in enumerate(history, len(owners) - len(history)):
        step = owners[position] if position >= 0 else None
        found.append(
            HistoryRow(
                created_by=entry.created_by,
                is_empty_layer=entry.empty_layer,
                row=rows[id(step)] if step else None,
                number=numbers.get(id(step)),
            )
        )
    return tuple(reversed(found))


def _list_needs(build: Build, target: Stage) -> tuple[int, ...]:
    """List the stages that a target needs: through FROM, COPY --from and mounts."""
    found: set[int] = set()
    pending = [target.index]
    while pending:
        index = pending.pop()
        if index not in found:
            found.add(index)
            stage = build.stages[index]
            pending += [] if stage.base_stage is None else [stage.base_stage]
            pending += [source for step in stage.steps for source in step.source_stages]
    return tuple(sorted(found))


def _list_settings(
    config: ImageConfig, steps: Sequence[Step], rows: Mapping[int, Annotation]
) -> tuple[Setting, ...]:
    """List what the image config holds, each value with the row that set it last."""
    setters = _find_setters(steps)
    settings = []
    for name, kind, values_of in _FIELDS:
        texts = tuple(values_of(config))
        if texts:
            own = setters.get(kind, {})
            found = [(text, own.get(text, own.get(_ALL))) for text in texts]
            shown = join_ports(found) if kind is Expose else found
            values = [SettingValue(text=text, row=rows.get(id(step))) for text, step in shown]
            settings.append(Setting(name=name, values=tuple(values)))
    return tuple(settings)


def _find_setters(steps: Iterable[Step]) -> dict[type[Does | None], dict[str, Step]]:
    """Find the step that sets a value last, by what it does and by the value, or `_ALL` for the field."""
    setters: dict[type[Does | None], dict[str, Step]] = {}
    for step in steps:
        own = setters.setdefault(type(step.does), {})
        own.update(dict.fromkeys(_list_values(step.does), step))
    return setters


def _list_values(does: Does | None) -> Iterable[str]:
    """List the values of a field that a step adds to, as the image config has them."""
    match does:
        case Expose(ports=ports):
            return ports
        case Env(pairs=pairs):
            return [f"{key}={value}" for key, value in pairs]
        case Volume(paths=paths):
            return paths
        case OnBuild(trigger=trigger):
            return (trigger,)
    return (_ALL,)


def _one(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _command(words: tuple[str, ...] | None) -> tuple[str, ...]:
    return (show_command(words),) if words else ()


def _health(config: ImageConfig) -> tuple[str, ...]:
    """Return the command alone: the first word only says how it is run."""
    command = config.healthcheck.test[1:] if config.healthcheck else ()
    return (" ".join(command),) if command else ()


_SINGLE = ("CMD", "ENTRYPOINT", "HEALTHCHECK", "MAINTAINER", "SHELL", "STOPSIGNAL", "USER", "WORKDIR")
"""The instructions of which the last one counts."""

_ALL = "\0"
"""Stands for the value of a field that has one alone: the last instruction gives all of it."""

_FIELDS: tuple[_Field, ...] = (
    ("entrypoint", Entrypoint, lambda config: _command(config.entrypoint)),
    ("cmd", Cmd, lambda config: _command(config.cmd)),
    ("user", User, lambda config: _one(config.user)),
    ("workdir", Workdir, lambda config: _one(config.working_dir)),
    ("ports", Expose, lambda config: config.exposed_ports),
    ("env", Env, lambda config: (f"{key}={value}" for key, value in config.env)),
    ("volumes", Volume, lambda config: config.volumes),
    ("health", Healthcheck, _health),
    ("stop", StopSignal, lambda config: _one(config.stop_signal)),
    ("triggers", OnBuild, lambda config: config.on_build),
)
