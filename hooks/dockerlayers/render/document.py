"""The analysis as a JSON document.

`SCHEMA` is its version: a new key raises the number behind the point, a changed one that before it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from dockerlayers.analyze import Analysis
from dockerlayers.model.types import Check, Health, ImageConfig
from dockerlayers.syntax.nodes import Span

SCHEMA = "1.0"

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"


def to_document(analysis: Analysis) -> dict[str, Json]:
    """Turn an analysis into what `json.dumps` takes."""
    document: dict[str, Json] = {"schema": SCHEMA, "ok": analysis.build is not None}
    build, error = analysis.build, analysis.error
    if build:
        document["history"] = [
            {"created_by": entry.created_by, "empty_layer": entry.empty_layer} for entry in build.history
        ]
        document["config"] = _config(build.config)
        document["author"] = build.author
    if error:
        document["error"] = error.engine_text
        document["error_lines"] = _ranges(error.lines)
        document["error_span"] = _span(error.span)
        document["error_hint"] = error.hint
    document["checks"] = [_check(check) for check in analysis.checks]
    return document


def _check(check: Check) -> Json:
    span = _span(check.word.span if check.word else None)
    return {"rule": check.rule, "detail": check.detail, "lines": _ranges(check.lines), "span": span}


def _ranges(lines: Iterable[int]) -> Json:
    return [[line, line] for line in lines]


def _span(span: Span | None) -> Json:
    return list(span) if span else None


def _config(config: ImageConfig) -> Json:
    """Write the OCI image config's `config` object, without what is not set."""
    document: dict[str, Json] = {
        "User": config.user,
        "ExposedPorts": {port: {} for port in sorted(config.exposed_ports)},
        "Env": [f"{key}={value}" for key, value in config.env],
        "Entrypoint": list(config.entrypoint or ()),
        "Cmd": list(config.cmd or ()),
        "Volumes": {path: {} for path in sorted(config.volumes)},
        "WorkingDir": config.working_dir,
        "Labels": dict(sorted(config.labels)),
        "StopSignal": config.stop_signal,
        "Shell": list(config.shell or ()),
        "Healthcheck": _health(config.healthcheck) if config.healthcheck else None,
        "OnBuild": list(config.on_build),
    }
    return {key: value for key, value in document.items() if value}


def _health(health: Health) -> Json:
    document: dict[str, Json] = {
        "Test": list(health.test),
        "Interval": health.interval,
        "Timeout": health.timeout,
        "StartPeriod": health.start_period,
        "StartInterval": health.start_interval,
        "Retries": health.retries,
    }
    return {key: value for key, value in document.items() if value}
