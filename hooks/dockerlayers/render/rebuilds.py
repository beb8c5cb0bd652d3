"""What one change rebuilds in two Dockerfiles: how many layers, and which lines, of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import assert_never

from dockerlayers.analysis import Analysis
from dockerlayers.elements import Child, Markup, element
from dockerlayers.explain.annotations import Annotation, Breakdown, RowKind
from dockerlayers.explain.breakdown import explain
from dockerlayers.guide import NO_GUIDE, Guide
from dockerlayers.model.changes import (
    Affected,
    ArgumentChange,
    BaseChange,
    Change,
    FileChange,
    LineChange,
    Rebuild,
)
from dockerlayers.model.types import Effect
from dockerlayers.render.code import render_lines
from dockerlayers.render.highlights import highlight_row
from dockerlayers.render.labels import render_code
from dockerlayers.render.mark import render_mark
from dockerlayers.render.report import layer_lines
from dockerlayers.render.room import room_of_rebuilds
from dockerlayers.texts import DEFAULT
from dockerlayers.texts.texts import Language, Texts, choose_texts

_SIDES = {"before": "rebuilds-before", "after": "rebuilds-after"}
_STATES = {Rebuild.CACHED: "cached", Rebuild.MAYBE: "maybe", Rebuild.REBUILT: "rebuild"}


def render_rebuilds(
    before: Analysis,
    after: Analysis,
    change: Change,
    *,
    root_id: str,
    title: str | None = None,
    language: Language = DEFAULT,
    guide: Guide = NO_GUIDE,
) -> str:
    """Render two Dockerfiles without an error, one at a time, with what the change rebuilds in each.

    `root_id` is unique on the page and starts all other ids. The second one is shown first; choosing needs no
    script. What both need stands in one box, so that choosing moves nothing. `guide` knows the pages that
    instructions lead to.
    """
    texts = choose_texts(language)
    one, other = (
        _Side(name=name, breakdown=explain(analysis, texts), analysis=analysis, change=change, guide=guide)
        for name, analysis in (("before", before), ("after", after))
    )
    most = max(one.count, other.count, 1)
    is_less = other.count < one.count
    title_id = f"{root_id}-title"
    return str(
        element(
            "figure",
            element(
                "figcaption",
                title or [_changed(texts, change), " ", texts.label("rebuilds")],
                class_="bd-title" if title else "bd-sr",
                id=title_id,
            ),
            element(
                "fieldset",
                element("legend", texts.label("rebuilds-sides"), class_="bd-sr"),
                [_choice(side, root_id, most) for side in (one, other)],
                class_="bd-sides",
                data_search_exclude=True,
            ),
            element(
                "div",
                [_panel(one, root_id, is_less=False), _panel(other, root_id, is_less=is_less)],
                class_="bd-panels",
            ),
            class_="bd bd--rebuilds",
            id=root_id,
            data_room=room_of_rebuilds(max(len([*side.rows]) for side in (one, other))),
            aria_labelledby=title_id,
        )
    )


@dataclass(frozen=True, kw_only=True)
class _Side:
    """One of the two files; `name` is `before` or `after`."""

    name: str
    breakdown: Breakdown
    analysis: Analysis
    change: Change
    guide: Guide

    @cached_property
    def affected(self) -> tuple[Affected, ...]:
        """What the change rebuilds, or may rebuild."""
        return self.analysis.rebuilt_by(self.change)

    @cached_property
    def count(self) -> int:
        """How many layers are rebuilt for certain."""
        return sum(len(one.layers) for one in self.affected if one.state is Rebuild.REBUILT)

    @cached_property
    def states(self) -> Mapping[int, Rebuild]:
        """What becomes of an instruction, by the line on which it begins."""
        return {step.instruction.line: one.state for one in reversed(self.affected) for step in one.layers}

    @property
    def rows(self) -> Iterator[Annotation]:
        """The instructions; comments have no answer."""
        for group in self.breakdown.groups:
            yield from (row for row in group.rows if row.kind is RowKind.INSTRUCTION)


def _changed(texts: Texts, change: Change) -> list[Child]:
    """Say what is changed; the thing itself is code."""
    match change:
        case FileChange(path=name):
            key = "rebuilds-file"
        case ArgumentChange(name=name):
            key = "rebuilds-argument"
        case BaseChange(reference=name):
            key = "rebuilds-base"
        case LineChange(line=line):
            return [texts.label("rebuilds-line", line=line)]
        case _:  # pragma: no cover
            assert_never(change)
    before, _, after = texts.label(key).partition("{what}")
    return [before, render_code(name), after]


def _choice(side: _Side, root_id: str, most: int) -> Markup:
    """Render what chooses a side: its name, how much is rebuilt, and a bar in proportion to the other's."""
    texts = side.breakdown.texts
    return element(
        "label",
        element(
            "input",
            type="radio",
            name=f"{root_id}-side",
            value=side.name,
            checked=side.name == "after",
            class_="bd-sr",
        ),
        element("span", texts.label(_SIDES[side.name])),
        " ",
        element("b", texts.label("rebuilds-count", n=side.count)),
        element("i", style=f"--share:{side.count / most:.3g}", aria_hidden="true"),
        " ",
        element("small", texts.label("rebuilds-unit")),
        class_="bd-side-of",
    )


