"""A row of the sheet: what the line leaves, the line, and what it does."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from dockerlayers.elements import Child, Markup, element
from dockerlayers.explain.annotations import Annotation, RowKind
from dockerlayers.render.code import Spot, make_spot, render_lines
from dockerlayers.render.details import render_details, render_flags
from dockerlayers.render.fates import stage_name
from dockerlayers.render.highlights import Highlight, highlight_row
from dockerlayers.render.labels import render_inline
from dockerlayers.render.mark import render_mark
from dockerlayers.render.measures import render_size, render_waste
from dockerlayers.render.view import View


def render_row(view: View, row: Annotation, heading: Markup | None = None) -> Markup:
    """Render a row; what a change of it rebuilds is in `data-re` and `data-may`, for the script."""
    is_written = row.kind is not RowKind.TRIGGER
    highlights = highlight_row(row, view.breakdown.lines, view.escape) if is_written else []
    if view.kept is None or view.measured:
        return _render(view, row, heading, highlights)
    key = _list_all(view, row, heading, highlights)
    return view.kept.take(key, lambda: _render(view, row, heading, highlights))


def _list_all(
    view: View, row: Annotation, heading: Markup | None, highlights: Sequence[Highlight]
) -> Hashable:
    """List all that a row is rendered of, where nothing was measured."""
    track = view.lanes.track(row.anchor)
    return (
        (view.texts, view.root_id, view.guide, view.options, heading),
        (row.kind, row.first_line, row.line, row.end_line, row.anchor, row.aliases, view.key_of(row)),
        view.breakdown.lines[row.first_line - 1 : row.end_line],
        tuple(highlights),
        tuple([(one.code, one.places, one.say, one.is_part) for one in row.glosses]),
        tuple([(one.kind, one.rule) for one in row.advice]),
        (row.effect, row.number, row.note, row.say, row.leaves, row.cache, row.terms),
        (row.change and row.change.say, *view.changes(row.change).values()),
        (track.passing, track.ending, track.joins, track.is_from),
        (view.lanes.columns.get(view.stage_of(row)), *(view.stages[one].name for one in track.taken)),
    )


def _render(view: View, row: Annotation, heading: Markup | None, highlights: Sequence[Highlight]) -> Markup:
    track = view.lanes.track(row.anchor)
    classes = [
        "bd-row",
        *(f"bd-p{lane}" for lane in track.passing),
        *(f"bd-e{lane}" for lane in track.ending),
    ]
    classes += ["bd-from-above"] if track.is_from else []
    return element(
        "li",
        [element("span", id=view.id_of(alias)) for alias in row.aliases],
        _rail(view, row),
        _source(view, row, highlights),
        _words(view, row, heading),
        render_details(view, row),
        class_=" ".join(classes),
        id=view.id_of(row.anchor),
        value=row.line,
        data_line=view.key_of(row),
        **view.changes(row.change),
    )


def _rail(view: View, row: Annotation) -> list[Child]:
    track = view.lanes.track(row.anchor)
    own = view.lanes.columns.get(view.stage_of(row), 0)
    joins = [
        element("i", class_=f"bd-join bd-j{lane}{' bd-back' if lane > own else ''}") for lane in track.joins
    ]
    names = [stage_name(view.texts, view.stages[stage]) for stage in track.taken]
    taken = [element("span", f"← {name}", class_="bd-via", title=name) for name in names]
    return [*joins, render_mark(view.texts, row.effect, row.number), render_size(view, row), *taken]


def _source(view: View, row: Annotation, highlights: Sequence[Highlight]) -> Markup:
    """Render the lines as written; a trigger has none, and names its place instead."""
    if row.kind is RowKind.TRIGGER:
        place = view.label("trigger", line=row.line)
        return element("p", place, class_="bd-src bd-note", data_search_exclude=True)
    lines = view.breakdown.lines[row.first_line - 1 : row.end_line]
    spots = [] if view.options.is_brief else _spots(row)
    number = view.link(row.anchor, class_="bd-no", aria_label=view.label("line-link", line=row.line))
    return render_lines(lines, row.first_line, highlights, spots, {row.line: number}, view.guide)


def _spots(row: Annotation) -> list[Spot]:
    return [
        make_spot((line, column - 1, end_column - 1, number))
        for number, gloss in enumerate(row.glosses, 1)
        for line, column, end_column in gloss.places
    ]


def _words(view: View, row: Annotation, heading: Markup | None) -> Markup | None:
    flags = render_flags(view, row)
    parts: list[Child] = [heading] if heading else []
    if row.note:
        parts.append(element("span", [[text, " "] for text in row.note], class_="bd-by"))
    if row.say or flags:
        parts.append([render_inline(row.say), flags])
    parts += render_waste(view, row)
    return element("div", parts, class_="bd-say", data_search_exclude=True) if parts else None
