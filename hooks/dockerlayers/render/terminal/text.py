"""A report as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dockerlayers.explain.annotations import AdviceKind, Breakdown, Group
from dockerlayers.explain.breakdown import explain
from dockerlayers.guide import NO_GUIDE, Guide
from dockerlayers.render.fates import stage_notes
from dockerlayers.render.labels import list_counts
from dockerlayers.render.report import Report
from dockerlayers.render.sentences import describe_context
from dockerlayers.render.terminal.characters import visible
from dockerlayers.render.terminal.findings import list_findings, write_checks, write_findings
from dockerlayers.render.terminal.legend import write_legend
from dockerlayers.render.terminal.opening import write_first, write_howto, write_praises
from dockerlayers.render.terminal.rows import RowWriter
from dockerlayers.render.terminal.sections import write_answers, write_history, write_image, write_measures
from dockerlayers.render.terminal.style import Chunk, Line, Screen, Style, paint, wrap
from dockerlayers.texts import DEFAULT
from dockerlayers.texts.texts import Language, Texts, choose_texts


@dataclass(frozen=True, kw_only=True)
class Amount:
    """How much is told: sentences alone, or all that is known; and the image's history."""

    is_brief: bool = False
    has_history: bool = False


def write_text(
    report: Report,
    title: str,
    screen: Screen,
    language: Language = DEFAULT,
    amount: Amount = Amount(),
    guide: Guide = NO_GUIDE,
) -> Iterator[str]:
    """Write the report line by line. Of a file with an error, only the build checks before it are told.

    `guide` knows the pages of the rules.
    """
    for line in _write(choose_texts(language), report, title, screen, amount, guide):
        yield f"{paint(line, screen)}\n"


def _write(
    texts: Texts, report: Report, title: str, screen: Screen, amount: Amount, guide: Guide
) -> Iterator[Line]:
    analysis = report.analysis
    if not analysis.build or not analysis.dockerfile:
        if analysis.checks:
            yield from wrap([Chunk(visible(title), Style.STRONG)], screen.width)
            yield from write_checks(texts, analysis.checks, screen, guide)
        return
    breakdown = explain(analysis, texts)
    yield from _header(breakdown, report, title, screen)
    if not amount.is_brief:
        yield from write_legend(breakdown, screen)
    writer = RowWriter(breakdown, analysis.dockerfile.escape, screen, report.folder, report.measured)
    for group in breakdown.groups:
        yield ()
        yield from _heading(breakdown, group, screen)
        for row in group.rows:
            yield from writer.write(group, row)
    yield from write_findings(breakdown, screen, is_brief=amount.is_brief, guide=guide)
    if not amount.is_brief:
        yield from write_praises(breakdown, screen)
        yield from write_howto(breakdown, screen)
    if not breakdown.is_fragment and not amount.is_brief:
        yield from write_image(texts, breakdown.image, screen)
    if report.measured:
        yield from write_measures(texts, report.measured, screen)
    if not breakdown.is_fragment and amount.has_history:
        yield from write_history(texts, breakdown.image, screen)
    yield from write_answers(texts, report.answers, screen)


def _header(breakdown: Breakdown, report: Report, title: str, screen: Screen) -> Iterator[Line]:
    counts = [
        *list_counts(breakdown),
        *_count_findings(breakdown),
    ]
    yield from wrap([Chunk(visible(title), Style.STRONG)], screen.width)
    yield from write_first(breakdown, screen)
    yield from wrap([Chunk(" · ".join(counts))], screen.width)
    if breakdown.is_fragment:
        yield from wrap([Chunk(breakdown.texts.label("fragment-note"))], screen.width)
    if report.folder:
        yield from wrap([Chunk(describe_context(breakdown.texts, report.folder))], screen.width)


def _count_findings(breakdown: Breakdown) -> list[str]:
    """Count the checks and the practices that are told below."""
    found = list_findings(breakdown)
    counts = (("checks", found[AdviceKind.CHECK]), ("practices", found[AdviceKind.PRACTICE]))
    return [breakdown.texts.phrase(name, n=len(some)) for name, some in counts if some]


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
