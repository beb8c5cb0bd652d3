"""The mounts of `RUN --mount`.

Source: https://github.com/moby/buildkit/blob/v0.32.2/frontend/dockerfile/instructions/commands_runmount.go
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from dockerlayers.errors import DockerfileError
from dockerlayers.model.csv_fields import split_fields
from dockerlayers.model.mount_values import ALIASES, BARE_KEYS, KEYS, READERS, MountType, is_true
from dockerlayers.model.suggestions import with_suggestion
from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.characters import quote

_VARIABLE = lazy_pattern(r"\$.")

Expander = Callable[[str], str]


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
        return is_true(self.value)


class Mount(NamedTuple):
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
    fields: tuple[MountField, ...] = ()

    @property
    def is_of_context(self) -> bool:
        """Whether files of the build context are mounted."""
        return self.type is MountType.BIND and not self.source_name


def source_name(text: str) -> str:
    """Find a mount's `from` before variables are known; raise DockerfileError where it holds one."""
    name = ""
    for piece, _, _ in split_fields(text):
        if piece[:5].lower() == "from=":
            name = piece[5:]
            if _VARIABLE.search(name):
                raise _no_expansion()
    return name


def parse_mount(text: str, expand: Expander) -> Mount:
    """Parse a mount flag's value; of fields with one key, the last counts.

    mount = field , { "," , field }        field = key , [ "=" , value ]
    """
    values: dict[str, str] = {"type": MountType.BIND.value}
    fields: dict[str, MountField] = {}
    for piece, start, end in split_fields(text):
        key, equals, value = piece.partition("=")
        key = key.lower()
        if not equals and key not in BARE_KEYS:
            raise DockerfileError(f"invalid field '{piece}' must be a key=value pair")
        if equals:
            value = _expanded(key, value, expand)
        read = READERS.get(key)
        if not read:
            raise with_suggestion(f"unexpected key '{key}' in '{piece}'", key, KEYS)
        name = ALIASES.get(key, key)
        values[name] = read(key, value if equals else None, values["type"])
        slot = "readonly" if name == "readwrite" else name
        fields.pop(slot, None)  # so that the last one has the last place too
        fields[slot] = MountField(name, value if equals else None, start, end)
    return _checked(values, fields)


def _expanded(key: str, value: str, expand: Expander) -> str:
    result = expand(value)
    if key == "from" and result != value:
        raise _no_expansion()
    return result


def _no_expansion() -> DockerfileError:
    return DockerfileError("'from' doesn't support variable expansion, define alias stage instead")


def _checked(values: dict[str, str], fields: dict[str, MountField]) -> Mount:
    kind = MountType(values["type"])
    if kind not in (MountType.SECRET, MountType.SSH, MountType.CACHE):
        for key in ("mode", "uid", "gid"):
            if key in values:
                raise DockerfileError(f"{key} not allowed for {quote(kind.value)} type mounts")
    if "sharing" in values and kind is not MountType.CACHE:
        raise DockerfileError(f"invalid cache sharing set for {kind.value} mount")
    if kind is MountType.SECRET:
        _check_secret(values)
    switch = fields.get("readonly")
    is_read_only = kind not in (MountType.CACHE, MountType.TMPFS)
    if switch:
        is_read_only = switch.is_on == (switch.key == "readonly")
    return Mount(
        type=kind,
        source_name=values.get("from", ""),
        source=values.get("source", ""),
        target=values.get("target", ""),
        id=values.get("id", ""),
        is_read_only=is_read_only,
        is_required=bool(values.get("required")),
        sharing=values.get("sharing", ""),
        mode=values.get("mode", ""),
        uid=values.get("uid", ""),
        gid=values.get("gid", ""),
        size=values.get("size", ""),
        env=values.get("env", ""),
        fields=tuple(fields.values()),
    )


def _check_secret(values: dict[str, str]) -> None:
    if values.get("from"):
        raise DockerfileError("secret mount should not have a from")
    if not any(values.get(key) for key in ("source", "target", "id")):
        raise DockerfileError("invalid secret mount. one of source, target required")
    if values.get("source") and values.get("id"):
        raise DockerfileError("both source and id can't be set")
