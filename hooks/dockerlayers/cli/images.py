"""Read the configs of base images that are known."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from dockerlayers.cli.usage import UsageError
from dockerlayers.errors import DockerfileError
from dockerlayers.model.bases import ANY_IMAGE
from dockerlayers.model.images import BaseImage, read_image
from dockerlayers.model.references import parse_reference

_Check = Callable[[Any, str], None]


def load_images(name: str) -> dict[str, BaseImage]:
    """Load a JSON object: familiar reference, or `*` for any other, to OCI image config."""
    try:
        document = json.loads(Path(name).read_bytes())
        _object(document, "the document")
        images = {}
        for key, image in document.items():
            _IMAGE(image, json.dumps(key, ensure_ascii=False))
            images[_reference(key)] = read_image(image)
    except OSError as error:
        raise UsageError(f"argument --images: cannot read {name}: {error.strerror}") from None
    except json.JSONDecodeError as error:
        place = f"{name}:{error.lineno}:{error.colno}"
        raise UsageError(f"argument --images: {place}: not JSON: {error.msg}") from None
    except RecursionError:
        raise UsageError(f"argument --images: {name}: too deeply nested") from None
    except ValueError as error:
        raise UsageError(f"argument --images: {name}: {error}") from None
    return images


def _reference(key: str) -> str:
    try:
        return key if key == ANY_IMAGE else parse_reference(key).familiar
    except DockerfileError as error:
        raise ValueError(f"{json.dumps(key, ensure_ascii=False)}: {error.message}") from None


def _of_type(kind: type, words: str) -> _Check:
    def check(value: Any, place: str) -> None:
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise ValueError(f"{place} is not {words}")

    return check


def _list(item: _Check) -> _Check:
    def check(value: Any, place: str) -> None:
        _array(value, place)
        for number, one in enumerate(value):
            item(one, f"{place}[{number}]")

    return check


def _values(item: _Check) -> _Check:
    def check(value: Any, place: str) -> None:
        _object(value, place)
        for key, one in value.items():
            item(one, f"{place}.{key}")

    return check


def _fields(fields: Mapping[str, _Check]) -> _Check:
    """Check the fields of an object that matter here; null is as good as absent."""

    def check(value: Any, place: str) -> None:
        _object(value, place)
        for key, item in fields.items():
            if value.get(key) is not None:
                item(value[key], f"{place}.{key}")

    return check


_object = _of_type(dict, "an object")
_array = _of_type(list, "an array")
_text = _of_type(str, "a string")
_number = _of_type(int, "a whole number")
_flag = _of_type(bool, "true or false")
_texts = _list(_text)
_HEALTH = {"Test": _texts} | dict.fromkeys(
    ("Interval", "Timeout", "StartPeriod", "StartInterval", "Retries"), _number
)
_CONFIG = {
    **dict.fromkeys(("User", "WorkingDir", "StopSignal"), _text),
    **dict.fromkeys(("Env", "Entrypoint", "Cmd", "Shell", "OnBuild"), _texts),
    **dict.fromkeys(("ExposedPorts", "Volumes"), _object),
    "Labels": _values(_text),
    "Healthcheck": _fields(_HEALTH),
}
_HISTORY = {"created_by": _text, "empty_layer": _flag}
_IMAGE = _fields(
    {
        **dict.fromkeys(("author", "os", "architecture"), _text),
        "config": _fields(_CONFIG),
        "history": _list(_fields(_HISTORY)),
    }
)
