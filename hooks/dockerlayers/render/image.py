"""The image that comes out: its layers as a stack, and what it does when it runs."""

from __future__ import annotations

from dockerlayers.explain.annotations import Breakdown, Setting, Value
from dockerlayers.render.elements import Markup, element
from dockerlayers.render.labels import label
from dockerlayers.render.stack import render_stack


def render_image(breakdown: Breakdown, root_id: str) -> Markup | None:
    """Render the image; a fragment makes none."""
    if breakdown.is_fragment:
        return None
    heading_id = f"{root_id}-image"
    heading = element("p", label("image"), class_="bd-h", id=heading_id)
    columns = element("div", render_stack(breakdown, root_id), _running(breakdown, root_id), class_="bd-cols")
    return element(
        "section", heading, columns, class_="bd-image", aria_labelledby=heading_id, data_search_exclude=True
    )


def _running(breakdown: Breakdown, root_id: str) -> Markup:
    settings = breakdown.image.settings
    has_entrypoint = any(setting.name == "entrypoint" for setting in settings)
    entries = [_setting(setting, root_id, has_entrypoint) for setting in settings]
    return element(
        "div",
        element("p", label("running"), class_="bd-h2"),
        element("dl", entries, class_="bd-config") if entries else None,
        None if entries else element("p", label("nothing-set"), class_="bd-note"),
        None if breakdown.image.base_is_known else element("p", label("inherited-note"), class_="bd-note"),
        class_="bd-run",
    )


def _setting(setting: Setting, root_id: str, has_entrypoint: bool) -> Markup:
    """CMD is the command itself, or the arguments of the entrypoint."""
    name = "arguments" if setting.name == "cmd" and has_entrypoint else setting.name
    values = [element("dd", element("code", value.text), _origin(value, root_id)) for value in setting.values]
    return element("div", element("dt", label(name)), values)


def _origin(value: Value, root_id: str) -> list[str | Markup]:
    if value.row is None:
        return []
    place = label("line", line=value.row.line)
    return [" ", element("a", place, class_="bd-from", href=f"#{root_id}-{value.row.anchor}")]
