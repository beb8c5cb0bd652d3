"""What a breakdown, a comparison and an error have in common: the figure, its title and its tools."""

from __future__ import annotations

from dockerlayers.elements import Child, Markup, element
from dockerlayers.texts.texts import Texts


def render_frame(
    texts: Texts,
    root_id: str,
    title: str | None,
    beside: Child,
    *content: Child,
    line_count: int,
    room: int,
    variant: str = "",
    section: str | None = None,
) -> Markup:
    """Render the figure around some content; `beside` stands at the end of the title's row.

    `room` is how high it is likely to be, as the module of that name reckons it.
    One without a title is named by its section as well, for those who hear its name or copy its link.
    """
    title_id = f"{root_id}-title"
    more = None
    if section and not title:
        more = element("span", f" · {section}", class_="bd-sr", data_search_exclude=True)
    heading = element("p", _title(title or texts.label("untitled")), more, class_="bd-title", id=title_id)
    return element(
        "figure",
        element("figcaption", heading, beside, class_="bd-head"),
        content,
        class_=f"bd {variant}".strip(),
        id=root_id,
        data_bd=True,
        data_lines=line_count,
        data_room=room,
        aria_labelledby=title_id,
    )


def _title(title: str) -> Child:
    """Set the name of a file as code, a title in words as it is."""
    is_name = title.isascii() and " " not in title
    return element("span", title, class_="bd-path") if is_name else title


def render_tools(
    texts: Texts, root_id: str, *first: Child, legend: str | None, is_menu: bool = False
) -> Markup:
    """Render the tools, those of a menu behind a button where there is little room.

    The script adds the button that copies; the menu and the legend, whose id is given, open without it.
    """
    link = element("a", texts.label("link"), class_="bd-tool bd-tool--link", href=f"#{root_id}")
    tools = element(
        "span",
        first,
        link,
        _open(texts.label("legend"), "bd-tool bd-tool--help", legend) if legend else None,
        class_="bd-tools",
        id=f"{root_id}-tools" if is_menu else None,
        popover="auto" if is_menu else None,
        data_copy=texts.label("copy"),
        data_copied=texts.label("copied"),
        data_search_exclude=True,
    )
    more = _open(texts.label("more"), "bd-tool bd-tool--more", f"{root_id}-tools") if is_menu else ""
    return Markup(more + tools)


def _open(name: str, class_: str, target: str) -> Markup:
    """Render a button that opens something without a script; its name is heard alone."""
    return element("button", class_=class_, type="button", popovertarget=target, aria_label=name, title=name)
