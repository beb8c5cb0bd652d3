"""Write a record of measures as `read.py` reads it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from dockerlayers.measured.read import SCHEMA
from dockerlayers.measured.types import Measured, MeasuredBuild


def write_record(files: Mapping[str, Measured]) -> str:
    """Write what one engine measured of some Dockerfiles, one or more, on one day; each by its name."""
    first = next(iter(files.values()))
    document = {
        "schema": SCHEMA,
        "date": first.date,
        "engine": first.engine,
        "builder": first.builder,
        "platform": first.platform,
        "files": {name: _measured(one) for name, one in files.items()},
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _measured(one: Measured) -> dict[str, Any]:
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
