"""The mounts of `RUN --mount`.

Source: https://github.com/moby/buildkit/blob/v0.32.2/frontend/dockerfile/instructions/commands_runmount.go
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from dockerlayers.errors import DockerfileError
from dockerlayers.model.integers import parse_unsigned
from dockerlayers.model.suggestions import with_suggestion
from dockerlayers.syntax.characters import quote

_TYPES = ("bind", "cache", "tmpfs", "secret", "ssh")
_SHARINGS = ("shared", "private", "locked")
_KEYS = [
    "type",
    "from",
    "source",
    "target",
    "readonly",
    "readwrite",
    "id",
    "sharing",
    "required",
    "size",
    "mode",
    "uid",
    "gid",
    "src",
    "dst",
    "destination",
    "ro",
    "rw",
    "env",
]
_TRUE = ("1", "t", "T", "TRUE", "true", "True")
_FALSE = ("0", "f", "F", "FALSE", "false", "False")
_QUOTED = re.compile(r'"((?:[^"]|"")*+)"')
_PLAIN = re.compile(r'([^",]*)')
_VARIABLE = re.compile(r"\$.")
_SIZE = re.compile(r"(\d+(?:\.\d+)*) ?(?:[kKmMgGtTpP](?:[iI]?[bB])?|[bB])?", re.ASCII)

Expander = Callable[[str], str]


@dataclass(frozen=True, kw_only=True)
class Mount:
    """A mount of one RUN; `source_name` is its `from`, empty for the build context or an empty one."""

    type: str = "bind"
    source_name: str = ""
    source: str = ""
    target: str = ""
    id: str = ""
    is_read_only: bool = True
    is_required: bool = False
    sharing: str = ""
    mode: str = ""
    uid: str = ""
    gid: str = ""
    size: str = ""
    env: str = ""


def split_fields(text: str) -> list[str]:
    """Split the value of a mount flag at its commas, as Go reads CSV: a field may be in double quotes.

    line = field , { "," , field }        field = '"' , { character | '""' } , '"' | { character }
    """
    if not text:
        raise DockerfileError("failed to parse csv mounts: EOF")
    if '"' not in text:
        return text.split(",")
    fields: list[str] = []
    position = 0
    while position <= len(text):
        match = (
            _QUOTED.match(text, position) if text.startswith('"', position) else _PLAIN.match(text, position)
        )
        end = match.end() if match else position
        if not match or (end < len(text) and text[end] != ","):
            raise _csv_error(text, position, end)
        fields.append(match[1].replace('""', '"'))
        position = end + 1
    return fields


def _csv_error(text: str, position: int, end: int) -> DockerfileError:
    is_quoted = text.startswith('"', position)
    reason = 'extraneous or missing " in quoted-field' if is_quoted else 'bare " in non-quoted-field'
    column = len(text[: max(end, position)].encode("utf-8", "surrogatepass")) + 1
    return DockerfileError(f"failed to parse csv mounts: parse error on line 1, column {column}: {reason}")


def source_name(text: str) -> str:
    """Find a mount's `from` before variables are known; raise DockerfileError where it holds one."""
    name = ""
    for field in split_fields(text):
        key, _, value = field.partition("=")
        if key.lower() == "from":
            if _VARIABLE.search(value):
                raise _no_expansion()
            name = value
    return name


def parse_mount(text: str, expand: Expander) -> Mount:
    """Parse a mount flag's value.

    mount = field , { "," , field }        field = key , [ "=" , value ]
    """
    values: dict[str, str] = {"type": "bind"}
    read_only: bool | None = None
    for field in split_fields(text):
        key, equals, value = field.partition("=")
        key = key.lower()
        if not equals and key not in ("readonly", "ro", "readwrite", "rw", "required"):
            raise DockerfileError(f"invalid field '{field}' must be a key=value pair")
        if equals:
            value = _expanded(key, value, expand)
        if key in ("readonly", "ro", "readwrite", "rw"):
            is_on = not equals or _boolean(key, value)
            read_only = is_on if key in ("readonly", "ro") else not is_on
        elif key not in _KEYS:
            raise _unexpected_key(key, field)
        else:
            name = {"src": "source", "dst": "target", "destination": "target"}.get(key, key)
            values[name] = _FIELDS[key](_Field(key, value, values["type"], bool(equals)))
    return _checked(values, read_only)


