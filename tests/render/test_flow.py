"""Where the boxes and the arrows of the stage map stand."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockerlayers.render.flow import BOX, WIDTH, Columns, lay_columns, lay_ladder


def columns(count: int, *edges: tuple[int, int]) -> Columns:
    found = lay_columns(count, dict.fromkeys(edges, 1))
    assert found
    return found


def test_two_stages_stand_beside_each_other() -> None:
    found = columns(2, (0, 1))
    (x, y), (end_x, end_y) = found.corners
    assert (x, y, end_y) == (0, 0, 0)
    assert end_x + found.box_width == WIDTH
    assert found.routes[0, 1] == ((found.box_width, BOX / 2), (end_x, BOX / 2))
    assert found.labels[0, 1] == (WIDTH / 2, BOX / 2)


def test_stages_without_arrows_stand_in_one_column() -> None:
    found = columns(3)
    assert {x for x, _ in found.corners} == {0}
    assert found.routes == {}


def test_lines_of_a_fork_bend_before_their_labels() -> None:
    found = columns(3, (0, 1), (0, 2))
    (_, upper), (_, lower) = found.labels[0, 1], found.labels[0, 2]
    assert (upper, lower) == (found.corners[1][1] + BOX / 2, found.corners[2][1] + BOX / 2)
    assert found.routes[0, 1][1][1] == upper


def test_lines_that_join_bend_behind_their_labels() -> None:
    found = columns(3, (0, 2), (1, 2))
    assert found.labels[0, 2][1] == found.corners[0][1] + BOX / 2
    assert found.routes[0, 2][1][1] == found.labels[0, 2][1]


def test_a_line_that_forks_and_joins_is_not_bent() -> None:
    found = columns(4, (0, 2), (0, 3), (1, 3))
    assert len(found.routes[0, 3]) == 2


def test_a_line_passes_beside_the_boxes_between() -> None:
    found = columns(3, (0, 1), (0, 2), (1, 2))
    (_, start), (x, y), (end_x, passing), *_ = found.routes[0, 2]
    assert (x, end_x) == (found.corners[1][0], found.corners[1][0] + found.box_width)
    assert y == passing != start
    assert not found.corners[1][1] <= y <= found.corners[1][1] + BOX


@pytest.mark.parametrize(
    ("count", "edges"),
    [
        (4, {(0, 1): 1, (1, 2): 1, (2, 3): 1}),  # four columns
        (2, {(0, 1): 1, (1, 2): 8}),
        (4, {(0, 2): 1, (0, 3): 1, (1, 2): 1, (1, 3): 1}),  # two lines cross
    ],
)
def test_a_crowd_is_not_put_into_columns(count: int, edges: dict[tuple[int, int], int]) -> None:
    if count == 2:
        edges, count = {(0, 2): 5, (1, 2): 5}, 3
    assert lay_columns(count, edges) is None


def test_a_ladder_has_room_for_the_arrows_beneath_each_box() -> None:
    found = lay_ladder(3, {(0, 1): 1, (0, 2): 2})
    first, second, third = found.tops
    assert first == 0
    assert third - second > second - first > BOX
    assert found.lane_count == 1
    assert lay_ladder(2, {}).lane_count == 0


def test_lines_that_run_side_by_side_have_lanes_of_their_own() -> None:
    found = lay_ladder(4, {(0, 3): 1, (1, 2): 1, (2, 3): 1})
    assert found.lanes[1, 2] == found.lanes[2, 3] == 0
    assert found.lanes[0, 3] == 1


EDGES = st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda edge: edge[0] < edge[1]))


@given(EDGES)
def test_nothing_overlaps(edges: set[tuple[int, int]]) -> None:
    ladder = lay_ladder(8, dict.fromkeys(edges, 1))
    for one, other in combinations(ladder.lanes, 2):
        if one[0] != other[0] and ladder.lanes[one] == ladder.lanes[other]:
            ends = {edge: max(end for start, end in edges if start == edge[0]) for edge in (one, other)}
            assert ends[one] <= other[0] or ends[other] <= one[0]
    found = lay_columns(8, dict.fromkeys(edges, 1))
    if found:
        for (x, y), (other_x, other_y) in combinations(found.corners, 2):
            assert abs(x - other_x) >= found.box_width or abs(y - other_y) >= BOX
