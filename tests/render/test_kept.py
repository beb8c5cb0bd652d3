"""Rows that are kept: they are those that would be rendered, and no other row is taken for one of them."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import partial
from itertools import permutations

import pytest

from dockerlayers.analysis import analyze
from dockerlayers.elements import Markup
from dockerlayers.explain.annotations import Annotation, Breakdown
from dockerlayers.explain.breakdown import explain
from dockerlayers.guide import guide_at
from dockerlayers.model.images import read_image
from dockerlayers.render.html import RenderOptions, render_explained
from dockerlayers.render.kept import KeptRows

SOURCE = """\
# {#base} what it stands on
FROM node:22 AS build
WORKDIR /app
COPY package.json ./
RUN npm ci && npm cache clean --force
FROM build AS tested
ARG MODE=test
RUN npm test $MODE
FROM scratch
ENV A=1
COPY --from=build /app/dist ./
CMD ["a"]
CMD node server.js
"""
EDITS = (
    SOURCE,
    SOURCE.replace("A=1", "A=2"),
    SOURCE.replace("FROM build AS tested", "FROM node:22 AS tested"),
    SOURCE.replace("FROM scratch", "FROM tested"),
    SOURCE.replace("ENV A=1\n", "ENV A=1\nRUN rm -r /app/dist\n"),
    SOURCE.replace("ENV A=1\n", ""),
    SOURCE.replace("{#base}", "{#bottom}"),
    SOURCE.replace("CMD node server.js", "ENTRYPOINT node server.js"),
    SOURCE.replace("AS build", "AS made").replace("=build", "=made").replace("FROM build", "FROM made"),
)


def explained(source: str, target: str | None = None) -> Breakdown:
    return explain(analyze(source, target=target))


@pytest.mark.parametrize("options", [RenderOptions(), RenderOptions(has_advice=False, is_brief=True)])
def test_each_edit_is_rendered_as_without_what_is_kept(options: RenderOptions) -> None:
    breakdowns = [explained(source) for source in EDITS]
    fresh = [render_explained(one, root_id="x", options=options) for one in breakdowns]
    for order in (range(len(EDITS)), reversed(range(len(EDITS)))):
        kept = KeptRows()
        for number in order:
            rendered = render_explained(breakdowns[number], root_id="x", options=options, kept=kept)
            assert rendered == fresh[number]


def test_what_is_asked_of_the_view_tells_rows_apart() -> None:
    breakdown, other = explained(SOURCE), explained(SOURCE, "tested")
    views = (
        partial(render_explained, breakdown, root_id="x"),
        partial(render_explained, breakdown, root_id="y"),
        partial(render_explained, breakdown, root_id="x", escape="`"),
        partial(render_explained, breakdown, root_id="x", guide=guide_at("https://a.b")),
        partial(render_explained, breakdown, root_id="x", options=RenderOptions(ranges=((3, 8),))),
        partial(render_explained, other, root_id="x"),
    )
    for one, following in permutations(views, 2):
        kept = KeptRows()
        one(kept=kept)
        assert following(kept=kept) == following(kept=None)


def test_a_trigger_of_the_base_is_kept_as_well() -> None:
    images = {"a": read_image({"config": {"OnBuild": ["RUN make", "COPY . ."]}})}
    breakdown = explain(analyze("FROM a\nRUN echo\n", images=images))
    kept = KeptRows()
    rendered = [render_explained(breakdown, root_id="x", kept=kept) for _ in range(2)]
    assert rendered == [render_explained(breakdown, root_id="x")] * 2


def test_every_field_of_a_row_tells_it_apart() -> None:
    """A field that is new has to be listed with all that a row is rendered of, or here as shown nowhere."""
    breakdown = explained(SOURCE)
    first = breakdown.groups[0].rows[0]
    others = {
        "note": ("b",),
        "say": (),
        "leaves": (),
        "cache": (),
        "terms": (),
        "number": 7,
        "aliases": ("b",),
        "glosses": (),
        "change": None,
        "effect": breakdown.groups[0].rows[1].effect,
        "advice": next(row.advice for row in breakdown.groups[-1].rows if row.advice),
    }
    stays = {"kind", "first_line", "line", "end_line", "anchor", "instruction", "checks"}
    assert {field.name for field in fields(Annotation)} == others.keys() | stays
    for name, value in others.items():
        row = replace(first, **{name: value})  # type: ignore[arg-type]
        group = replace(breakdown.groups[0], rows=(row, *breakdown.groups[0].rows[1:]))
        changed = replace(breakdown, groups=(group, *breakdown.groups[1:]))
        kept = KeptRows()
        render_explained(breakdown, root_id="x", kept=kept)
        assert render_explained(changed, root_id="x", kept=kept) == render_explained(changed, root_id="x")


def test_the_row_that_was_asked_for_longest_ago_goes_first() -> None:
    kept = KeptRows(most=2)
    rendered: list[str] = []

    def render(key: str) -> Markup:
        rendered.append(key)
        return Markup(key)

    for key in "abacab":
        assert kept.take(key, partial(render, key)) == key
    assert rendered == ["a", "b", "c", "b"]
