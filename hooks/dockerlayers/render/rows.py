"""The sheet: a list of rows for each stage."""

from __future__ import annotations

from dockerlayers.explain.annotations import Annotation, Breakdown, Group, RowKind
from dockerlayers.model.types import Check, Stage
from dockerlayers.render.code import render_lines
from dockerlayers.render.elements import Markup, element, join
from dockerlayers.render.labels import label, render_inline
from dockerlayers.render.mark import render_mark
from dockerlayers.render.marks import mark_row


def render_groups(breakdown: Breakdown, root_id: str, escape: str) -> Markup:
    """Render all rows, stage by stage."""
    has_headings = breakdown.stage_count > 1
    return join(_group(breakdown, group, root_id, escape, has_headings) for group in breakdown.groups)


def _group(breakdown: Breakdown, group: Group, root_id: str, escape: str, has_headings: bool) -> Markup:
    rows = [_row(breakdown, row, root_id, escape, is_absent=not group.is_in_image) for row in group.rows]
    if group.stage is None:
        return element("ol", rows, class_="bd-rows bd-rows--start", aria_label=label("start"))
    variant = "bd-rows" if group.is_in_image else "bd-rows bd-out"
    if not has_headings:
        return element("ol", rows, class_=variant, aria_label=label("final"))
    heading_id = f"{root_id}-s{group.stage.index}"
    heading = _heading(group.stage, group.stage is breakdown.target, heading_id)
    return join([heading, element("ol", rows, class_=variant, aria_labelledby=heading_id)])


def _heading(stage: Stage, is_target: bool, heading_id: str) -> Markup:
    name = stage.name or label("final" if is_target else "unnamed")
    notes = [element("span", note) for note in stage_notes(stage, is_target)]
    return element(
        "p",
        element("b", name),
        f" {label('stage')}",
        notes,
        class_="bd-stage",
        id=heading_id,
        data_search_exclude=True,
    )


def stage_notes(stage: Stage, is_target: bool) -> list[str]:
    """Say what becomes of a stage, where its name does not."""
    if not stage.is_built:
        return [label("absent"), label("not-built")]
    if not stage.is_in_image:
        return [label("absent")]
    if not is_target:
        return [label("inherited")]
    return [label("final")] if stage.name else []


def _row(breakdown: Breakdown, row: Annotation, root_id: str, escape: str, *, is_absent: bool) -> Markup:
    mark = render_mark(row.effect, row.number, is_absent=is_absent)
    return element(
        "li",
        element("div", mark, class_="bd-rail", data_search_exclude=True),
        _source(breakdown, row, root_id, escape),
        _words(row),
        class_="bd-row",
        id=f"{root_id}-{row.anchor}",
        value=row.line,
        data_line=row.anchor,
    )


def _source(breakdown: Breakdown, row: Annotation, root_id: str, escape: str) -> Markup:
    """Render the lines as written; a trigger has none, and names its place instead."""
    if row.kind is RowKind.TRIGGER:
        place = label("trigger", line=row.line)
        return element("p", place, class_="bd-src bd-note", data_search_exclude=True)
    number = element(
        "a",
        str(row.line),
        class_="bd-no",
        href=f"#{root_id}-{row.anchor}",
        aria_label=label("line-link", line=row.line),
        data_search_exclude=True,
    )
    lines = breakdown.lines[row.first_line - 1 : row.end_line]
    marks = mark_row(row, breakdown.lines, escape)
    return element("div", number, render_lines(lines, row.first_line, marks), class_="bd-src")


def _words(row: Annotation) -> Markup | None:
    if not row.say and not row.checks:
        return None
    flag = element("span", label("check-flag"), class_="bd-flag") if row.checks else None
    say = element("p", render_inline(row.say), " " if flag else None, flag, class_="bd-say")
    return element("div", say, _checks(row), class_="bd-words", data_search_exclude=True)


def _checks(row: Annotation) -> Markup | None:
    if not row.checks:
        return None
    spoken = element("span", f" {label('line', line=row.line)}", class_="bd-sr")
    body = element("div", map(_check, row.checks), class_="bd-body")
    return element("details", element("summary", label("details"), spoken), body, class_="bd-more")


def _check(check: Check) -> Markup:
    """Docker's own words, which a reader will meet on the terminal."""
    rule = element("p", f"{label('check-flag')} · {check.rule}", class_="bd-sub")
    return element("div", rule, element("p", check.detail, lang="en"), class_="bd-mend")
