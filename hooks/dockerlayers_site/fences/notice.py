"""What stands in the page for a fence that could not be shown as its author asked."""

from __future__ import annotations

from dockerlayers.elements import element
from dockerlayers_site.pages.problem import Problem
from dockerlayers_site.texts import SiteTexts


def render_notice(texts: SiteTexts, source: str, problem: Problem, *, root_id: str) -> str:
    """Render a fence's content as it is, below what its author has to mend."""
    code = element("pre", element("code", source)) if source.strip() else None
    return element(
        "div",
        element("p", texts.word("notice"), class_="admonition-title"),
        element("pre", element("code", str(problem), lang="en"), data_search_exclude=True),
        code,
        class_="admonition failure",
        id=root_id,
    )
