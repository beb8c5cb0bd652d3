"""Render a Dockerfile for a page: its layer breakdown, or its error."""

from __future__ import annotations

from dockerlayers.analysis import Analysis
from dockerlayers.elements import Child, Markup, element
from dockerlayers.explain.annotations import Breakdown
from dockerlayers.explain.breakdown import explain
from dockerlayers.guide import NO_GUIDE, Guide
from dockerlayers.measured.types import Measured
from dockerlayers.render.bar import has_bar, render_answer, render_bar
from dockerlayers.render.fault import render_error
from dockerlayers.render.findings import render_findings
from dockerlayers.render.frame import render_frame, render_tools
from dockerlayers.render.image import render_image
from dockerlayers.render.kept import KeptRows
from dockerlayers.render.labels import list_counts
from dockerlayers.render.legend import legend_id, render_legend
from dockerlayers.render.measures import name_total
from dockerlayers.render.opening import render_first, render_howto
from dockerlayers.render.room import room_of_breakdown
from dockerlayers.render.rows import render_groups
from dockerlayers.render.view import RenderOptions, View
from dockerlayers.texts import DEFAULT
from dockerlayers.texts.texts import Language

__all__ = ["RenderOptions", "legend_id", "render_breakdown", "render_error", "render_explained"]


def render_breakdown(
    analysis: Analysis,
    *,
    root_id: str,
    title: str | None = None,
    options: RenderOptions | None = None,
    language: Language = DEFAULT,
    section: str | None = None,
    legend: str | None = None,
    measured: Measured | None = None,
    record: str | None = None,
    guide: Guide = NO_GUIDE,
) -> str:
    """Render the breakdown of a Dockerfile without an error, in a language.

    `root_id` is unique on the page and starts all other ids. No line of the result is blank outside of `pre`.
    `section` tells one without a title from others on its page. `legend` is the id of what explains the marks
    where the page has that already: `legend_id` of an earlier breakdown. Without it, this one brings it.
    `measured` is what an engine measured of this very file, `record` the address of the whole record.
    `guide` knows the pages that rules and instructions lead to.
    """
    return render_explained(
        explain(analysis, language),
        root_id=root_id,
        title=title,
        options=options,
        escape=analysis.dockerfile.escape if analysis.dockerfile else "",
        section=section,
        legend=legend,
        measured=measured,
        record=record,
        guide=guide,
    )


def render_explained(
    breakdown: Breakdown,
    *,
    root_id: str,
    title: str | None = None,
    options: RenderOptions | None = None,
    escape: str = "\\",
    section: str | None = None,
    legend: str | None = None,
    measured: Measured | None = None,
    record: str | None = None,
    guide: Guide = NO_GUIDE,
    kept: KeptRows | None = None,
) -> str:
    """Render annotations as `render_breakdown` does; `escape` is the file's escape character.

    `kept` are the rows that were rendered before: those of which nothing is changed are taken from there.
    """
    name = title or " · ".join(filter(None, (breakdown.texts.label("untitled"), section)))
    view = View(
        breakdown=breakdown,
        root_id=root_id,
        title=name,
        escape=escape,
        options=options or RenderOptions(),
        legend=legend,
        measured=measured,
        record=record,
        guide=guide,
        kept=kept,
    )
    return str(
        render_frame(
            breakdown.texts,
            root_id,
            title,
            _beside(view),
            _notes(breakdown),
            render_first(view),
            render_howto(view),
            render_bar(view),
            None if legend else render_legend(breakdown.texts, view.legend_id),
            element("div", render_groups(view), class_="bd-sheet"),
            render_answer(view),
            render_findings(view),
            render_image(view),
            line_count=len(breakdown.lines),
            room=room_of_breakdown(view),
            variant=f"bd--lanes{view.lanes.count}" if view.lanes.count > 1 else "",
            section=section,
        )
    )


def _beside(view: View) -> list[Child]:
    """Put the counts beside the title, and the tools where there is no bar for them."""
    facts = list_counts(view.breakdown)
    facts += [name_total(view.texts, view.measured)] if view.is_full and not view.options.is_brief else []
    counts = element("p", " · ".join(facts), class_="bd-sum", data_search_exclude=True)
    tools = None if has_bar(view) else render_tools(view.texts, view.root_id, legend=view.legend_id)
    return [counts, tools]


def _notes(breakdown: Breakdown) -> list[Markup]:
    texts = breakdown.texts
    open_facts = {"fragment-note": breakdown.is_fragment, "omission-note": breakdown.has_omissions}
    return [
        element("p", texts.label(name), class_="bd-note", data_search_exclude=True)
        for name, is_open in open_facts.items()
        if is_open
    ]
