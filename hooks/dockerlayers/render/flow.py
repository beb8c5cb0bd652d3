"""Where the boxes and arrows of the map stand: in columns on a wide screen, beneath each other on a phone.

All lengths are in rem. A stage takes only of stages before it, so the file's order is one in which all arrows
point forward.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

BOX = 3.1
"""How high a box is."""
ARROW = 1.3
"""How high the line of an arrow beneath a box is."""
LANE = 0.7
"""How far the lanes at the side are apart."""

WIDTH = 40.0
"""How wide the map with columns is."""

_GAP = 0.6
_BOX_WIDTHS = {1: 13.0, 2: 12.5, 3: 8.2}
_BEND = 0.18
_LABEL_LINE = 1.0
_ROW = 4.2

Edge = tuple[int, int]
Point = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Ladder:
    """Boxes beneath each other: the top of each, and for each edge its lane, counted from the boxes."""

    tops: tuple[float, ...]
    height: float
    lanes: Mapping[Edge, int]

    @property
    def lane_count(self) -> int:
        """How many lanes there are."""
        return max(self.lanes.values(), default=-1) + 1


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Boxes in columns: the corner of each, and for each edge its points and the middle of its label."""

    box_width: float
    height: float
    corners: tuple[Point, ...]
    routes: Mapping[Edge, tuple[Point, ...]]
    labels: Mapping[Edge, Point]
    label_width: float


def lay_ladder(count: int, edges: Mapping[Edge, int], *, beside: bool = False) -> Ladder:
    """Put the boxes beneath each other; each edge has as many lines as its value says, beneath or beside.

    All that is taken of one stage goes through one lane; of two lanes side by side, the shorter is nearer.
    """
    tops, y = [], 0.0
    for index in range(count):
        tops.append(y)
        lines = ARROW * sum(lines for (_, target), lines in edges.items() if target == index)
        y += (max(BOX, lines) if beside else BOX + lines) + _GAP
    ends: dict[int, int] = {}
    for source, target in edges:
        ends[source] = max(ends.get(source, 0), target)
    lanes: dict[int, int] = {}
    for source in sorted(ends, key=lambda one: ends[one] - one):
        taken = {lanes[other] for other in lanes if other < ends[source] and source < ends[other]}
        lanes[source] = next(lane for lane in range(len(ends)) if lane not in taken)
    return Ladder(tops=tuple(tops), height=y - _GAP, lanes={edge: lanes[edge[0]] for edge in edges})


def lay_columns(count: int, edges: Mapping[Edge, int]) -> Columns | None:
    """Put the boxes into columns, each to the right of all that it takes from; None where that gets crowded.

    An edge that passes by a column takes a place in it, as a box would.
    """
    depths = [0] * count
    for source, target in sorted(edges, key=lambda edge: edge[1]):
        depths[target] = max(depths[target], depths[source] + 1)
    width = _BOX_WIDTHS.get(max(depths) + 1)
    if width is None:
        return None
    places = _stack_columns(depths, edges)
    height = max(map(len, places)) * _ROW - _ROW + BOX
    step = (WIDTH - width) / max(max(depths), 1)
    middles = {
        slot: (column * step, height / 2 + (row - (len(slots) - 1) / 2) * _ROW)
        for column, slots in enumerate(places)
        for row, slot in enumerate(slots)
    }
    routes = {edge: _route(edge, depths, middles, width) for edge in edges}
    labels = {edge: _place_label(edge, edges, routes) for edge in edges}
    routes = {edge: _bend(route, labels[edge]) for edge, route in routes.items()}
    label_width = (step - width) * (1 - _BEND) - 0.4
    if _is_crowded(labels, edges, label_width):
        return None
    corners = tuple((middles[index, index][0], middles[index, index][1] - BOX / 2) for index in range(count))
    return Columns(
        box_width=width,
        height=height,
        corners=corners,
        routes=routes,
        labels=labels,
        label_width=label_width,
    )


def _stack_columns(depths: Sequence[int], edges: Mapping[Edge, int]) -> list[list[Edge]]:
    """List what stands in each column: a box `(index, index)`, or an edge that passes by.

    Each is as high as the mean of what leads to it; of those that are equal, the first in the file is above.
    """
    places: list[list[Edge]] = []
    rows: dict[Edge, float] = {}
    for column in range(max(depths) + 1):
        slots = [(index, index) for index, depth in enumerate(depths) if depth == column]
        slots += [edge for edge in edges if depths[edge[0]] < column < depths[edge[1]]]
        means = {slot: _mean([rows[source] for source in _sources(slot, edges)]) for slot in slots}
        slots = [slot for _, slot in sorted((means[slot], slot) for slot in slots)]
        rows |= {slot: row - (len(slots) - 1) / 2 for row, slot in enumerate(slots)}
        places.append(slots)
    return places


def _sources(slot: Edge, edges: Iterable[Edge]) -> list[Edge]:
    """List the boxes from which arrows lead to a slot."""
    ends = [edge for edge in edges if edge[1] == slot[1]] if slot[0] == slot[1] else [slot]
    return [(source, source) for source, _ in ends]


def _mean(rows: Sequence[float]) -> float:
    return sum(rows) / len(rows) if rows else 0.0


def _route(
    edge: Edge, depths: Sequence[int], middles: Mapping[Edge, Point], width: float
) -> tuple[Point, ...]:
    """Lead an edge from the right of its source to the left of its target, level beside what it passes."""
    source, target = edge
    x, y = middles[source, source]
    points = [(x + width, y)]
    if depths[target] - depths[source] > 1:
        passing_x, passing_y = middles[edge]
        points += [(passing_x, passing_y), (passing_x + width, passing_y)]
    return (*points, middles[target, target])


def _place_label(edge: Edge, edges: Iterable[Edge], routes: Mapping[Edge, tuple[Point, ...]]) -> Point:
    """Put a label before its target, as high as the end of its line that no other line shares."""
    (x, y), (end_x, end_y) = routes[edge][-2:]
    forks = sum(one[0] == edge[0] for one in edges) > 1 and len(routes[edge]) == 2
    joins = sum(one[1] == edge[1] for one in edges) > 1
    middle, bend = (x + end_x) / 2, (end_x - x) * _BEND / 2
    if y == end_y or forks == joins:
        return middle, (y + end_y) / 2
    return (middle + bend, end_y) if forks else (middle - bend, y)


def _bend(route: tuple[Point, ...], label: Point) -> tuple[Point, ...]:
    """Keep a line level where its label is: it bends before, or behind."""
    (x, y), (end_x, end_y) = route[-2:]
    bend = (end_x - x) * _BEND
    if y != end_y and label[1] == end_y:
        return (*route[:-1], (x + bend, end_y), route[-1])
    if y != end_y and label[1] == y:
        return (*route[:-1], (end_x - bend, y), route[-1])
    return route


def _is_crowded(labels: Mapping[Edge, Point], edges: Mapping[Edge, int], width: float) -> bool:
    """Say whether two labels would lie on each other: each has a line more than what it names."""
    boxes = [(x, y, _LABEL_LINE * (edges[edge] + 1) / 2) for edge, (x, y) in labels.items()]
    return any(
        abs(x - other_x) < width and abs(y - other_y) < high + other_high
        for number, (x, y, high) in enumerate(boxes)
        for other_x, other_y, other_high in boxes[:number]
    )