def _panel(side: _Side, root_id: str, *, is_less: bool) -> Markup:
    rows = [_row(side, root_id, row) for row in side.rows]
    is_first = side.name == "before"  # most of it stands in the other one, too
    name = side.breakdown.texts.label(_SIDES[side.name])
    return element(
        "div",
        element(
            "p", element("b", f"{name}: ", class_="bd-side-name"), _answer(side, is_less), class_="bd-told"
        ),
        element("ol", rows, class_="bd-answers", aria_label=name, data_search_exclude=is_first),
        class_=f"bd-panel bd-panel--{side.name}",
    )


def _answer(side: _Side, is_less: bool) -> list[Child]:
    """Say which lines are rebuilt, and which may be."""
    texts = side.breakdown.texts
    said: list[Child] = [*_changed(texts, side.change), " "]
    if not side.affected:
        return [*said, texts.label("rebuilds-nothing")]
    surely = "rebuilds-only" if is_less else "rebuilds-lines"
    for state, key in ((Rebuild.REBUILT, surely), (Rebuild.MAYBE, "rebuilds-maybe")):
        places = [texts.line_range(*layer_lines(one)) for one in side.affected if one.state is state]
        if places:
            before, _, after = texts.label(key).partition("{lines}")
            said += [before, element("b", texts.grammar.comma.join(places)), after, " "]
    return said[:-1]


def _row(side: _Side, root_id: str, row: Annotation) -> Markup:
    texts = side.breakdown.texts
    own_id = f"{root_id}-{row.anchor}" if side.name == "after" else f"{root_id}-was-{row.anchor}"
    lines = side.breakdown.lines[row.line - 1 : row.end_line]
    link = element("a", class_="bd-no", href=f"#{own_id}", aria_label=texts.label("line-link", line=row.line))
    escape = side.analysis.dockerfile.escape if side.analysis.dockerfile else ""
    coloured = highlight_row(row, side.breakdown.lines, escape)
    code = render_lines(lines, row.line, coloured, (), {row.line: link}, side.guide)
    state = "meta" if _has_no_layer(row) else _STATES[side.states.get(row.line, Rebuild.CACHED)]
    return element(
        "li",
        element("div", render_mark(texts, row.effect, row.number), class_="bd-rail"),
        element("div", code, class_="bd-src"),
        element("span", texts.label(f"state-{state}"), class_="bd-state"),
        class_="bd-answer",
        id=own_id,
        data_state=state,
    )


def _has_no_layer(row: Annotation) -> bool:
    return row.effect in (Effect.METADATA, Effect.NOTHING)
