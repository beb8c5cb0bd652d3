"""What stands in the page for a fence that could not be shown as its author asked."""

from __future__ import annotations

from dockerlayers.elements import element
from dockerlayers_site.pages.problem import Problem

_HEADING = "이 코드는 그대로 보여 드립니다. 글쓴이가 고칠 곳이 있습니다."


def render_notice(source: str, problem: Problem, *, root_id: str) -> str:
    """Render a fence's content as it is, below what its author has to mend."""
    code = element("pre", element("code", source)) if source.strip() else None
    return element(
        "div",
        element("p", _HEADING, class_="admonition-title"),
        element("pre", element("code", str(problem), lang="en"), data_search_exclude=True),
        code,
        class_="admonition failure",
        id=root_id,
    )
