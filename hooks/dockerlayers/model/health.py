"""HEALTHCHECK: its type, command and flags."""

from __future__ import annotations

import re

from dockerlayers.errors import DockerfileError
from dockerlayers.model.durations import parse_duration
from dockerlayers.model.flags import check_flags
from dockerlayers.model.types import Health
from dockerlayers.syntax.characters import quote
from dockerlayers.syntax.nodes import Form, Instruction

_INTEGER = re.compile(r"[+-]?[0-9]+", re.ASCII)
_MAX_INT32 = 2**31 - 1
_MIN_DURATION = 10**6


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
    values = {flag.name: flag.value or "" for flag in instruction.flags}
    return Health(
        test=(form, *(word.text for word in command)),
        interval=_interval(values, "interval"),
        timeout=_interval(values, "timeout"),
        start_period=_interval(values, "start-period"),
        start_interval=_interval(values, "start-interval"),
        retries=_retries(values.get("retries", "")),
    )


def _interval(values: dict[str, str], name: str) -> int:
    text = values.get(name)
    duration = parse_duration(text) if text else 0
    if duration and duration < _MIN_DURATION:
        raise DockerfileError(f"Interval {quote(name)} cannot be less than 1ms")
    return duration


def _retries(text: str) -> int:
    if not text:
        return 0
    if not _INTEGER.fullmatch(text):
        raise DockerfileError(f"strconv.ParseInt: parsing {quote(text)}: invalid syntax")
    number = int(text)
    if abs(number) > _MAX_INT32:
        raise DockerfileError(f"strconv.ParseInt: parsing {quote(text)}: value out of range")
    if number < 0:
        raise DockerfileError(f"--retries cannot be negative ({number})")
    return number
