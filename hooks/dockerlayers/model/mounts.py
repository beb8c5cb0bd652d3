"""The mounts of `RUN --mount`.

Source: https://github.com/moby/buildkit/blob/v0.32.2/frontend/dockerfile/instructions/commands_runmount.go
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from dockerlayers.errors import DockerfileError
from dockerlayers.model.integers import parse_unsigned
from dockerlayers.model.suggestions import with_suggestion
from dockerlayers.syntax.characters import quote

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
_READ_SWITCHES = ("readonly", "ro", "readwrite", "rw")
_TRUE = ("1", "t", "T", "TRUE", "true", "True")
_FALSE = ("0", "f", "F", "FALSE", "false", "False")
_QUOTED = re.compile(r'"((?:[^"]|"")*+)"')
_PLAIN = re.compile(r'([^",]*)')
_VARIABLE = re.compile(r"\$.")
_SIZE = re.compile(r"(\d+(?:\.\d+)*) ?(?:[kKmMgGtTpP](?:[iI]?[bB])?|[bB])?", re.ASCII)

_ALIASES = {"src": "source", "dst": "target", "destination": "target", "ro": "readonly", "rw": "readwrite"}

Expander = Callable[[str], str]


class MountType(Enum):
    """What is mounted."""

    BIND = "bind"
    """Files of the build context, a stage or an image."""
    CACHE = "cache"
    """A folder that the builder keeps."""
    TMPFS = "tmpfs"
    SECRET = "secret"
    SSH = "ssh"


_TYPES = tuple(kind.value for kind in MountType)


class MountField(NamedTuple):
    """One field of a mount: its key without other names, its value, and where it stands in the flag's value.

    `value` is expanded, None for a bare key.
    """

    key: str
    value: str | None
    start: int
    end: int

    @property
    def is_on(self) -> bool:
        """Whether a field that is true or false is true."""
        return self.value is None or self.value in _TRUE


@dataclass(frozen=True, kw_only=True)
class Mount:
    """A mount of one RUN; `source_name` is its `from`, "" for the build context or an empty folder.

    `stage` is the index of the stage whose files are mounted. `fields` are those that count, in order: the
    last one of each key.
    """

    type: MountType = MountType.BIND
    source_name: str = ""
    stage: int | None = None
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
    fields: tuple[MountField, ...] = field(default=(), compare=False)

    @property
    def is_of_context(self) -> bool:
        """Whether files of the build context are mounted."""
        return self.type is MountType.BIND and not self.source_name


class _Piece(NamedTuple):
    """A field as the CSV reader leaves it: its text without quotes, and where it stands, quotes included."""

    text: str
    start: int
    end: int


def _split_fields(text: str) -> list[_Piece]:
    """Split the value of a mount flag at its commas, as Go reads CSV: a field may be in double quotes.

    line = field , { "," , field }        field = '"' , { character | '""' } , '"' | { character }
    """
    if not text:
        raise DockerfileError("failed to parse csv mounts: EOF")
    fields: list[_Piece] = []
    position = 0
    while position <= len(text):
        match = (
            _QUOTED.match(text, position) if text.startswith('"', position) else _PLAIN.match(text, position)
        )
        end = match.end() if match else position
        if not match or (end < len(text) and text[end] != ","):
            raise _csv_error(text, position, end)
        fields.append(_Piece(match[1].replace('""', '"'), position, end))
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
    for piece in _split_fields(text):
        key, _, value = piece.text.partition("=")
        if key.lower() == "from":
            if _VARIABLE.search(value):
                raise _no_expansion()
            name = value
    return name


def parse_mount(text: str, expand: Expander) -> Mount:
    """Parse a mount flag's value; of fields with one key, the last counts.

    mount = field , { "," , field }        field = key , [ "=" , value ]
    """
    values: dict[str, str] = {"type": MountType.BIND.value}
    fields: dict[str, MountField] = {}
    for one, written in _read_fields(text, expand):
        is_switch = written in _READ_SWITCHES
        if is_switch and one.value is not None:
            _boolean(written, one.value)
        elif not is_switch:
            given = _Field(written, one.value or "", values["type"], one.value is not None)
            values[one.key] = _READERS[one.key](given)
        key = "readonly" if is_switch else one.key
        fields.pop(key, None)
        fields[key] = one
    return _checked(values, tuple(fields.values()))


def _read_fields(text: str, expand: Expander) -> Iterator[tuple[MountField, str]]:
    """Yield the fields one by one, each with its key as it is written, in lower case."""
    for piece in _split_fields(text):
        key, equals, value = piece.text.partition("=")
        key = key.lower()
        if not equals and key not in (*_READ_SWITCHES, "required"):
            raise DockerfileError(f"invalid field '{piece.text}' must be a key=value pair")
        if equals:
            value = _expanded(key, value, expand)
        if key not in _KEYS:
            raise with_suggestion(f"unexpected key '{key}' in '{piece.text}'", key, _KEYS)
        name = _ALIASES.get(key, key)
        yield MountField(name, value if equals else None, piece.start, piece.end), key


def _expanded(key: str, value: str, expand: Expander) -> str:
    result = expand(value)
    if key == "from" and result != value:
        raise _no_expansion()
    return result


def _no_expansion() -> DockerfileError:
    return DockerfileError("'from' doesn't support variable expansion, define alias stage instead")


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
    if "$" in field.value:
        return field.value  # a variable that an unknown base image may set
    if parse_unsigned(field.value, 32, 8 if field.key == "mode" else 10) is None:
        raise DockerfileError(f"invalid value {field.value} for {field.key}")
    return field.value


_READERS: dict[str, Callable[[_Field], str]] = {
    **dict.fromkeys(("from", "source", "target", "id", "env"), _text),
    **dict.fromkeys(("mode", "uid", "gid"), _number),
    "type": _kind,
    "sharing": _sharing,
    "required": _required,
    "size": _size,
}


def _checked(values: dict[str, str], fields: tuple[MountField, ...]) -> Mount:
    kind = MountType(values["type"])
    if kind not in (MountType.SECRET, MountType.SSH, MountType.CACHE):
        for key in ("mode", "uid", "gid"):
            if key in values:
                raise DockerfileError(f"{key} not allowed for {quote(kind.value)} type mounts")
    if "sharing" in values and kind is not MountType.CACHE:
        raise DockerfileError(f"invalid cache sharing set for {kind.value} mount")
    if kind is MountType.SECRET:
        _check_secret(values)
    return Mount(
        type=kind,
        source_name=values.get("from", ""),
        source=values.get("source", ""),
        target=values.get("target", ""),
        id=values.get("id", ""),
        is_read_only=_is_read_only(kind, fields),
        is_required=bool(values.get("required")),
        sharing=values.get("sharing", ""),
        mode=values.get("mode", ""),
        uid=values.get("uid", ""),
        gid=values.get("gid", ""),
        size=values.get("size", ""),
        env=values.get("env", ""),
        fields=fields,
    )


def _is_read_only(kind: MountType, fields: tuple[MountField, ...]) -> bool:
    switch = next((one for one in fields if one.key in ("readonly", "readwrite")), None)
    if not switch:
        return kind not in (MountType.CACHE, MountType.TMPFS)
    return switch.is_on == (switch.key == "readonly")


def _check_secret(values: dict[str, str]) -> None:
    if values.get("from"):
        raise DockerfileError("secret mount should not have a from")
    if not any(values.get(key) for key in ("source", "target", "id")):
        raise DockerfileError("invalid secret mount. one of source, target required")
    if values.get("source") and values.get("id"):
        raise DockerfileError("both source and id can't be set")
