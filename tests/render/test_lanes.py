"""The lanes of stages: which one each has, which pass by a row, and which turn into it."""

from __future__ import annotations

import pytest

from dockerlayers.analysis import analyze
from dockerlayers.explain.breakdown import explain
from dockerlayers.render.html import render_breakdown
from dockerlayers.render.lanes import lay_lanes


def draw(source: str) -> list[str]:
    """Draw the lanes of each row: `*` its own, `|` one that passes by, `>` one that ends at it.

    Behind it stand the lanes that turn into the row, and the stages that it names.
    """
    breakdown = explain(analyze(source))
    lanes = lay_lanes(breakdown)
    drawn = []
    for group in breakdown.groups:
        for row in group.rows:
            track = lanes.track(row.anchor)
            own = lanes.columns.get(group.stage.index, 0) if group.stage else None
            signs = [" "] * lanes.count
            for sign, found in (("|", track.passing), (">", track.ending)):
                for lane in found:
                    signs[lane] = sign
            if own is not None:
                assert signs[own] == " "
                signs[own] = "*"
            more = [*(f"<{lane}" for lane in track.joins), *(f"@{stage}" for stage in track.taken)]
            drawn.append(" ".join(["".join(signs), *more, *(["from above"] if track.is_from else [])]))
    return drawn


def test_one_stage_has_one_lane() -> None:
    assert draw("FROM a\nRUN b\n") == ["*", "*"]


def test_a_stage_runs_on_beside_what_takes_from_it() -> None:
    source = (
        "# syntax=docker/dockerfile:1\nFROM a AS b\nRUN c\nFROM d\n"
        "ENV e=f\nCOPY --from=b x y\nCOPY --from=b z y\nUSER g\n"
    )
    assert draw(source) == ["  ", "* ", "* ", "|*", "|*", "|* <0", ">* <0", " *"]


def test_three_stages_have_three_lanes() -> None:
    source = (
        "FROM a AS b\nRUN c\nFROM a AS d\nCOPY --from=b x y\n"
        "RUN e\nFROM f\nCOPY --from=d x y\nCOPY --from=b x y\n"
    )
    assert draw(source) == ["*  ", "*  ", "|* ", "|*  <0", "|* ", "||*", "|>* <1", "> * <0"]


def test_a_lane_that_is_free_is_taken_again() -> None:
    source = (
        "FROM a AS b\nFROM c AS d\nCOPY --from=b x y\n"
        "FROM e AS f\nCOPY --from=d x y\nFROM g\nCOPY --from=f x y\n"
    )
    assert draw(source) == ["*  ", "|* ", ">*  <0", "*| ", "*>  <1", "| *", "> * <0"]


def test_what_the_image_is_built_on_has_its_lane() -> None:
    source = "FROM a AS base\nRUN b\nFROM base AS c\nRUN d\nFROM base\nCOPY --from=c x y\n"
    assert draw(source) == [" *", " *", "*| <1", "*|", "|* from above", ">* <0"]


def test_more_stages_side_by_side_are_named() -> None:
    stages = "".join(f"FROM a AS s{number}\n" for number in range(4))
    source = f"{stages}FROM b\n" + "".join(f"COPY --from=s{number} x y\n" for number in range(4))
    assert draw(source) == ["*  ", "|* ", "||*", "||*", "||*", ">|* <0", " >* <1", "  * @2", "  * @3"]
    markup = render_breakdown(analyze(source), root_id="x")
    assert '<span class="bd-via" title="s2 스테이지">← s2 스테이지</span>' in markup


def test_a_stage_that_nothing_takes_ends_with_its_rows() -> None:
    assert draw("FROM a AS b\nRUN c\nFROM d\n") == ["* ", "* ", " *"]


def test_what_stands_behind_the_target_is_beside_it() -> None:
    breakdown = explain(analyze("FROM a AS b\nFROM c AS d\nRUN e\n", target="b"))
    assert lay_lanes(breakdown).columns == {0: 1, 1: 0}


@pytest.mark.parametrize("count", [2, 12])
def test_a_row_may_take_from_many(count: int) -> None:
    stages = "".join(f"FROM a AS s{number}\n" for number in range(count))
    mounts = " ".join(f"--mount=type=bind,from=s{number},target=/{number}" for number in range(count))
    last = draw(f"{stages}FROM b\nRUN {mounts} c\n")[-1]
    named = " ".join(f"@{number}" for number in range(2, count))
    assert last == f">>* <0 <1 {named}".strip()
