"""The devices of `RUN --device`, which are read everywhere and built nowhere but in the labs frontend.

Source: https://github.com/moby/buildkit/blob/v0.32.2/frontend/dockerfile/instructions/commands_rundevice.go
"""

from __future__ import annotations

from dockerlayers.errors import DockerfileError
from dockerlayers.model.booleans import parse_boolean
from dockerlayers.model.csv_fields import split_fields
from dockerlayers.model.suggestions import with_suggestion

NO_DEVICES = "device feature is only supported in Dockerfile frontend 1.14.0-labs or later"
"""What the stable frontend says of a device in a stage that is built."""

_KEYS = ["name", "required"]


def check_device(text: str) -> None:
    """Refuse a device that is not written as one.

    device = field , { "," , field }        field = name | "name=" , name | "required" , [ "=" , boolean ]
    """
    name = ""
    for field, _, _ in split_fields(text, "devices"):
        key, equals, value = field.partition("=")
        key = key.lower()
        if key == "required":
            if equals and parse_boolean(value) is None:
                raise DockerfileError(f"invalid value for {key}: {value}")
        elif key == "name" and equals:
            if name:
                raise DockerfileError(f"device name already set to {name}")
            name = value
        elif not name:
            name = field
        elif not equals:
            raise DockerfileError(f"invalid field '{field}' must be a key=value pair")
        else:
            raise with_suggestion(f"unexpected key '{key}' in '{field}'", key, _KEYS)
