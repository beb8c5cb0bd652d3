"""The history of an image, as `docker history` prints it."""

from __future__ import annotations

from dockerlayers.elements import Child, Markup, element
from dockerlayers.explain.annotations import HistoryRow, Image
from dockerlayers.model.types import Effect
from dockerlayers.render.labels import render_inline
from dockerlayers.render.mark import mark_text
from dockerlayers.render.view import View
from dockerlayers.texts.inline import parse_template

_WIDTH = 4


def render_history(view: View, image: Image) -> Markup | None:
    """Render the entries, folded; None where the Dockerfile leaves none."""
    if not image.history:
        return None
    entries = [part for entry in image.history for part in _entry(view, entry)]
    if not image.base_is_known and image.base:
        entries.append(view.label("history-base", base=image.base_name or ""))
    summary = element("summary", render_inline(parse_template(view.label("history")).fill({})))
    table = element("pre", entries, class_="bd-history", tabindex=0, aria_label=view.label("history-note"))
    return element("details", summary, table, class_="bd-more")


def _entry(view: View, entry: HistoryRow) -> list[Child]:
    """Write an entry as a line; the number of its layer links to the row that left it."""
    has_layer = not entry.is_empty_layer and entry.number is not None
    mark = mark_text(view.texts, Effect.LAYER, entry.number) if has_layer else ""
    link = view.link(entry.row.anchor, mark) if mark and entry.row else mark
    lines: list[Child] = [link, " " * (_WIDTH - len(mark))]
    for text in entry.created_by.split("\n"):
        lines += [text, element("br"), " " * _WIDTH]
    return [*lines[:-2], "\n"]
