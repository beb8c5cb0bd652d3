"""What a breakdown and an error have in common: the figure, its title and its tools."""

from __future__ import annotations

from collections.abc import Sequence

from dockerlayers.elements import Child, Markup, element
from dockerlayers.texts.texts import Texts


def render_frame(
    texts: Texts,
    root_id: str,
    title: str | None,
    notes: Sequence[Child],
    *content: Child,
    line_count: int,
    variant: str = "",
    section: str | None = None,
) -> Markup:
    """Render the figure around some content; `notes` stand beneath the title.

    One without a title is named by its section as well, for those who hear its name or copy its link.
    """
    title_id = f"{root_id}-title"
    more = None
    if section and not title:
        more = element("span", f" · {section}", class_="bd-sr", data_search_exclude=True)
    heading = element("p", _title(title or texts.label("untitled")), more, class_="bd-title", id=title_id)
    head = element("figcaption", element("div", heading, notes), _tools(texts, root_id), class_="bd-head")
    return element(
        "figure",
        head,
        content,
        class_=f"bd {variant}".strip(),
        id=root_id,
        data_bd=True,
        data_lines=line_count,
        aria_labelledby=title_id,
    )


def _title(title: str) -> Child:
    """Set the name of a file as code, a title in words as it is."""
    is_name = title.isascii() and " " not in title
    return element("span", title, class_="bd-path") if is_name else title


def _tools(texts: Texts, root_id: str) -> Markup:
    """Render the tools; the copy button needs the script, and is hidden until it runs."""
    copy = element(
        "button",
        texts.label("copy"),
        class_="bd-tool bd-tool--copy",
        type="button",
        hidden=True,
        data_done=texts.label("copied"),
    )
    link = element("a", texts.label("link"), class_="bd-tool", href=f"#{root_id}")
    return element("div", copy, link, class_="bd-tools", data_search_exclude=True)
