"""Render a Dockerfile for a page: its layer breakdown, or its error."""

from __future__ import annotations

from dockerlayers.analysis import Analysis
from dockerlayers.elements import Markup, element
from dockerlayers.explain.annotations import Breakdown
from dockerlayers.explain.breakdown import explain
from dockerlayers.render.bar import render_bar
from dockerlayers.render.fault import render_error
from dockerlayers.render.frame import render_frame
from dockerlayers.render.image import render_image
from dockerlayers.render.labels import list_counts
from dockerlayers.render.mark import render_legend
from dockerlayers.render.opening import render_first, render_howto, render_praises
from dockerlayers.render.rows import render_groups
from dockerlayers.render.stages import render_stages
from dockerlayers.render.view import RenderOptions, View
from dockerlayers.texts.texts import DEFAULT, Language

__all__ = ["RenderOptions", "render_breakdown", "render_error", "render_explained"]


def render_breakdown(
    analysis: Analysis,
    *,
    root_id: str,
    title: str | None = None,
    options: RenderOptions | None = None,
    language: Language = DEFAULT,
    section: str | None = None,
) -> str:
    """Render the breakdown of a Dockerfile without an error, in a language.

    `root_id` is unique on the page and starts all other ids. No line of the result is blank outside of `pre`.
    `section` tells one without a title from others on its page.
    """
    return render_explained(
        explain(analysis, language),
        root_id=root_id,
        title=title,
        options=options,
        escape=analysis.dockerfile.escape if analysis.dockerfile else "",
        section=section,
    )


def render_explained(
    breakdown: Breakdown,
    *,
    root_id: str,
    title: str | None = None,
    options: RenderOptions | None = None,
    escape: str = "\\",
    section: str | None = None,
) -> str:
    """Render annotations as `render_breakdown` does; `escape` is the file's escape character."""
    name = title or " · ".join(filter(None, (breakdown.texts.label("untitled"), section)))
    options = options or RenderOptions()
    view = View(breakdown=breakdown, root_id=root_id, title=name, escape=escape, options=options)
    return str(
        render_frame(
            breakdown.texts,
            root_id,
            title,
            [render_first(view), *_summary(breakdown), render_howto(view)],
            render_stages(view),
            render_legend(breakdown.texts, breakdown.effects, breakdown.has_absent, _keys(view)),
            render_bar(view),
            element("div", render_groups(view), class_="bd-sheet"),
            render_praises(view),
            render_image(view),
            line_count=len(breakdown.lines),
            section=section,
        )
    )


def _keys(view: View) -> list[Markup]:
    """Explain the two controls of a row; the second needs the script."""
    if view.options.is_brief:
        return []
    keys = [element("li", element("span", class_="bd-key bd-key--more"), view.label("details"))]
    if view.is_whole:
        mark = element("span", class_="bd-key bd-key--ask")
        keys.append(element("li", mark, view.label("change"), class_="bd-key-ask", hidden=True))
    return keys


def _summary(breakdown: Breakdown) -> list[Markup]:
    texts = breakdown.texts
    notes = [element("p", " · ".join(list_counts(breakdown)), class_="bd-sum", data_search_exclude=True)]
    open_facts = {"fragment-note": breakdown.is_fragment, "omission-note": breakdown.has_omissions}
    for name, is_open in open_facts.items():
        if is_open:
            notes.append(element("p", texts.label(name), class_="bd-note", data_search_exclude=True))
    return notes
