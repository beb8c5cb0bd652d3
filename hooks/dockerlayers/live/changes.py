"""What a reader's edit comes to: the lines that were changed, and those that mean something else by it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

from dockerlayers.explain.annotations import Annotation, Breakdown
from dockerlayers.explain.matching import list_rows, row_text
from dockerlayers.patterns import lazy_pattern
from dockerlayers.texts.inline import plain

_LINES = lazy_pattern(r"\d+(?:–\d+)?")


class Became(Enum):
    """What became of a line by an edit."""

    LINE = "line"
    """It was changed, or is new."""
    MEANING = "meaning"
    """It says the same, and does something else."""


@dataclass(frozen=True, kw_only=True, eq=False)
class BreakdownEdit:
    """What differs between two breakdowns: rows by what became of them, in order; how many rows are gone.

    `replaced` are those of the changed rows that stand where there was one before.
    """

    rows: tuple[tuple[Annotation, Became], ...]
    replaced: tuple[Annotation, ...]
    removed_count: int

    @property
    def added(self) -> tuple[Annotation, ...]:
        """The rows that are new."""
        return tuple(row for row, became in self.rows if became is Became.LINE and row not in self.replaced)

    @property
    def meanings(self) -> tuple[Annotation, ...]:
        """The rows that mean something else."""
        return tuple(row for row, became in self.rows if became is Became.MEANING)


def find_edit(before: Breakdown, after: Breakdown) -> BreakdownEdit:
    """Find what an edit changed. A row that moved is new where it stands now."""
    first, second = list_rows(before), list_rows(after)
    texts = [row_text(row, before.lines) for row in first], [row_text(row, after.lines) for row in second]
    paths = {question.path for question in before.files} & {question.path for question in after.files}
    was, now = _Costs(before, paths), _Costs(after, paths)
    rows: list[tuple[Annotation, Became]] = []
    replaced: list[Annotation] = []
    removed_count = 0
    for kind, start, end, first_new, last_new in SequenceMatcher(None, *texts, autojunk=False).get_opcodes():
        new = second[first_new:last_new]
        if kind == "equal":
            pairs = zip(first[start:end], new, strict=True)
            rows += [(row, Became.MEANING) for old, row in pairs if was.meaning(old) != now.meaning(row)]
            continue
        rows += [(row, Became.LINE) for row in new]
        replaced += new[: end - start]
        removed_count += max(0, end - start - len(new))
    return BreakdownEdit(rows=tuple(rows), replaced=tuple(replaced), removed_count=removed_count)


class _Costs:
    """Which of some files rebuild a row, by its anchor."""

    def __init__(self, breakdown: Breakdown, paths: Collection[str]) -> None:
        found: dict[str, list[tuple[str, bool]]] = {}
        for question in breakdown.files:
            if question.path not in paths:
                continue
            for is_certain, anchors in ((True, question.change.rebuilt), (False, question.change.maybe)):
                for anchor in anchors:
                    found.setdefault(anchor, []).append((question.path, is_certain))
        self.found: Mapping[str, list[tuple[str, bool]]] = found

    def meaning(self, row: Annotation) -> object:
        """Return what is said of a row, but for the numbers of lines, and what it costs."""
        return (
            _LINES.sub("", plain(row.say)),
            row.effect,
            row.number is None,
            sorted(self.found.get(row.anchor, ())),
        )


def list_changed_lines(before: Sequence[str], after: Sequence[str]) -> Iterator[int]:
    """List the numbers of the lines that are not those of the text before it."""
    for kind, _, _, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from range(start + 1, end + 1)
