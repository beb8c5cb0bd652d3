"""The sheet: a list of rows for each stage."""

from __future__ import annotations

from collections.abc import Mapping

from dockerlayers.elements import Markup, element, join
from dockerlayers.explain.annotations import Group
from dockerlayers.model.types import Stage
from dockerlayers.render.fates import fate_class, list_fates, stage_name
from dockerlayers.render.row import render_row
from dockerlayers.render.view import View

_MANY = 60
"""From so many rows on, a stage can be folded."""


def render_groups(view: View) -> Markup:
    """Render the rows that are shown, stage by stage; what is left out between them is counted."""
    return join(_Sheet(view).render())


class _Sheet:
    def __init__(self, view: View) -> None:
        self.view = view
        self.fates = list_fates(view.breakdown, view.breakdown.image)
        self.is_long = view.is_whole and sum(len(group.rows) for group in view.breakdown.groups) >= _MANY
        self.last_line = 0
        self.skipped = False

    def render(self) -> list[Markup]:
        """Render the stages of which anything is shown; a gap never crosses the beginning of one."""
        lists: list[tuple[Group, list[Markup]]] = []
        for group in self.view.breakdown.groups:
            if not any(map(self.view.shows, group.rows)):
                self.skipped = self.skipped or bool(group.rows)
                continue
            if lists:
                lists[-1][1].extend(self.gap(group.rows[0].first_line - 1))
            lists.append((group, self.items(group)))
        if lists:
            lists[-1][1].extend(self.gap(len(self.view.breakdown.lines)))
        return [self.list(group, items) for group, items in lists]

    def items(self, group: Group) -> list[Markup]:
        items = []
        heading = None if self.is_long else self.heading(group)
        for row in group.rows:
            if self.view.shows(row):
                items += [*self.gap(row.first_line - 1), render_row(self.view, row, heading)]
                heading, self.last_line = None, row.end_line
            else:
                self.skipped = True
        return items

    def gap(self, end: int) -> list[Markup]:
        """Tell of the lines that were left out since the last row shown, up to a line."""
        if not self.skipped:
            return []
        where = "gap-middle" if self.last_line else "gap-start"
        name = "gap-end" if end == len(self.view.breakdown.lines) else where
        text = self.view.texts.label(name, n=end - self.last_line)
        self.skipped, self.last_line = False, end
        return [element("li", text, class_="bd-gap", data_search_exclude=True)]

    def list(self, group: Group, items: list[Markup]) -> Markup:
        """Render the rows of a stage; in a long file they are folded by what names the stage."""
        view, stage = self.view, group.stage
        if stage is None:
            return element("ol", items, class_="bd-rows bd-c0 bd-rows--start", aria_label=view.label("start"))
        if view.breakdown.stage_count < 2:
            return element("ol", items, class_="bd-rows bd-c0", aria_label=view.label("final"))
        variant = self.variant(stage)
        rows = element(
            "ol", items, class_=variant, aria_labelledby=_heading_id(view, stage), data_stage=stage.index
        )
        if not self.is_long:
            return rows
        lines = view.texts.line_range(group.rows[0].first_line, group.rows[-1].end_line)
        name = [self.heading(group), " ", element("span", lines, class_="bd-at")]
        summary = element("summary", name, data_search_exclude=True)
        return element("details", summary, rows, class_="bd-more bd-fold", open=True)

    def variant(self, stage: Stage) -> str:
        lanes = self.view.lanes
        goes = " bd-goes" if stage.index in lanes.lasting else ""
        return f"bd-rows bd-c{lanes.columns[stage.index]}{goes}{fate_class(self.fates[stage.index])}"

    def heading(self, group: Group) -> Markup | None:
        """Name a stage, and say what becomes of it; nothing is said of one that is alone."""
        stage = group.stage
        if stage is None or self.view.breakdown.stage_count < 2:
            return None
        return _heading(self.view, stage, self.fates)


def _heading_id(view: View, stage: Stage) -> str:
    return f"{view.root_id}-s{stage.index}"


def _heading(view: View, stage: Stage, fates: Mapping[int, str]) -> Markup:
    fate = fates[stage.index]
    becomes = view.label(fate)
    if fate == "final" and not stage.name:
        named = [element("b", becomes, class_="bd-fate")]
    else:
        named = [
            element("b", stage_name(view.texts, stage)),
            Markup(" · "),
            element("span", becomes, class_="bd-fate"),
        ]
    return element(
        "span",
        named,
        class_="bd-stage",
        id=_heading_id(view, stage),
        data_stage=stage.index,
    )
