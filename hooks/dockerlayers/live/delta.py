"""Tell what an edit comes to: in a block above the breakdown, and in a sentence for those who hear it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dockerlayers.elements import Markup, element
from dockerlayers.explain.annotations import Annotation, Breakdown
from dockerlayers.explain.changes import Place, name_lines
from dockerlayers.explain.compare import compare
from dockerlayers.explain.gains import Gain
from dockerlayers.explain.matching import list_rows
from dockerlayers.live.changes import BreakdownEdit
from dockerlayers.render.labels import render_inline
from dockerlayers.texts.inline import plain
from dockerlayers.texts.texts import Texts

_BETTER = {True: "live-better", False: "live-worse", None: None}


def render_delta(before: Breakdown, after: Breakdown, edit: BreakdownEdit) -> Markup:
    """Render what was edited, and each fact of the image and its build that differs."""
    texts = after.texts
    said = " · ".join(_say_edit(texts, after, edit)) or texts.live["nothing"]
    gains = compare(before, after).gains
    facts = element("dl", (_fact(texts, gain) for gain in gains)) if gains else None
    same = element("p", texts.live["same-image"]) if edit.rows and not gains else None
    return element("div", element("p", element("b", texts.live["edited"]), " ", said), facts, same)


def _say_edit(texts: Texts, after: Breakdown, edit: BreakdownEdit) -> Iterable[str]:
    for name, rows in (("changed", edit.replaced), ("added", edit.added)):
        if rows:
            yield texts.format(texts.live, name, {"lines": _lines(texts, after, rows)})
    if edit.removed_count:
        yield texts.format(texts.live, "removed", {"n": edit.removed_count})
    if edit.meanings:
        yield texts.format(texts.live, "meanings", {"n": len(edit.meanings)})


def _lines(texts: Texts, breakdown: Breakdown, rows: Sequence[Annotation]) -> str:
    numbers = {row.anchor: number for number, row in enumerate(list_rows(breakdown))}
    places = [
        Place(row=numbers[row.anchor], line=row.line, end_line=row.end_line, anchor=row.anchor)
        for row in rows
    ]
    return plain(name_lines(texts, places))


def _fact(texts: Texts, gain: Gain) -> Markup:
    spoken = texts.format(texts.live, "from-to", {"before": plain(gain.before), "after": plain(gain.after)})
    return element(
        "div",
        element("dt", texts.label(gain.name)),
        element(
            "dd",
            element("span", spoken, class_="live-sr"),
            element("s", render_inline(gain.before), aria_hidden="true"),
            " ",
            element("b", render_inline(gain.after), aria_hidden="true", class_=_BETTER[gain.is_gain]),
        ),
    )
