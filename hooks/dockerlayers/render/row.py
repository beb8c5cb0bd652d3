"""A row of the sheet: what the line leaves, the line, and what it does."""

from __future__ import annotations

from dockerlayers.elements import Markup, element
from dockerlayers.explain.annotations import Annotation, RowKind
from dockerlayers.render.code import Spot, render_lines
from dockerlayers.render.details import render_details, render_flags
from dockerlayers.render.highlights import highlight_row
from dockerlayers.render.labels import render_inline
from dockerlayers.render.mark import render_mark
from dockerlayers.render.view import View


def render_row(view: View, row: Annotation) -> Markup:
    """Render a row; what a change of it rebuilds is in `data-re` and `data-may`, for the script."""
    return element(
        "li",
        [element("span", id=view.id_of(alias)) for alias in row.aliases],
        element(
            "div", render_mark(view.texts, row.effect, row.number), class_="bd-rail", data_search_exclude=True
        ),
        _source(view, row),
        _words(view, row),
        class_="bd-row",
        id=view.id_of(row.anchor),
        value=row.line,
        data_line=view.key_of(row),
        **view.changes(row.change),
    )


def _source(view: View, row: Annotation) -> Markup:
    """Render the lines as written; a trigger has none, and names its place instead."""
    if row.kind is RowKind.TRIGGER:
        place = view.label("trigger", line=row.line)
        return element("p", place, class_="bd-src bd-note", data_search_exclude=True)
    lines = view.breakdown.lines[row.first_line - 1 : row.end_line]
    highlights = highlight_row(row, view.breakdown.lines, view.escape)
    spots = [] if view.options.is_brief else _spots(row)
    number = view.link(row.anchor, class_="bd-no", aria_label=view.label("line-link", line=row.line))
    code = render_lines(lines, row.first_line, highlights, spots, {row.line: number})
    return element("div", code, class_="bd-src")


def _spots(row: Annotation) -> list[Spot]:
    return [
        Spot(place.line, place.start, place.end, number)
        for number, gloss in enumerate(row.glosses, 1)
        for place in gloss.places
    ]


def _words(view: View, row: Annotation) -> Markup | None:
    flags = render_flags(view, row)
    details = render_details(view, row)
    if not (row.say or row.note or flags or details):
        return None
    note = element("p", [[text, " "] for text in row.note], class_="bd-by") if row.note else None
    say = element("p", render_inline(row.say), flags)
    return element(
        "div",
        element("div", note, say, class_="bd-say", data_search_exclude=True),
        details,
        class_="bd-words",
    )