def _expanded(key: str, value: str, expand: Expander) -> str:
    result = expand(value)
    if key == "from" and result != value:
        raise _no_expansion()
    return result


def _no_expansion() -> DockerfileError:
    return DockerfileError("'from' doesn't support variable expansion, define alias stage instead")


def _unexpected_key(key: str, field: str) -> DockerfileError:
    return with_suggestion(f"unexpected key '{key}' in '{field}'", key, _KEYS)


def _boolean(key: str, value: str) -> bool:
    if value in _TRUE or value in _FALSE:
        return value in _TRUE
    raise DockerfileError(f"invalid value for {key}: {value}")


class _Field(NamedTuple):
    """One `key=value` of a mount; `kind` is the mount's type as far as it has been read."""

    key: str
    value: str
    kind: str
    has_value: bool


def _text(field: _Field) -> str:
    return field.value


def _kind(field: _Field) -> str:
    if field.value.lower() in _TYPES:
        return field.value.lower()
    raise with_suggestion(f"unsupported mount type {quote(field.value.lower())}", field.value, _TYPES)


def _sharing(field: _Field) -> str:
    if field.value.lower() in _SHARINGS:
        return field.value.lower()
    raise with_suggestion(f"unsupported sharing value {quote(field.value)}", field.value, _SHARINGS)


def _required(field: _Field) -> str:
    if field.kind not in ("secret", "ssh"):
        raise DockerfileError(f"unexpected key '{field.key}' for mount type '{field.kind}'")
    return "true" if not field.has_value or _boolean(field.key, field.value) else ""


def _size(field: _Field) -> str:
    if field.kind != "tmpfs":
        raise DockerfileError(f"unexpected key '{field.key}' for mount type '{field.kind}'")
    if not _SIZE.fullmatch(field.value):
        raise DockerfileError(f"invalid value for {field.key}: {field.value}")
    return field.value


def _number(field: _Field) -> str:
    if parse_unsigned(field.value, 32, 8 if field.key == "mode" else 10) is None:
        raise DockerfileError(f"invalid value {field.value} for {field.key}")
    return field.value


_FIELDS: dict[str, Callable[[_Field], str]] = {
    **dict.fromkeys(("from", "source", "src", "target", "dst", "destination", "id", "env"), _text),
    **dict.fromkeys(("mode", "uid", "gid"), _number),
    "type": _kind,
    "sharing": _sharing,
    "required": _required,
    "size": _size,
}


def _checked(values: dict[str, str], read_only: bool | None) -> Mount:
    kind = values["type"]
    if kind not in ("secret", "ssh", "cache"):
        for key in ("mode", "uid", "gid"):
            if key in values:
                raise DockerfileError(f"{key} not allowed for {quote(kind)} type mounts")
    if "sharing" in values and kind != "cache":
        raise DockerfileError(f"invalid cache sharing set for {kind} mount")
    if kind == "secret":
        _check_secret(values)
    return Mount(
        type=kind,
        source_name=values.get("from", ""),
        source=values.get("source", ""),
        target=values.get("target", ""),
        id=values.get("id", ""),
        is_read_only=kind not in ("cache", "tmpfs") if read_only is None else read_only,
        is_required=bool(values.get("required")),
        sharing=values.get("sharing", ""),
        mode=values.get("mode", ""),
        uid=values.get("uid", ""),
        gid=values.get("gid", ""),
        size=values.get("size", ""),
        env=values.get("env", ""),
    )


def _check_secret(values: dict[str, str]) -> None:
    if values.get("from"):
        raise DockerfileError("secret mount should not have a from")
    if not any(values.get(key) for key in ("source", "target", "id")):
        raise DockerfileError("invalid secret mount. one of source, target required")
    if values.get("source") and values.get("id"):
        raise DockerfileError("both source and id can't be set")
