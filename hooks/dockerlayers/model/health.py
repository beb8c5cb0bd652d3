"""HEALTHCHECK: its type, command and flags."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dockerlayers.errors import DockerfileError
from dockerlayers.model.durations import parse_duration
from dockerlayers.model.flags import check_flags
from dockerlayers.model.integers import parse_integer
from dockerlayers.syntax.characters import quote
from dockerlayers.syntax.nodes import Flag, Form, Instruction

_MIN_DURATION = 10**6


@dataclass(frozen=True, kw_only=True, eq=False)
class Health:
    """An image's health check; durations in nanoseconds, 0 where not given."""

    test: tuple[str, ...]
    interval: int = 0
    timeout: int = 0
    start_period: int = 0
    start_interval: int = 0
    retries: int = 0


def parse_health(instruction: Instruction) -> Health:
    """Read HEALTHCHECK's type, command and flags."""
    if not instruction.words:
        raise DockerfileError("HEALTHCHECK requires at least one argument")
    kind, *command = instruction.words
    name = kind.text.upper()
    if name == "NONE":
        if command:
            raise DockerfileError("HEALTHCHECK NONE takes no arguments", span=command[0].span)
        return Health(test=("NONE",))
    check_flags(instruction)
    if name != "CMD":
        raise DockerfileError(f"Unknown type {quote(name)} in HEALTHCHECK (try CMD)", span=kind.span)
    if not command:
        raise DockerfileError("Missing command after HEALTHCHECK CMD", span=kind.span)
    form = "CMD" if instruction.form is Form.EXEC else "CMD-SHELL"
    flags = {flag.name: flag for flag in instruction.flags}
    return Health(
        test=(form, *(word.text for word in command)),
        interval=_read(flags.get("interval"), _interval),
        timeout=_read(flags.get("timeout"), _interval),
        start_period=_read(flags.get("start-period"), _interval),
        start_interval=_read(flags.get("start-interval"), _interval),
        retries=_read(flags.get("retries"), _retries),
    )


def _read(flag: Flag | None, parse: Callable[[Flag, str], int]) -> int:
    if not flag or not flag.value:
        return 0
    try:
        return parse(flag, flag.value)
    except DockerfileError as error:
        error.span = flag.span
        raise


def _interval(flag: Flag, text: str) -> int:
    duration = parse_duration(text)
    if duration and duration < _MIN_DURATION:
        raise DockerfileError(f"Interval {quote(flag.name)} cannot be less than 1ms")
    return duration


def _retries(_: Flag, text: str) -> int:
    number = parse_integer(text, 32)
    if number is None:
        reason = "value out of range" if text.lstrip("+-").isdecimal() else "invalid syntax"
        raise DockerfileError(f"strconv.ParseInt: parsing {quote(text)}: {reason}")
    if number < 0:
        raise DockerfileError(f"--retries cannot be negative ({number})")
    return number
