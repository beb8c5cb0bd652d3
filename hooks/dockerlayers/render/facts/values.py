"""The small values of the JSON document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from dockerlayers.checks.findings import Finding
from dockerlayers.checks.mending.edits import Mend
from dockerlayers.checks.practices.rules import PRACTICES
from dockerlayers.model.changes import Affected, Doubt
from dockerlayers.model.context import CopiedSource
from dockerlayers.model.health import Health
from dockerlayers.model.types import Check, ImageConfig
from dockerlayers.render.report import layer_lines
from dockerlayers.syntax.nodes import Span

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"


def check_value(check: Check) -> Json:
    """Write a build check's warning."""
    span = span_value(check.span)
    return {"rule": check.rule, "detail": check.detail, "lines": line_ranges(check.lines), "span": span}


def practice_value(finding: Finding) -> Json:
    """Write a practice that is not kept, with all its places and the lines that mend each."""
    practice = PRACTICES[finding.rule]
    return {
        "rule": finding.rule,
        "case": finding.case or None,
        "weight": "weigh" if finding.case in practice.weighed else "mend",
        "lines": [[one.instruction.line, one.instruction.end_line] for one in finding.all],
        **_place(finding),
        "others": [
            {"lines": [[one.instruction.line, one.instruction.end_line]], **_place(one)}
            for one in finding.others
        ],
        "url": practice.url,
    }


def _place(finding: Finding) -> dict[str, Json]:
    return {"facts": dict(finding.facts), "mend": _mend(finding.mend) if finding.mend else None}


def _mend(mend: Mend) -> Json:
    return {"line": mend.line, "removed": list(mend.removed), "added": list(mend.added)}


def line_ranges(lines: Iterable[int]) -> Json:
    """Write physical lines as BuildKit does: a range for each."""
    return [[line, line] for line in lines]


def span_value(span: Span | None) -> Json:
    """Write a span: line, column, end line, end column."""
    return list(span) if span else None


def affected_value(affected: Affected) -> Json:
    """Write the layers of a stage that are built again, or may be."""
    return {
        "stage": affected.stage.index,
        "lines": list(layer_lines(affected)),
        "state": affected.state.name.lower(),
        "depends_on": [doubt.value for doubt in Doubt if doubt in affected.doubts],
    }


def source_value(source: CopiedSource) -> Json:
    """Write what a source of COPY or ADD selects in the build context."""
    return {
        "source": source.source,
        "files": source.file_count,
        "bytes": source.byte_count,
        "ignored": source.ignored_count,
        "is_missing": source.is_missing,
    }


def config_value(config: ImageConfig) -> Json:
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
