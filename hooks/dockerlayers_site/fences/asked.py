"""What a reader's page has to know of a breakdown, so that it can be changed there."""

from __future__ import annotations

from dockerlayers.analysis import Analysis
from dockerlayers.render.view import RenderOptions
from dockerlayers_site.fences.comparison import Other
from dockerlayers_site.fences.options import FenceOptions


def describe_fence(options: FenceOptions, shown: RenderOptions, source: str) -> dict[str, object]:
    """Say what a fence asks for beyond its text; the text as well, where not all of it is shown."""
    return _describe(
        options,
        lines=shown.ranges,
        text=source if shown.ranges else None,
        advice=None if shown.has_advice else False,
        brief=shown.is_brief or None,
    )


def describe_comparison(
    options: FenceOptions, before: Other, after: Analysis, title: str
) -> dict[str, object]:
    """Say what is compared: both texts, as rows hold no comment, and what they are called.

    Nothing is said of a text with an error, nor of one change to both, which shows what it rebuilds alone.
    """
    if before.analysis.error or after.error or options.change:
        return {}
    return _describe(options, text=after.source, before=before.analysis.source, titles=[before.path, title])


def _describe(options: FenceOptions, **more: object) -> dict[str, object]:
    values = {"target": options.target, "args": dict(options.build_args), **more}
    return {name: value for name, value in values.items() if value not in (None, {})}
