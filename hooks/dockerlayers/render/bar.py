"""What answers questions: the choice of what is changed, the target, the answer. It needs the script."""

from __future__ import annotations

from dockerlayers.elements import Markup, element
from dockerlayers.render.frame import render_tools
from dockerlayers.render.view import View

_STATES = {
    "changed": "state-changed",
    "rebuild": "state-rebuild",
    "maybe": "state-maybe",
    "cached": "state-cached",
    "meta": "state-meta",
}
_FATES = ("final", "inherited", "absent", "not-built")
_KINDS = {"file": "ask-files", "line": "ask-lines", "base": "ask-bases"}


def has_bar(view: View) -> bool:
    """Say whether there is something to choose: of a whole file, not told in sentences alone."""
    return view.is_full and bool(not view.options.is_brief or view.breakdown.others)


def render_bar(view: View) -> Markup | None:
    """Render the bar with its place kept, and the words that the script is to use."""
    if not has_bar(view):
        return None
    breakdown = view.breakdown
    texts = {f"data_{name}": view.label(text) for name, text in _STATES.items()}
    if not view.options.is_brief:
        texts |= {f"data_{name}": view.label(text) for name, text in _KINDS.items()}
        texts |= {"data_ask": view.label("ask", line="{line}"), "data_ask_short": view.label("ask-short")}
        texts |= {
            "data_asked": view.label("asked", line="{line}"),
            "data_number": view.label("line", line="{line}"),
        }
    if breakdown.others:
        texts |= {f"data_{name.replace('-', '_')}": view.label(name) for name in _FATES}
        texts |= {"data_tally": view.label("tally", rebuilt="{rebuilt}", maybe="{maybe}")}
    return element(
        "div",
        None if view.options.is_brief else _question(view),
        render_tools(view.texts, view.root_id, _target(view), legend=view.legend_id, is_menu=True),
        class_="bd-bar",
        data_temporary=view.label("absent-layer"),
        data_layer=view.label("layer"),
        data_search_exclude=True,
        **texts,
    )


def _question(view: View) -> Markup:
    first = element("option", view.label("pick"), value="")
    return element(
        "select",
        first,
        class_="bd-pick-question",
        aria_label=view.label("pick-long"),
        autocomplete="off",
        hidden=True,
    )


def _target(view: View) -> Markup | None:
    if not view.breakdown.others:
        return None
    choice = element("select", class_="bd-pick-target", autocomplete="off")
    return element("label", view.label("pick-target"), choice, class_="bd-pick", hidden=True)


def render_answer(view: View) -> Markup | None:
    """Render where the answer comes: a region that a screen reader knows of before it speaks."""
    if not has_bar(view) or view.options.is_brief:
        return None
    status = element("p", class_="bd-status", role="status")
    return element("div", status, class_="bd-reply", data_clear=view.label("clear"), data_search_exclude=True)
