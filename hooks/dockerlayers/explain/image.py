"""The image that comes out: what its config says, and which line said so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from dockerlayers.explain.annotations import Annotation, Setting, Value
from dockerlayers.explain.inline import show_command
from dockerlayers.explain.scene import list_ports
from dockerlayers.model.types import Build, ImageConfig, Step

_Field = tuple[str, str, Callable[[ImageConfig], Iterable[str]], Callable[[Step], Iterable[str]] | None]


def list_settings(build: Build, steps: Sequence[Step], rows: Mapping[int, Annotation]) -> tuple[Setting, ...]:
    """List what the image config holds, each value with the row that set it last."""
    if build.is_fragment:
        return ()
    settings = []
    for name, instruction, values_of, words_of in _FIELDS:
        setters = [step for step in reversed(steps) if step.instruction.name == instruction]
        values = []
        for text in values_of(build.config):
            step = next((one for one in setters if words_of is None or text in words_of(one)), None)
            values.append(Value(text=text, row=rows.get(id(step))))
        if values:
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
