"""The history of an image, as `docker history` prints it."""

from __future__ import annotations

from dockerlayers.elements import Markup, element
from dockerlayers.explain.annotations import HistoryRow, Image
from dockerlayers.model.types import Effect
from dockerlayers.render.labels import render_inline
from dockerlayers.render.mark import render_mark
from dockerlayers.render.view import View
from dockerlayers.texts.inline import parse_template
from dockerlayers.texts.texts import Texts

_COLUMNS = ("history-layer", "created-by")


def render_history(view: View, image: Image) -> Markup | None:
    """Render the table, folded; None where the Dockerfile leaves no entry."""
    if not image.history:
        return None
    rows = [_entry(view, entry) for entry in image.history]
    rows += [] if image.base_is_known or not image.base else [_rest(view.texts, image)]
    head = element(
        "tr", [element("th", view.label(name), scope="col") for name in ("history-layer", "created-by")]
    )
    table = element("table", element("thead", head), element("tbody", rows), class_="bd-table")
    note = element("p", view.label("history-note"), class_="bd-note")
    summary = element(
        "summary", element("span", render_inline(parse_template(view.label("history")).fill({})))
    )
    body = element("div", note, table, class_="bd-body")
    return element("details", summary, body, class_="bd-more bd-history")


def _entry(view: View, entry: HistoryRow) -> Markup:
    row = entry.row
    lines = entry.created_by.split("\n")
    code = element("code", [element("span", line) for line in lines] if len(lines) > 1 else lines)
    if row is None:
        return element("tr", element("td"), element("td", code))
    effect = Effect.METADATA if entry.is_empty_layer else Effect.LAYER
    link = view.link(row.anchor, render_mark(view.texts, effect, entry.number), class_="bd-to")
    return element("tr", element("td", link), element("td", code), data_for=view.key_of(row))


def _rest(texts: Texts, image: Image) -> Markup:
    """Say that the entries of the base image follow, which are not known."""
    text = parse_template(texts.label("history-base", base="{base}")).fill({"base": image.base_name or ""})
    mark = render_mark(texts, Effect.BASE, None)
    return element("tr", element("td", mark), element("td", render_inline(text)))
