"""Write a record of measures as `read.py` reads it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from dockerlayers.measured.read import SCHEMA
from dockerlayers.measured.types import Measured, MeasuredBuild

_LONGEST_LINE = 110


def write_record(files: Mapping[str, Measured]) -> str:
    """Write what one engine measured of some Dockerfiles, one or more, on one day; each by its name."""
    first = next(iter(files.values()))
    document = {
        "schema": SCHEMA,
        "date": first.date,
        "engine": first.engine,
        "builder": first.builder,
        "platform": first.platform,
        "files": {name: measured_value(one) for name, one in files.items()},
    }
    return f"{_format(document, 0)}\n"


def _format(value: Any, depth: int) -> str:
    """Write a value on one line where it is short, so that a difference is easy to read, else one a line."""
    short = json.dumps(value, ensure_ascii=False)
    if len(short) + depth <= _LONGEST_LINE or not isinstance(value, dict | list) or not value:
        return short
    inside = ",\n".join(" " * (depth + 1) + one for one in _members(value, depth + 1))
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return f"{opening}\n{inside}\n{' ' * depth}{closing}"


def _members(value: dict[str, Any] | list[Any], depth: int) -> Iterator[str]:
    if isinstance(value, list):
        yield from (_format(one, depth) for one in value)
    else:
        for key, one in value.items():
            yield f"{json.dumps(key, ensure_ascii=False)}: {_format(one, depth)}"


def measured_value(one: Measured) -> dict[str, Any]:
    """Tell what a record holds of one Dockerfile; what all have in common is left out."""
    mark = one.fingerprint
    return {
        "fingerprint": {
            "dockerfile": mark.dockerfile,
            **_given(ignore=mark.ignore),
            "context": mark.context,
        },
        "base": one.base,
        "bases": [
            {
                "reference": base.reference,
                **_given(stand_in=base.stand_in),
                "digest": base.digest,
                "bytes": base.byte_count,
            }
            for base in one.bases
        ],
        "layers": [
            {
                "line": layer.line,
                "bytes": layer.byte_count,
                "added": layer.added,
                "changed": layer.changed,
                "deleted": layer.deleted,
                "largest": [{"path": file.path, "bytes": file.byte_count} for file in layer.largest],
            }
            for layer in one.layers
        ],
        "history": [
            {
                "created_by": entry.created_by,
                "bytes": entry.byte_count,
                **_given(empty_layer=entry.is_empty or None),
            }
            for entry in one.history
        ],
        "waste": [
            {
                "line": waste.line,
                "cause": waste.cause.value,
                "bytes": waste.byte_count,
                "files": waste.file_count,
                **_given(by_line=waste.by_line),
            }
            for waste in one.waste
        ],
        "builds": {occasion.value: _build(build) for occasion, build in one.builds.items()},
    }


def _build(build: MeasuredBuild) -> dict[str, Any]:
    changed = {"changed": list(build.changed)} if build.changed else {}
    return {**changed, "seconds": build.seconds, "built": list(build.built), "cached": list(build.cached)}


def _given(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
