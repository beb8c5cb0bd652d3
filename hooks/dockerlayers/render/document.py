"""The analysis as a JSON document; `schema.json` beside this module describes it.

`SCHEMA` is its version: a new key raises the number behind the point, a changed one that before it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from dockerlayers.analysis import Analysis
from dockerlayers.model.types import Build
from dockerlayers.render.facts.instructions import list_instructions
from dockerlayers.render.facts.overview import overview_values
from dockerlayers.render.facts.stages import list_stages
from dockerlayers.render.facts.values import (
    Json,
    affected_value,
    check_value,
    config_value,
    line_ranges,
    practice_value,
    span_value,
)
from dockerlayers.render.report import ContextFolder, Report
from dockerlayers.texts.texts import Language

__all__ = ["SCHEMA", "Json", "to_document", "write_document"]

SCHEMA = "1.4"


def to_document(analysis: Analysis, *, path: str | None = None) -> dict[str, Json]:
    """Turn an analysis into what `json.dumps` takes."""
    report = Report(analysis=analysis, path=path)
    return {**_head(report), "instructions": [*list_instructions(report)]}


def write_document(report: Report, *, indent: bool, language: Language | None = None) -> Iterator[str]:
    """Write the document piece by piece, as one line or with a line for each key and instruction.

    With a language, what is said of the whole file is there in words as well.
    """
    newline, wide = ("\n", "\n  ") if indent else ("", "")
    separators = (", ", ": ") if indent else (",", ":")
    encode = json.JSONEncoder(ensure_ascii=False, separators=separators).encode
    yield "{"
    for key, value in {**_head(report), **_told(report, language)}.items():
        yield f"{newline and chr(10) + ' '}{encode(key)}{separators[1]}{encode(value)},"
    yield f"{newline and chr(10) + ' '}{encode('instructions')}{separators[1]}["
    comma = ""
    for instruction in list_instructions(report):
        yield f"{comma}{wide}{encode(instruction)}"
        comma = ","
    yield f"{newline and chr(10) + ' '}]{newline}}}"


def _head(report: Report) -> dict[str, Json]:
    """Write everything but the instructions."""
    analysis = report.analysis
    document: dict[str, Json] = {"schema": SCHEMA, "path": report.path, "ok": analysis.build is not None}
    if analysis.dockerfile:
        document["directives"] = [
            {"name": one.name, "value": one.value, "span": span_value(one.span)}
            for one in analysis.dockerfile.directives
        ]
        document["escape"] = analysis.dockerfile.escape
    if analysis.build:
        document |= _build(analysis.build)
    if analysis.build and analysis.dockerfile:
        document["stages"] = list_stages(analysis.build, analysis.dockerfile)
    document |= _error(analysis)
    if analysis.check_error and str(document.get("error")) != analysis.check_error.engine_text:
        document["check_error"] = analysis.check_error.engine_text
    document["checks"] = [check_value(check) for check in analysis.checks]
    if analysis.build:
        document["practices"] = [practice_value(finding) for finding in analysis.practices]
    document |= overview_values(analysis)
    if report.folder:
        document["context"] = _context(report.folder)
    if report.measured:
        from dockerlayers.measured.write import measured_value

        one = report.measured
        head = {"date": one.date, "engine": one.engine, "builder": one.builder, "platform": one.platform}
        document["measured"] = {**head, **measured_value(one)}
    if report.answers:
        document["if_changed"] = [
            {"change": answer.question.text, "rebuilds": [affected_value(one) for one in answer.affected]}
            for answer in report.answers
        ]
    return document


def _told(report: Report, language: Language | None) -> dict[str, Json]:
    from dockerlayers.render.facts.told import told_value

    return {"told": told_value(report.analysis, language)} if language and report.analysis.build else {}


def _build(build: Build) -> dict[str, Json]:
    return {
        "history": [
            {"created_by": entry.created_by, "empty_layer": entry.empty_layer} for entry in build.history
        ],
        "config": config_value(build.config),
        "author": build.author,
        "base_is_known": build.base_is_known,
        "target": build.stages[build.target].index,
        "is_fragment": build.is_fragment,
    }


def _error(analysis: Analysis) -> dict[str, Json]:
    error = analysis.error
    if not error:
        return {}
    return {
        "error": error.engine_text,
        "error_lines": line_ranges(error.lines),
        "error_span": span_value(error.span),
        "error_hint": error.hint,
    }


def _context(folder: ContextFolder) -> Json:
    context = folder.context
    ignored = [path for path in context.files if context.ignore.excludes(path)]
    return {
        "files": len(context.files) - len(ignored),
        "bytes": sum(context.files.values()) - sum(context.files[path] for path in ignored),
        "ignored": len(ignored),
        "ignore_file": folder.ignore_file,
    }
