"""What an author wants to have shown of a breakdown, and links into it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from dockerlayers.elements import Child, Markup, element
from dockerlayers.explain.annotations import Advice, Annotation, Breakdown, Consequence
from dockerlayers.guide import NO_GUIDE, Guide
from dockerlayers.model.types import Stage
from dockerlayers.render.kept import KeptRows
from dockerlayers.render.lanes import Lanes, lay_lanes
from dockerlayers.render.legend import legend_id
from dockerlayers.texts.texts import Texts

if TYPE_CHECKING:
    from dockerlayers.measured.types import Measured


@dataclass(frozen=True, kw_only=True)
class RenderOptions:
    """How much is shown: the lines in some ranges (None: all), advice or none, sentences alone or all."""

    ranges: tuple[tuple[int, int], ...] | None = None
    has_advice: bool = True
    is_brief: bool = False


@dataclass(frozen=True, kw_only=True)
class View:
    """A breakdown as it is shown: `root_id` starts all ids, `title` tells it from others on its page.

    `escape` is the file's escape character. `legend` is the id of what explains the marks, where the page has
    that already; else the breakdown brings it along. `measured` is what an engine measured of the file,
    `record` the address of the whole record. `guide` knows the pages that rules and instructions lead to.
    `kept` are rows that were rendered before.
    """

    breakdown: Breakdown
    root_id: str
    title: str
    escape: str = "\\"
    options: RenderOptions = RenderOptions()
    legend: str | None = None
    measured: Measured | None = None
    record: str | None = None
    guide: Guide = NO_GUIDE
    kept: KeptRows | None = None

    @cached_property
    def texts(self) -> Texts:
        """The texts that the breakdown is told in."""
        return self.breakdown.texts

    def label(self, name: str, **slots: str | int) -> str:
        """Return a label with its slots filled."""
        return self.texts.label(name, **slots)

    @property
    def is_whole(self) -> bool:
        """Whether every line is shown; the image and the questions about it belong to a whole file alone."""
        return self.options.ranges is None

    @property
    def is_full(self) -> bool:
        """Whether it is known what image the lines make: all of a file, and not a fragment."""
        return self.is_whole and not self.breakdown.is_fragment

    @property
    def legend_id(self) -> str:
        """The id of what explains the marks."""
        return self.legend or legend_id(self.root_id)

    @cached_property
    def lanes(self) -> Lanes:
        """The lanes of the stages."""
        return lay_lanes(self.breakdown)

    def shows(self, row: Annotation) -> bool:
        """Say whether a row is among those shown."""
        return self.shows_lines(row.first_line, row.end_line)

    def shows_lines(self, start: int, end: int) -> bool:
        """Say whether any of some lines is among those shown."""
        ranges = self.options.ranges
        return ranges is None or any(first <= end and start <= last for first, last in ranges)

    @cached_property
    def stages(self) -> Mapping[int, Stage]:
        """The stages, by their index."""
        return {group.stage.index: group.stage for group in self.breakdown.groups if group.stage}

    @cached_property
    def _stages_of_rows(self) -> Mapping[str, int]:
        return {
            row.anchor: group.stage.index
            for group in self.breakdown.groups
            if group.stage
            for row in group.rows
        }

    def stage_of(self, row: Annotation) -> int:
        """Return the index of a row's stage; -1 for a row before the first one."""
        return self._stages_of_rows.get(row.anchor, -1)

    @cached_property
    def keys(self) -> Mapping[str, str]:
        """A short name for each anchor: its line, and for triggers a number behind."""
        rows = [row for group in self.breakdown.groups for row in group.rows]
        keys: dict[str, str] = {}
        for _, same in groupby(rows, key=attrgetter("line")):
            for number, row in enumerate(same):
                keys[row.anchor] = f"{row.line}-{number}" if number else str(row.line)
        return keys

    @cached_property
    def anchors(self) -> Mapping[int, str]:
        """The anchors of the rows that are shown, by their lines; a trigger stands where its FROM does."""
        rows = [row for group in self.breakdown.groups for row in group.rows]
        return {row.line: row.anchor for row in reversed(rows) if self.shows(row)}

    def key_of(self, row: Annotation) -> str:
        """Return the short name of a row, by which the scripts know it."""
        return self.keys[row.anchor]

    def list_keys(self, anchors: Iterable[str]) -> str:
        """List the short names of rows, as the scripts read them."""
        keys = self.keys
        return " ".join([keys[anchor] for anchor in anchors])

    def changes(self, change: Consequence | None) -> dict[str, str | None]:
        """Make the attributes that tell the scripts what a change rebuilds, whatever is the target."""
        if change is None or self.options.is_brief or not self.is_whole:
            return {}
        maybe = self.list_keys((*change.maybe, *change.maybe_elsewhere))
        return {"data_re": self.list_keys((*change.rebuilt, *change.elsewhere)), "data_may": maybe or None}

    def id_of(self, anchor: str) -> str:
        """Return the id of what a breakdown calls by this anchor."""
        return f"{self.root_id}-{anchor}"

    def link(self, anchor: str, *children: Child, **attributes: str | int | bool | None) -> Markup:
        """Make a link to a row."""
        return element("a", *children, href=f"#{self.id_of(anchor)}", **attributes)

    def page_of(self, advice: Advice) -> str:
        """Return the address of what explains an advice: its page, or else the official text."""
        return self.guide.find_check(advice.rule) or advice.url

    def link_lines(self, lines: Iterable[tuple[int, int]]) -> Iterator[Child]:
        """Link to lines, a blank before each; a row of which nothing is shown has no link."""
        for line, last in lines:
            name = self.texts.line_range(line, last)
            anchor = self.anchors.get(line)
            yield from (" ", self.link(anchor, name, class_="bd-from") if anchor else name)
