"""The image that comes out: what its config says, and which line said so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from dockerlayers.explain.annotations import Annotation, HistoryRow, Image, Setting, Value
from dockerlayers.explain.inline import show_command
from dockerlayers.explain.scene import chain, is_empty, list_ports, list_steps
from dockerlayers.model.types import Build, Effect, HistoryEntry, ImageConfig, Stage, StageImage, Step

_Field = tuple[str, str, Callable[[ImageConfig], Iterable[str]], Callable[[Step], Iterable[str]] | None]


def make_image(build: Build, index: int, image: StageImage, rows: Mapping[int, Annotation]) -> Image:
    """Describe the image that a stage makes; `rows` are those of its steps and instructions, by their ids."""
    stage = build.stages[index]
    steps = list_steps(build, stage)
    root = list(chain(build, stage))[-1]
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
        own_keys = {word.partition("=")[0] for word in step.words} if name == "ENV" else set()
        is_reset = name == "CMD" and config.cmd is None and bool(step.words)
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
    settings = []
    for name, instruction, values_of, words_of in _FIELDS:
        texts = tuple(values_of(config))
        if not texts:
            continue
        setters = [step for step in reversed(steps) if step.instruction.name == instruction]
        values = []
        for text in texts:
            step = next((one for one in setters if words_of is None or text in words_of(one)), None)
            values.append(Value(text=text, row=rows.get(id(step))))
        settings.append(Setting(name=name, values=tuple(values)))
    return tuple(settings)


def _one(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _command(words: tuple[str, ...] | None) -> tuple[str, ...]:
    return (show_command(words),) if words else ()


def _health(config: ImageConfig) -> tuple[str, ...]:
    """Return the command alone: the first word only says how it is run."""
    command = config.healthcheck.test[1:] if config.healthcheck else ()
    return (" ".join(command),) if command else ()


def _words(step: Step) -> tuple[str, ...]:
    return step.words


_SINGLE = ("CMD", "ENTRYPOINT", "HEALTHCHECK", "MAINTAINER", "SHELL", "STOPSIGNAL", "USER", "WORKDIR")
"""The instructions of which the last one counts."""

_FIELDS: tuple[_Field, ...] = (
    ("entrypoint", "ENTRYPOINT", lambda config: _command(config.entrypoint), None),
    ("cmd", "CMD", lambda config: _command(config.cmd), None),
    ("user", "USER", lambda config: _one(config.user), None),
    ("workdir", "WORKDIR", lambda config: _one(config.working_dir), None),
    ("ports", "EXPOSE", lambda config: config.exposed_ports, list_ports),
    ("env", "ENV", lambda config: (f"{key}={value}" for key, value in config.env), _words),
    ("volumes", "VOLUME", lambda config: config.volumes, _words),
    ("health", "HEALTHCHECK", _health, None),
    ("stop", "STOPSIGNAL", lambda config: _one(config.stop_signal), None),
    ("triggers", "ONBUILD", lambda config: config.on_build, _words),
)
