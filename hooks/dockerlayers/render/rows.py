"""The sheet: a list of rows for each stage."""

from __future__ import annotations

from collections.abc import Mapping

from dockerlayers.elements import Markup, element, join
from dockerlayers.explain.annotations import Group
from dockerlayers.model.types import Stage
from dockerlayers.render.fates import fate_class, list_fates, stage_name
from dockerlayers.render.row import render_row
from dockerlayers.render.view import View
from dockerlayers.texts.texts import Texts


def render_groups(view: View) -> Markup:
    """Render the rows that are shown, stage by stage; what is left out between them is counted."""
    return join(_Sheet(view).render())


class _Sheet:
    def __init__(self, view: View) -> None:
        self.view = view
        self.fates = list_fates(view.breakdown, view.breakdown.image)
        self.last_line = 0
        self.skipped = False

    def render(self) -> list[Markup]:
        """Render the stages of which anything is shown; a gap never crosses the heading of one."""
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
        return [_render_list(self.view, self.fates, group, items) for group, items in lists]

    def items(self, group: Group) -> list[Markup]:
        items = []
        for row in group.rows:
            if self.view.shows(row):
                items += [*self.gap(row.first_line - 1), render_row(self.view, row)]
                self.last_line = row.end_line
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


def _render_list(view: View, fates: Mapping[int, str], group: Group, items: list[Markup]) -> Markup:
    if group.stage is None:
        return element("ol", items, class_="bd-rows bd-rows--start", aria_label=view.label("start"))
    if view.breakdown.stage_count < 2:
        return element("ol", items, class_="bd-rows", aria_label=view.label("final"))
    fate = fates[group.stage.index]
    variant = f"bd-rows{fate_class(fate)}"
    heading_id = f"{view.root_id}-s{group.stage.index}"
    heading = _heading(view.texts, group.stage, fate, heading_id)
    rows = element("ol", items, class_=variant, aria_labelledby=heading_id, data_stage=group.stage.index)
    return join([heading, rows])


def _heading(texts: Texts, stage: Stage, fate: str, heading_id: str) -> Markup:
    return element(
        "p",
        element("b", stage_name(texts, stage)),
        element("span", texts.label(fate), class_="bd-fate"),
        class_="bd-stage",
        id=heading_id,
        data_stage=stage.index,
        data_search_exclude=True,
    )
