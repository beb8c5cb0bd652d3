"""The map of stages: a box for each, an arrow for what one takes of another."""

from __future__ import annotations

from dockerlayers.explain.annotations import Breakdown, Group, Link
from dockerlayers.model.types import Stage
from dockerlayers.render.elements import Markup, element
from dockerlayers.render.labels import label, line_range
from dockerlayers.render.rows import stage_notes


def render_stages(breakdown: Breakdown, root_id: str) -> Markup | None:
    """Render the map of several stages: two and the arrow between, else a list, arrows beneath each."""
    groups = [group for group in breakdown.groups if group.stage]
    if len(groups) < 2:
        return None
    links = breakdown.links
    if len(groups) == 2 and len(links) == 1:
        first, last = (_box(breakdown, group, root_id) for group in groups)
        content, variant = [first, _arrow(links[0], root_id), last], "bd-stages"
    else:
        content = [_node(breakdown, group, root_id) for group in groups]
        variant = "bd-stages bd-stages--many"
    return element("nav", content, class_=variant, aria_label=label("stage-map"), data_search_exclude=True)


def _node(breakdown: Breakdown, group: Group, root_id: str) -> Markup:
    taken = [link for link in breakdown.links if group.stage and link.source == group.stage.index]
    arrows = [_arrow(link, root_id, _name(breakdown, link.target)) for link in taken]
    return element("div", _box(breakdown, group, root_id), arrows, class_="bd-node")


def _name(breakdown: Breakdown, index: int) -> str:
    stage = next(group.stage for group in breakdown.groups if group.stage and group.stage.index == index)
    return _title(breakdown, stage)


def _title(breakdown: Breakdown, stage: Stage) -> str:
    return stage.name or label("final" if stage is breakdown.target else "unnamed")


def _box(breakdown: Breakdown, group: Group, root_id: str) -> Markup:
    stage = group.stage
    assert stage
    assert stage.instruction
    is_target = stage is breakdown.target
    facts = [line_range(stage.instruction.line, group.rows[-1].end_line)]
    facts += stage_notes(stage, is_target)
    if stage.is_in_image:
        facts.append(label("layers", n=stage.layer_count))
    return element(
        "a",
        element("b", _title(breakdown, stage)),
        " ",
        element("span", stage.base),
        " ",
        element("small", " · ".join(facts)),
        class_="bd-box" if stage.is_in_image else "bd-box bd-box--out",
        href=f"#{root_id}-{group.anchor}",
    )


def _arrow(link: Link, root_id: str, target: str | None = None) -> Markup:
    lines = ", ".join(label("line", line=line) for line in link.lines)
    name = element("b", target) if target else None
    content = [name, " ", element("code", link.code), " ", element("small", lines)]
    return element("a", content, class_="bd-arrow", href=f"#{root_id}-{link.anchors[0]}")
