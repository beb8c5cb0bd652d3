"""What answers questions: controls, the image as a strip, and a line of text. All of it needs the script."""

from __future__ import annotations

from dockerlayers.elements import Markup, element, join
from dockerlayers.render.view import View
from dockerlayers.texts.texts import Texts

_STATES = {
    "changed": "state-changed",
    "rebuild": "state-rebuild",
    "maybe": "state-maybe",
    "cached": "state-cached",
    "meta": "state-meta",
}
_FATES = ("final", "inherited", "absent", "not-built")


def render_bar(view: View) -> Markup | None:
    """Render the bar, hidden until the script runs, with the words that the script is to use."""
    breakdown = view.breakdown
    if breakdown.is_fragment or not view.is_whole:
        return None
    texts = {f"data_{name}": view.label(text) for name, text in _STATES.items()}
    if breakdown.others:
        texts |= {f"data_{name.replace('-', '_')}": view.label(name) for name in _FATES}
        texts |= {"data_tally": view.label("tally", rebuilt="{rebuilt}", maybe="{maybe}")}
    bar = element(
        "div",
        _strip(view.texts),
        element(
            "p", None if view.options.is_brief else view.label("hint"), class_="bd-status", role="status"
        ),
        element("button", view.label("clear"), class_="bd-clear", type="button", hidden=True),
        class_="bd-bar",
        hidden=True,
        data_ask=view.label("ask", line="{line}"),
        data_asked=view.label("asked", line="{line}"),
        data_temporary=view.label("absent-mark"),
        data_search_exclude=True,
        **texts,
    )
    return join([_picks(view), bar])


def _strip(texts: Texts) -> Markup:
    name = element("span", texts.label("strip"))
    return element("span", name, class_="bd-strip", role="group", aria_label=texts.label("strip-layers"))


def _picks(view: View) -> Markup | None:
    """Render the choices of a target and of a file; the script fills them from what the page tells."""
    picks = [_pick(view.texts, "target", "pick-target", None)] if view.breakdown.others else []
    if view.breakdown.files and not view.options.is_brief:
        picks.append(
            _pick(view.texts, "file", "pick-file", element("option", view.label("no-file"), value=""))
        )
    return element("div", picks, class_="bd-picks", hidden=True, data_search_exclude=True) if picks else None


def _pick(texts: Texts, name: str, text: str, first: Markup | None) -> Markup:
    choice = element("select", first, class_=f"bd-pick-{name}", autocomplete="off")
    return element("label", element("span", texts.label(text)), " ", choice)
