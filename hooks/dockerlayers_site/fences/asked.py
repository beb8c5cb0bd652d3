"""What a reader's page has to know of a breakdown, so that it can be changed there."""

from __future__ import annotations

from dockerlayers.render.view import RenderOptions
from dockerlayers_site.fences.options import FenceOptions


def describe_fence(options: FenceOptions, shown: RenderOptions, source: str) -> dict[str, object]:
    """Say what a fence asks for beyond its text; the text as well, where not all of it is shown."""
    values: dict[str, object] = {
        "target": options.target,
        "args": dict(options.build_args),
        "lines": shown.ranges,
        "text": source if shown.ranges else None,
        "advice": None if shown.has_advice else False,
        "brief": shown.is_brief or None,
    }
    return {name: value for name, value in values.items() if value not in (None, {})}
