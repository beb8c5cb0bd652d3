"""Two Dockerfiles side by side: what differs, and their lines in pairs."""

from __future__ import annotations

from dataclasses import dataclass

from dockerlayers.elements import Markup, element
from dockerlayers.explain.annotations import Annotation, Breakdown
from dockerlayers.explain.compare import Comparison
from dockerlayers.explain.gains import Gain
from dockerlayers.explain.matching import PairState, RowPair
from dockerlayers.explain.measures import layer_of, say_waste, waste_of
from dockerlayers.guide import NO_GUIDE, Guide
from dockerlayers.measured.types import Measured
from dockerlayers.render.code import render_lines
from dockerlayers.render.frame import render_frame, render_tools
from dockerlayers.render.highlights import highlight_row
from dockerlayers.render.labels import render_inline
from dockerlayers.render.legend import legend_id, render_legend
from dockerlayers.render.mark import render_mark
from dockerlayers.render.measures import name_total, render_origin
from dockerlayers.render.room import room_of_comparison
from dockerlayers.sizes import show_size
from dockerlayers.texts.texts import Texts

_LABELS = {
    PairState.SAME: "compare-same",
    PairState.CHANGED: "compare-changed",
    PairState.REMOVED: "compare-removed",
    PairState.ADDED: "compare-added",
    PairState.MOVED_AWAY: "compare-moved-away",
    PairState.MOVED_HERE: "compare-moved-here",
}
_BETTER = {True: "better", False: "worse", None: ""}


@dataclass(frozen=True, kw_only=True)
class Side:
    """One of the two files: what it is called, the character that escapes its line ends, its measures.

    `guide` knows the pages that instructions lead to.
    """

    title: str
    escape: str = "\\"
    measured: Measured | None = None
    guide: Guide = NO_GUIDE


@dataclass(frozen=True, kw_only=True)
class _View:
    comparison: Comparison
    root_id: str
    before: Side
    after: Side

    @property
    def texts(self) -> Texts:
        """The texts that the second breakdown is told in, and so is all that is said of both."""
        return self.comparison.after.texts

    def label(self, name: str) -> str:
        """Return a label."""
        return self.texts.label(name)

    def id_of(self, pair: RowPair) -> str:
        """Name a pair by its row in the second file, else by that in the first."""
        if pair.after:
            return f"{self.root_id}-{pair.after.anchor}"
        assert pair.before
        return f"{self.root_id}-was-{pair.before.anchor}"


def render_comparison(
    comparison: Comparison,
    *,
    root_id: str,
    before: Side,
    after: Side,
    title: str | None = None,
    legend: str | None = None,
    record: str | None = None,
) -> str:
    """Render a comparison; `root_id` is unique on the page and starts all other ids.

    What can be copied is the second file. `legend` and `record` are as for `render_breakdown`.
    """
    view = _View(comparison=comparison, root_id=root_id, before=before, after=after)
    texts = view.texts
    own_legend = legend_id(root_id)
    return str(
        render_frame(
            texts,
            root_id,
            title or f"{before.title} → {after.title}",
            render_tools(texts, root_id, legend=legend or own_legend),
            None if legend else render_legend(texts, own_legend),
            _gains(texts, comparison),
            _origin(view, record),
            _pairs(view, has_record=bool(record)),
            line_count=len(comparison.after.lines),
            room=room_of_comparison(len(comparison.pairs), len(comparison.gains)),
            variant="bd--compare",
        )
    )


def _gains(texts: Texts, comparison: Comparison) -> Markup | None:
    if not comparison.gains:
        return element("p", texts.label("compare-equal"), class_="bd-note", data_search_exclude=True)
    entries = [_gain(texts, gain) for gain in comparison.gains]
    return element(
        "dl", entries, class_="bd-gains", aria_label=texts.label("compare-gains"), data_search_exclude=True
    )


def _gain(texts: Texts, gain: Gain) -> Markup:
    """Write what it was and what it is; the arrow is read as words."""
    arrow = element("span", " → ", class_="bd-to", aria_hidden="true")
    spoken = [
        element("span", f"{texts.label(name)}: ", class_="bd-sr")
        for name in ("compare-before", "compare-after")
    ]
    values = [
        element("span", spoken[0], render_inline(gain.before), class_="bd-old"),
        arrow,
        element(
            "span", spoken[1], render_inline(gain.after), class_=f"bd-new {_BETTER[gain.is_gain]}".strip()
        ),
    ]
    why = element("p", render_inline(gain.why)) if gain.why else None
    return element("div", element("dt", texts.label(gain.name)), element("dd", element("p", values), why))


