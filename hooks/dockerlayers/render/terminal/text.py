"""A report as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dockerlayers.analysis import Analysis
from dockerlayers.explain.annotations import Breakdown, Group
from dockerlayers.explain.breakdown import explain
from dockerlayers.render.fates import stage_notes
from dockerlayers.render.labels import list_counts
from dockerlayers.render.report import Report
from dockerlayers.render.sentences import describe_context
from dockerlayers.render.terminal.characters import visible
from dockerlayers.render.terminal.rows import RowWriter
from dockerlayers.render.terminal.sections import (
    write_answers,
    write_checks,
    write_history,
    write_image,
    write_practices,
)
from dockerlayers.render.terminal.style import Chunk, Line, Screen, Style, paint, wrap
from dockerlayers.texts.texts import DEFAULT, Language, Texts, choose_texts


def write_text(report: Report, title: str, screen: Screen, language: Language = DEFAULT) -> Iterator[str]:
    """Write the report line by line. Of a file with an error, only the build checks before it are told."""
    for line in _write(choose_texts(language), report, title, screen):
        yield f"{paint(line, screen)}\n"


def _write(texts: Texts, report: Report, title: str, screen: Screen) -> Iterator[Line]:
    analysis = report.analysis
    if not analysis.build or not analysis.dockerfile:
        if analysis.checks:
            yield from wrap([Chunk(visible(title), Style.STRONG)], screen.width)
            yield from write_checks(texts, analysis.checks, screen)
        return
    breakdown = explain(analysis, texts)
    yield from _header(breakdown, report, title, screen)
    writer = RowWriter(breakdown, analysis.dockerfile.escape, screen, report.folder)
    for group in breakdown.groups:
        yield ()
        yield from _heading(breakdown, group, screen)
        for row in group.rows:
            yield from writer.write(group, row)
    yield from write_checks(texts, analysis.checks, screen)
    yield from write_practices(breakdown, screen)
    if not breakdown.is_fragment:
        yield from write_image(texts, breakdown.image, screen)
        yield from write_history(texts, breakdown.image, screen)
    yield from write_answers(texts, report.answers, screen)


def _header(breakdown: Breakdown, report: Report, title: str, screen: Screen) -> Iterator[Line]:
    counts = [
        *list_counts(breakdown),
        *_checks(breakdown.texts, report.analysis),
    ]
    yield from wrap([Chunk(visible(title), Style.STRONG)], screen.width)
    yield from wrap([Chunk(" · ".join(counts))], screen.width)
    if breakdown.is_fragment:
        yield from wrap([Chunk(breakdown.texts.label("fragment-note"))], screen.width)
    if report.folder:
        yield from wrap([Chunk(describe_context(breakdown.texts, report.folder))], screen.width)


def _checks(texts: Texts, analysis: Analysis) -> list[str]:
    return [texts.phrase("checks", n=len(analysis.checks))] if analysis.checks else []


def _heading(breakdown: Breakdown, group: Group, screen: Screen) -> Iterable[Line]:
    """Name the stage, where there are several."""
    if group.stage is None or breakdown.stage_count < 2:
        return
    is_target = group.stage is breakdown.target
    texts = breakdown.texts
    name = group.stage.name or texts.label("final" if is_target else "unnamed")
    notes = "".join(f" · {note}" for note in stage_notes(texts, group.stage, is_target))
    title = texts.label("named-stage", stage=visible(name))
    yield from wrap([Chunk(title, Style.STRONG), Chunk(notes)], screen.width)
