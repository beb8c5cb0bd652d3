"""The flags that each instruction has, and the values that they take."""

from __future__ import annotations

from dockerlayers.errors import DockerfileError
from dockerlayers.model.suggestions import with_suggestion
from dockerlayers.syntax.nodes import Instruction

_BOOLEAN, _TEXT, _LIST = "boolean", "text", "list"
_FLAGS: dict[str, dict[str, str]] = {
    "FROM": {"platform": _TEXT},
    "RUN": {"device": _LIST, "mount": _LIST, "network": _TEXT, "security": _TEXT},
    "COPY": {
        "chown": _TEXT,
        "from": _TEXT,
        "chmod": _TEXT,
        "link": _BOOLEAN,
        "exclude": _LIST,
        "parents": _BOOLEAN,
    },
    "ADD": {
        "chown": _TEXT,
        "chmod": _TEXT,
        "link": _BOOLEAN,
        "keep-git-dir": _BOOLEAN,
        "checksum": _TEXT,
        "unpack": _BOOLEAN,
        "exclude": _LIST,
    },
    "HEALTHCHECK": {
        "interval": _TEXT,
        "timeout": _TEXT,
        "start-period": _TEXT,
        "start-interval": _TEXT,
        "retries": _TEXT,
    },
}


def check_flags(instruction: Instruction) -> None:
    """Refuse flags that the instruction does not have, and values that they do not take."""
    if not instruction.flags:
        return
    known = _FLAGS.get(instruction.name, {})
    seen: set[str] = set()
    for flag in instruction.flags:
        kind = known.get(flag.name)
        try:
            _check_flag(flag.name, flag.value, kind, list(known), flag.name in seen)
        except DockerfileError as error:
            error.span = flag.span
            raise
        seen.add(flag.name)


def _check_flag(name: str, value: str | None, kind: str | None, known: list[str], is_seen: bool) -> None:
    if kind is None:
        raise with_suggestion(f"unknown flag: --{name}", name, known)
    if is_seen and kind is not _LIST:
        raise DockerfileError(f"duplicate flag specified: --{name}")
    if kind is _BOOLEAN:
        if value is not None and value.lower() not in ("true", "false"):
            if not value:
                raise DockerfileError(f"missing a value on flag: --{name}")
            raise DockerfileError(f"expecting boolean value for flag --{name}, not: {value}")
    elif value is None:
        raise DockerfileError(f"missing a value on flag: --{name}")