def _origin(view: _View, record: str | None) -> list[Markup]:
    """Say when and on what it was measured: the same for both, as one record holds them."""
    measured = view.after.measured or view.before.measured
    return render_origin(view.texts, measured, record) if measured else []


def _head(view: _View, side: Side, name: str, *, has_measures: bool) -> Markup:
    """Name a file, and say how large its image is where either was measured."""
    label = "compare-before" if name == "was" else "compare-after"
    size = f" · {name_total(view.texts, side.measured)}" if has_measures else None
    return element("p", element("b", view.label(label)), " ", side.title, size, class_=f"bd-{name}")


def _pairs(view: _View, *, has_record: bool) -> Markup:
    has_measures = has_record or bool(view.before.measured or view.after.measured)
    heads = element(
        "div",
        _head(view, view.before, "was", has_measures=has_measures),
        _head(view, view.after, "now", has_measures=has_measures),
        class_="bd-pair bd-pair--head",
        data_search_exclude=True,
    )
    pairs = [_pair(view, pair) for pair in view.comparison.pairs]
    rows = element("ol", pairs, class_="bd-pairs", aria_label=view.label("compare-rows"))
    return element("div", heads, rows, class_="bd-sheet")


def _pair(view: _View, pair: RowPair) -> Markup:
    own_id = view.id_of(pair)
    before = _side(view.comparison.before, pair.before, view.before, "was", None if pair.after else own_id)
    after = _side(view.comparison.after, pair.after, view.after, "now", own_id)
    return element(
        "li",
        before,
        after,
        _became(view.texts, pair),
        _wasted(view, pair),
        class_=f"bd-pair bd-pair--{pair.state.value}",
        id=own_id,
    )


def _wasted(view: _View, pair: RowPair) -> list[Markup]:
    """Say what each of the two rows wastes."""
    sides = ((pair.before, view.before, "compare-before"), (pair.after, view.after, "compare-after"))
    return [
        element(
            "p",
            element("b", view.label(label)),
            " ",
            render_inline(say_waste(view.texts, one)),
            class_="bd-wasted",
            data_search_exclude=True,
        )
        for row, side, label in sides
        if row
        for one in waste_of(side.measured, row)
    ]


def _side(breakdown: Breakdown, row: Annotation | None, side: Side, name: str, link: str | None) -> Markup:
    """Render a row of one file; the first file is not searched, as the second one has most of it too."""
    if row is None:
        return element("div", class_=f"bd-{name} bd-none")
    lines = breakdown.lines[row.first_line - 1 : row.end_line]
    number = (
        element(
            "a", class_="bd-no", href=f"#{link}", aria_label=breakdown.texts.label("line-link", line=row.line)
        )
        if link
        else None
    )
    links = {row.line: number} if number else None
    highlights = highlight_row(row, breakdown.lines, side.escape)
    code = render_lines(lines, row.first_line, highlights, (), links, side.guide)
    spoken = element(
        "span",
        f"{breakdown.texts.label('compare-before' if name == 'was' else 'compare-after')}: ",
        class_="bd-sr",
    )
    mark = element(
        "div",
        spoken,
        render_mark(breakdown.texts, row.effect, row.number),
        _size(side, row),
        class_="bd-rail",
        data_search_exclude=True,
    )
    is_out = not _is_in_image(breakdown, row)
    return element(
        "div",
        mark,
        code,
        class_=f"bd-{name}{' bd-out' if is_out else ''}",
        data_search_exclude=name == "was",
    )


def _size(side: Side, row: Annotation) -> Markup | None:
    layer = layer_of(side.measured, row)
    return element("span", show_size(layer.byte_count), class_="bd-size") if layer else None


def _is_in_image(breakdown: Breakdown, row: Annotation) -> bool:
    return next(group for group in breakdown.groups if row in group.rows).is_in_image


def _became(texts: Texts, pair: RowPair) -> Markup:
    """Say what became of the row, and what a new or changed one does."""
    slots = {"line": pair.twin.line} if pair.twin else {}
    state = element("span", texts.label(_LABELS[pair.state], **slots), class_="bd-state")
    is_new = pair.state in (PairState.CHANGED, PairState.ADDED)
    words = [" ", render_inline(pair.after.say)] if is_new and pair.after and pair.after.say else None
    return element("p", state, words, class_="bd-became", data_search_exclude=True)
