"""The map of stages: a box for each, an arrow for what one takes of another.

Boxes and arrows are links in a list, in the file's order; two drawings of lines lie behind them, of which the
style shows the one that fits. Links inside of a drawing would break how Material changes pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dockerlayers.elements import Markup, element
from dockerlayers.explain.annotations import Group, Link
from dockerlayers.render.fates import fate_class, list_fates, stage_name
from dockerlayers.render.flow import BOX, LANE, WIDTH, Columns, Edge, Ladder, Point, lay_columns, lay_ladder
from dockerlayers.render.view import View

_UNIT = 20
_MANY = 24


def render_stages(view: View) -> Markup | None:
    """Render the map of several stages."""
    groups = [group for group in view.breakdown.groups if group.stage]
    if not view.is_whole or not 1 < len(groups) <= _MANY:
        return None
    return _Map(view, groups).render()


class _Map:
    def __init__(self, view: View, groups: Sequence[Group]) -> None:
        self.view = view
        self.groups = groups
        self.fates = list_fates(view.breakdown, view.breakdown.image)
        self.links: dict[Edge, list[Link]] = {}
        for link in view.breakdown.links:
            self.links.setdefault((link.source, link.target), []).append(link)
        self.counts = {edge: len(links) for edge, links in self.links.items()}
        self.ladder = lay_ladder(len(groups), self.counts)
        self.columns = lay_columns(len(groups), self.counts)

    def render(self) -> Markup:
        nodes = element("ol", map(self.node, self.groups), class_="bd-map")
        beside = lay_ladder(len(self.groups), self.counts, beside=True)
        wide = _draw_columns(self.columns) if self.columns else _draw_ladder(beside, "bd-flow bd-flow--wide")
        drawings = [_draw_ladder(self.ladder, "bd-flow"), wide]
        return element(
            "nav",
            drawings,
            nodes,
            class_="bd-stages bd-stages--columns" if self.columns else "bd-stages",
            style=_style(
                lanes=self.ladder.lane_count * LANE,
                h=self.columns.height if self.columns else 0,
                w=self.columns.box_width if self.columns else 0,
                l=self.columns.label_width if self.columns else 0,
            ),
            aria_label=f"{self.view.texts.label('stage-map')}, {self.view.title}",
            data_search_exclude=True,
        )

    def node(self, group: Group) -> Markup:
        """Render a stage and, beneath, the arrows that lead to it."""
        stage = group.stage
        assert stage
        arrows = [
            self.arrow(edge, link, number, len(links))
            for edge, links in self.links.items()
            for number, link in enumerate(links)
            if edge[1] == stage.index
        ]
        return element("li", self.box(group), element("div", arrows, class_="bd-arrows") if arrows else None)

    def box(self, group: Group) -> Markup:
        stage = group.stage
        assert stage
        assert stage.instruction
        fate = self.fates[stage.index]
        facts = self.view.texts.line_range(stage.instruction.line, group.rows[-1].end_line)
        corner = self.columns.corners[stage.index] if self.columns else None
        return self.view.link(
            group.anchor or "",
            element("b", stage_name(self.view.texts, stage)),
            " ",
            element("span", stage.base),
            " ",
            element("small", f"{facts} · ", element("span", self.view.texts.label(fate), class_="bd-fate")),
            class_=f"bd-box{fate_class(fate)}",
            data_stage=stage.index,
            style=_style(x=corner[0], y=corner[1]) if corner else None,
        )

    def arrow(self, edge: Edge, link: Link, number: int, count: int) -> Markup:
        """Name what is taken; several arrows between the same two stages stand beneath each other."""
        source = self.groups[edge[0]].stage
        assert source
        place = self.columns.labels[edge] if self.columns else None
        texts = self.view.texts
        lines = texts.grammar.comma.join(texts.label("line", line=line) for line in link.lines)
        return self.view.link(
            link.anchors[0],
            element(
                "span",
                texts.label("taken-from", stage=stage_name(texts, source)),
                class_="bd-sr",
            ),
            element("code", link.code),
            " ",
            element("small", lines),
            class_="bd-arrow",
            style=_style(x=place[0], y=place[1] + 2 * (number - (count - 1) / 2)) if place else None,
        )


def _style(**lengths: float) -> str:
    return ";".join(f"--{name}:{length:g}" for name, length in lengths.items())


def _draw_ladder(ladder: Ladder, class_: str) -> Markup:
    """Draw a line from each box down its lane, and from there one to each box that takes of it."""
    width = ladder.lane_count * LANE + 0.1
    paths = []
    for (source, target), lane in ladder.lanes.items():
        x = _scale(width - 0.5 - lane * LANE)
        start, end = _scale(ladder.tops[source] + BOX * 0.65), _scale(ladder.tops[target] + BOX * 0.35)
        paths.append(f"M{_scale(width)} {start}H{x}V{end}H{_scale(width)}")
    return _drawing(width, ladder.height, paths, class_)


def _draw_columns(columns: Columns) -> Markup:
    return _drawing(WIDTH, columns.height, map(_curve, columns.routes.values()), "bd-flow bd-flow--wide")


def _curve(points: Sequence[Point]) -> str:
    """Draw a line through points that begins and ends level at each."""
    (x, y), *rest = points
    path = f"M{_scale(x)} {_scale(y)}"
    for next_x, next_y in rest:
        if y == next_y:
            path += f"H{_scale(next_x)}"
            x = next_x
            continue
        half = _scale((x + next_x) / 2)
        path += f"C{half} {_scale(y)} {half} {_scale(next_y)} {_scale(next_x)} {_scale(next_y)}"
        x, y = next_x, next_y
    return path


def _drawing(width: float, height: float, paths: Iterable[str], class_: str) -> Markup:
    """Draw lines, each with the head of an arrow at its end."""
    return element(
        "svg",
        [element("path", d=f"{path}m-6-4l5 4l-5 4") for path in paths],
        class_=class_,
        viewBox=f"0 0 {_scale(width)} {_scale(height)}",
        preserveAspectRatio="none",
        style=f"width:{width:g}rem;height:{height:g}rem",
        aria_hidden="true",
    )


def _scale(length: float) -> str:
    return f"{length * _UNIT:.4g}"
